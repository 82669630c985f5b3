"""The applicant's states: sent back to the applicant and corrected, the case comes back to the step that sent it.

In DIGIT the applicant's own action may lead elsewhere. Then the officer of the step takes that action, once the
correction is there, so that every way of the source can still be gone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from portal.definition.model import Outcome, Text
from portal.digit.kinds import Kinds, with_applicant
from portal.digit.machine import Machine, Move
from portal.digit.names import name_of
from portal.digit.plan import CLOSE, Plan, PlannedAction, Trace
from portal.digit.report import Report
from portal.digit.texts import action_label

FOR_APPLICANT: Final = Text(lo="(ຕາມທີ່ຜູ້ຍື່ນຄຳຮ້ອງຕອບ)", en="(as the applicant answered)")


def sent_back(
    machine: Machine, kinds: Kinds, plan: Plan, named: Mapping[str, str], step: str, action: str, sending: Move
) -> tuple[list[Move], list[Move]]:
    """What the applicant does in the source with a case that the `action` of a `step` sends back, where a correction is
    not all of it: what goes on elsewhere, and what ends the case."""
    elsewhere: list[Move] = []
    ending: list[Move] = []
    for state in with_applicant(machine, kinds, sending.target):
        for move in machine.moves[state]:
            to = named.get(move.target)
            if to is None or to == step:
                plan.traces.append(Trace(move.action.path, "correction", step, action))
            elif to in plan.ends and plan.ends[to].outcome is not Outcome.GRANTED:
                ending.append(move)
            else:
                elsewhere.append(move)
    return elsewhere, ending


def take_for_applicant(plan: Plan, report: Report, step: str, move: Move, to: str) -> None:
    """Let the officer of a step take what the applicant does in the source, unless another action leads there."""
    planned = plan.steps[step]
    name = next((name for name, each in planned.actions.items() if each.to == to), None)
    if name is None:
        name = name_of(move.name, {CLOSE, *planned.actions}, "action")
        label = action_label(move, report)
        label = Text(lo=f"{label.lo} {FOR_APPLICANT.lo}", en=f"{label.en} {FOR_APPLICANT.en}")
        refused = to in plan.ends and plan.ends[to].outcome is not Outcome.GRANTED
        planned.actions[name] = PlannedAction(to, label, ["reason"] if refused else [])
    plan.traces.append(Trace(move.action.path, "action", step, name))
    shown = {"action": move.name, "next": move.target, "step": step, "name": name}
    report.at_value("applicant-goes-elsewhere", *move.action.path, "nextState", **shown)


def withdrawals(plan: Plan, report: Report, named: Mapping[str, str], ending: list[tuple[str, Move]]) -> None:
    """What ends a case by its applicant's own will (the step that sent it back, the applicant's move): applicants can
    withdraw anyway, but where no other way leads to an end, the officer has to be able to take it."""
    for step, move in ending:
        if all(plan.way(step, end) is None for end in plan.ends):
            take_for_applicant(plan, report, step, move, named[move.target])
        else:
            plan.traces.append(Trace(move.action.path, "withdrawal"))
            shown = {"action": move.name, "state": move.source or "state: null"}
            report.at_value("withdrawal-built-in", *move.action.path, "action", **shown)
