"""What becomes of each state of DIGIT: a part of the form, the applicant's correction, an officer's step, an end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.definition.graph import leading_to, reachable
from portal.definition.model import Outcome
from portal.digit.machine import Machine, Move
from portal.digit.outcomes import outcome_of, refuses, sounds_granted
from portal.digit.report import Report
from portal.digit.roles import for_applicants
from portal.digit.words import words_of


class Kind(StrEnum):
    """What a state becomes."""

    APPLICANT = "applicant"
    OFFICE = "office"
    PAYMENT = "payment"
    AFTERWARDS = "afterwards"
    """The case is decided and may still be moved: an officer's step that can also be closed."""
    END = "end"


@dataclass(frozen=True)
class Kinds:
    """The kind of each state, and how a case ends in those of the kinds END and AFTERWARDS."""

    of: dict[str, Kind]
    outcomes: dict[str, Outcome]

    def are(self, kind: Kind) -> list[str]:
        """The states of a kind, in the order of the file."""
        return [name for name, own in self.of.items() if own is kind]


def is_payment(move: Move) -> bool:
    """Whether an action is that money is paid."""
    words = words_of(move.name)
    return ("PAY" in words or "PAYMENT" in words or "PAID" in words) and not {"SKIP", "REFUND", "BACK"} & set(words)


def kinds_of(machine: Machine, report: Report) -> Kinds | None:
    """The kind of every state; None where no case ever ends. Says what is odd about ends.

    The state without a name is the applicant's: nothing has been handed in yet.
    """
    of = {name: _kind(machine, name) if name else Kind.APPLICANT for name in machine.states}
    ending = (Kind.END, Kind.AFTERWARDS)
    outcomes = {name: _outcome(machine, name, report) for name, kind in of.items() if kind in ending}
    _granted_without_end(machine, of, outcomes)
    kinds = Kinds(of, outcomes)
    if not outcomes:
        report.at_value("no-end", *machine.service.path, "states", name=machine.service.name)
        return None
    _report(machine, kinds, report)
    return kinds


def _kind(machine: Machine, name: str) -> Kind:
    onward = machine.onward(name)
    if not onward:
        return Kind.END
    if machine.states[name].is_terminate:
        return Kind.AFTERWARDS
    if any(is_payment(move) for move in onward):
        return Kind.PAYMENT
    return Kind.APPLICANT if for_applicants(machine.moves[name]) else Kind.OFFICE


def _outcome(machine: Machine, name: str, report: Report) -> Outcome:
    """How a case ends in a state; where its words do not say, refused if something that refuses leads there."""
    state = machine.states[name]
    outcome = outcome_of(state)
    if outcome is None:
        refused = any(refuses(move.name) for move in machine.coming_to(name))
        outcome = Outcome.REFUSED if refused else Outcome.GRANTED
        report.at_value("unclear-end", *state.path, "state", state=name, outcome=outcome.value)
    return outcome


def _granted_without_end(machine: Machine, of: dict[str, Kind], outcomes: dict[str, Outcome]) -> None:
    """States that sound granted, are no end and lead to no granted one: a case is over there, and may be undone."""
    granted = leading_to(machine.routes, [name for name, outcome in outcomes.items() if outcome is Outcome.GRANTED])
    for name in machine.states:
        if name and name not in outcomes and name not in granted and sounds_granted(machine.states[name]):
            of[name], outcomes[name] = Kind.AFTERWARDS, Outcome.GRANTED


def _report(machine: Machine, kinds: Kinds, report: Report) -> None:
    ending = leading_to(machine.routes, kinds.outcomes)
    for name, kind in kinds.of.items():
        state, moves = machine.states[name], machine.moves[name]
        actions = ", ".join(move.name for move in moves)
        if kind is Kind.END and not state.is_terminate:
            report.at_value("dead-end", *state.path, "state", state=name)
        elif kind is Kind.END and moves:
            _terminate_with_actions(report, machine, name, actions, "left-out")
        elif kind is Kind.AFTERWARDS and state.is_terminate:
            _terminate_with_actions(report, machine, name, actions, "step")
        elif name and name not in ending:
            report.at_value("endless", *state.path, "state", state=name)
    if Outcome.GRANTED not in kinds.outcomes.values():
        report.at_value("no-granted-end", *machine.service.path, "businessService", name=machine.service.name)


_MEANINGS = {
    "left-out": (
        "ບໍ່ມີອັນໃດນຳໄປສະຖານະອື່ນ ການນຳເຂົ້າຈຶ່ງຂ້າມໄປ; ລຶບອອກ.",
        "None leads to another state, so they were left out. Take them out.",
    ),
    "step": (
        "ການນຳເຂົ້າເຮັດເປັນຂັ້ນຕອນ ທີ່ `close` ປິດຄຳຮ້ອງ; ລຶບການດຳເນີນການ ຫຼື isTerminateState ອອກ.",
        "It became a step that `close` brings to an end. Take the actions out, or isTerminateState.",
    ),
}


def _terminate_with_actions(report: Report, machine: Machine, name: str, actions: str, meaning: str) -> None:
    lao, english = _MEANINGS[meaning]
    count = len(machine.moves[name])
    where = machine.states[name].path
    shown = {"state": name, "actions": actions, "meaning_lo": lao, "meaning_en": english}
    report.at_value("terminate-with-actions", *where, "isTerminateState", count=count, **shown)


def before_handing_in(machine: Machine, kinds: Kinds) -> list[str]:
    """The states of a case that is not handed in yet: the start, and what the applicant alone comes to from there.
    None where cases start with an officer."""
    return with_applicant(machine, kinds, machine.start)


def with_applicant(machine: Machine, kinds: Kinds, state: str) -> list[str]:
    """The states in which the applicant has the case once it came to `state`; none if that is no applicant's."""
    theirs = kinds.are(Kind.APPLICANT)
    if state not in theirs:
        return []
    following = machine.routes
    found = reachable({name: tuple(each for each in following[name] if each in theirs) for name in theirs}, state)
    return [name for name in machine.states if name in found]
