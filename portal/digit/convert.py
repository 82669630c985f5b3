"""From the workflow of a business service to the plan of a service: which step, action and end each part becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.definition.model import APPLICANT, RESERVED_STEPS, Level, Outcome, Text
from portal.digit import roles
from portal.digit.corrections import sent_back, take_for_applicant, withdrawals
from portal.digit.kinds import Kind, Kinds, before_handing_in, is_payment
from portal.digit.machine import Machine, Move
from portal.digit.names import name_of
from portal.digit.plan import CLOSE, RECEIPT, Asked, Plan, PlannedAction, PlannedEnd, PlannedStep, Trace
from portal.digit.report import Report
from portal.digit.texts import action_label, state_title, tell_apart
from portal.digit.times import time_of
from portal.digit.words import words_of

STILL_OPEN: Final = Text(lo="(ຍັງບໍ່ທັນປິດ)", en="(not closed yet)")
CLOSING: Final = Text(lo="ປິດຄຳຮ້ອງ", en="Close the case")
PAID: Final = Text(lo="ໄດ້ຮັບເງິນແລ້ວ", en="Payment received")
INTAKE: Final = Text(lo="ຮັບຄຳຮ້ອງ", en="Intake")
_BACKWARD: Final = frozenset({"BACK", "RETURN", "REOPEN", "REASSIGN", "REFER", "COMMENT", "HOLD", "CHARGE", "SKIP"})
"""Words of actions with which an officer tells colleagues something."""


@dataclass
class Conversion:
    """One business service on its way to a plan. `offices` are the levels of roles, by DIGIT's names."""

    machine: Machine
    kinds: Kinds
    report: Report
    plan: Plan
    offices: Mapping[str, Level]
    named: dict[str, str] = field(default_factory=dict)
    """The step or end of each state that has one."""
    assumed: dict[str, None] = field(default_factory=dict)
    """Roles whose level nobody said."""
    ending: list[tuple[str, Move]] = field(default_factory=list)
    """What applicants end themselves: after which step had sent the case back, and by which move."""

    def run(self) -> None:
        """Fill the plan."""
        self._name()
        self._ends()
        first = self._first()
        for state, step in self.named.items():
            if step in self.plan.steps:
                self._actions(state, step)
        withdrawals(self.plan, self.report, self.named, self.ending)
        self._order(first)
        tell_apart(self.plan)

    def _name(self) -> None:
        """A name for each step and end, and the steps themselves, without actions."""
        taken = set(RESERVED_STEPS)
        for state, kind in self.kinds.of.items():
            if kind is Kind.APPLICANT:
                continue
            reserved = name_of(state, (), "step") in RESERVED_STEPS
            name = name_of(f"{state} state" if reserved else state, taken, "step")
            taken.add(name)
            self.named[state] = name
            if kind is not Kind.END:
                self.plan.steps[name] = self._step(state, kind)

    def _ends(self) -> None:
        for state, outcome in self.kinds.outcomes.items():
            title, translated = state_title(self.machine, state, self.report)
            name = self.named[state]
            if self.kinds.of[state] is Kind.AFTERWARDS:
                name = name_of(f"{name}_closed", {*self.named.values(), *RESERVED_STEPS, *self.plan.ends}, "closed")
                asks: list[Asked] = [] if outcome is Outcome.GRANTED else ["reason"]
                step = self.plan.steps[self.named[state]]
                step.decided = name
                step.actions[CLOSE] = PlannedAction(name, CLOSING, asks)
                self._said_of_closing(state, name)
            self.plan.ends[name] = PlannedEnd(title, state, outcome, translated)

    def _said_of_closing(self, state: str, end: str) -> None:
        where = self.machine.states[state]
        if not where.is_terminate:
            actions = ", ".join(f"`{move.name}`" for move in self.machine.onward(state))
            self.report.at_value("granted-without-end", *where.path, "state", state=state, actions=actions, end=end)

    def _step(self, state: str, kind: Kind) -> PlannedStep:
        moves, where = self.machine.moves[state], self.machine.states[state]
        pays = kind is Kind.PAYMENT
        of_source = roles.role_of(moves, counter_first=pays)
        role = self._role(of_source, pays=pays)
        title, _ = state_title(self.machine, state, self.report)
        if kind is Kind.AFTERWARDS:
            title = Text(lo=f"{title.lo} {STILL_OPEN.lo}", en=f"{title.en} {STILL_OPEN.en}")
        within, milliseconds = time_of(where, self.machine.service, self.report)
        roles_said(self.report, self.machine, state, of_source, role)
        if pays:
            self.report.at_value("payment-by-officer", *where.path, "state", state=state, role=role)
        if where.wants_documents:
            self.report.at_value("documents-required", *where.path, "docUploadRequired", state=state)
        return PlannedStep(title, state, role, self._level(of_source, role), within, milliseconds, pays)

    def _role(self, of_source: str | None, *, pays: bool) -> str:
        otherwise = roles.CASHIER if pays else roles.CLERK
        return name_of(of_source, (), otherwise) if of_source else otherwise

    def _level(self, of_source: str | None, role: str) -> Level:
        level = self.offices.get((of_source or role).casefold())
        if level is None:
            self.assumed[of_source or role] = None
        return level or Level.DISTRICT

    def _first(self) -> str:
        """The step that a case enters when it is handed in: where the applicant's part leads, or one that is added."""
        machine, before = self.machine, before_handing_in(self.machine, self.kinds)
        if not before:
            return self.named[machine.start]
        moves = [move for state in before for move in machine.moves[state]]
        self.plan.traces += [Trace(move.action.path, "handing-in") for move in moves]
        leaving = [move for move in moves if move.target not in before]
        targets = list(dict.fromkeys(move.target for move in leaving))
        steps = [target for target in targets if self.named[target] in self.plan.steps]
        granted = [target for target in targets if self.kinds.outcomes.get(target) is Outcome.GRANTED]
        if len(steps) == 1 and not set(granted) - set(steps):
            first = self.named[steps[0]]
        else:
            first = self._intake(leaving, targets)
        by = list(dict.fromkeys(role for move in leaving for role in move.action.roles))
        if roles.CITIZEN not in by and "*" not in by:
            path = machine.states[machine.start].path
            self.report.at_value("start-by-officer", *path, roles=", ".join(by) or "-", step=first)
        return first

    def _intake(self, leaving: list[Move], targets: list[str]) -> str:
        name = name_of("intake", {*self.named.values(), *self.plan.steps, *self.plan.ends, *RESERVED_STEPS}, "intake")
        of_source = roles.role_of(leaving, counter_first=True)
        role = self._role(of_source, pays=False)
        step = PlannedStep(INTAKE, "", role, self._level(of_source, role))
        self.plan.steps[name] = step
        for move in leaving:
            action = name_of(move.name, step.actions, "action")
            if all(each.to != self.named[move.target] for each in step.actions.values()):
                step.actions[action] = self._action(move, self.named[move.target])
        shown = ", ".join(f"`{target}`" for target in targets)
        path = self.machine.states[self.machine.start].path
        self.report.at_value("intake-added", *path, targets=shown or "-", step=name)
        return name

    def _actions(self, state: str, step: str) -> None:
        planned = self.plan.steps[step]
        closing = planned.actions.pop(CLOSE, None)
        sent: list[tuple[str, Move]] = []
        for move in self.machine.moves[state]:
            name = name_of(move.name, {CLOSE, *planned.actions} if closing else planned.actions, "action")
            to = APPLICANT if self.kinds.of[move.target] is Kind.APPLICANT else self.named[move.target]
            planned.actions[name] = self._action(move, to)
            self.plan.traces.append(Trace(move.action.path, "action", step, name))
            if to == APPLICANT:
                sent.append((name, move))
        for name, sending in sent:
            elsewhere, ending = sent_back(self.machine, self.kinds, self.plan, self.named, step, name, sending)
            for move in elsewhere:
                take_for_applicant(self.plan, self.report, step, move, self.named[move.target])
            self.ending += [(step, move) for move in ending]
        if closing:
            planned.actions[CLOSE] = closing

    def _action(self, move: Move, to: str) -> PlannedAction:
        asks: list[Asked] = []
        end = self.plan.ends.get(to)
        if is_payment(move) and not move.stays:
            asks.append(RECEIPT)
        outcome = end.outcome if end else self.kinds.outcomes.get(move.target)
        if outcome not in (None, Outcome.GRANTED) and not move.stays:
            asks.append("reason")
        elif to == APPLICANT or (not end and (move.stays or _BACKWARD & set(words_of(move.name)))):
            asks.append("note")
        pays = RECEIPT in asks and "reason" not in asks
        return PlannedAction(to, PAID if pays else action_label(move, self.report), asks)

    def _order(self, first: str) -> None:
        """The first step first, the others as in the source; what only the applicant's withdrawal led to is left."""
        plan = self.plan
        ordered = {first: plan.steps[first]} | plan.steps
        kept = {name for name in [*ordered, *plan.ends] if plan.way(first, name) is not None}
        plan.steps = {name: step for name, step in ordered.items() if name in kept}
        plan.ends = {name: end for name, end in plan.ends.items() if name in kept}


def roles_said(report: Report, machine: Machine, state: str, of_source: str | None, role: str) -> None:
    """Say where others act in DIGIT than will act here."""
    where = machine.states[state]
    for move in machine.moves[state]:
        may = move.action.roles
        shown = {"action": move.name, "state": state, "role": role}
        if not may:
            report.at_value("no-roles", *move.action.path, "roles", **shown)
        elif roles.officers(may) and of_source not in may and "*" not in may:
            report.at_value("role-gains-action", *move.action.path, "roles", roles=", ".join(may), **shown)
        elif not roles.officers(may) and roles.CITIZEN in may and not is_payment(move):
            report.at_value("citizen-action-in-office", *move.action.path, "roles", **shown)
        elif not roles.officers(may) and any(map(roles.is_system, may)) and not is_payment(move):
            report.at_value("system-action", *move.action.path, "roles", **shown)
    acting = roles.officers(each for move in machine.moves[state] for each in move.action.roles)
    if len(acting) > 1:
        report.at_value("roles-joined", *where.path, "state", state=state, roles=", ".join(acting), role=role)
