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


def send_back(
    machine: Machine,
    kinds: Kinds,
    report: Report,
    plan: Plan,
    named: Mapping[str, str],
    step: str,
    action: str,
    sending: Move,
) -> None:
    """Add to `step`, whose `action` sends a case back, what the applicant does with it in the source."""
    planned = plan.steps[step]
    for state in with_applicant(machine, kinds, sending.target):
        for move in machine.moves[state]:
            to, path = named.get(move.target), move.action.path
            if to is None or to == step:
                plan.traces.append(Trace(path, "correction", step, action))
            elif to in plan.ends and plan.ends[to].outcome is not Outcome.GRANTED:
                plan.traces.append(Trace(path, "withdrawal"))
                report.at_value("withdrawal-built-in", *path, "action", action=move.name, state=state or "null")
            else:
                name = next((name for name, each in planned.actions.items() if each.to == to), None)
                if name is None:
                    name = name_of(move.name, {CLOSE, *planned.actions}, "action")
                    label = action_label(move, report)
                    label = Text(lo=f"{label.lo} {FOR_APPLICANT.lo}", en=f"{label.en} {FOR_APPLICANT.en}")
                    planned.actions[name] = PlannedAction(to, label, [])
                plan.traces.append(Trace(path, "action", step, name))
                shown = {"action": move.name, "next": move.target, "step": step, "name": name}
                report.at_value("applicant-goes-elsewhere", *path, "nextState", **shown)
