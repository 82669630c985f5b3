"""The workflow that a business service really is: its states by name, and where each action leads.

What DIGIT could not run either (an action to a state that does not exist, the second of two alike) is left out, and
said.
The rules are those of egov-workflow-v2: cases start at the state without a name, the first action of a name counts,
`nextState` is a name or a uuid.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from portal.definition.findings import guess
from portal.definition.graph import reachable
from portal.digit.model import BusinessService, SourceAction, SourceState
from portal.digit.report import Report

_MOST_KNOWN: Final = 25
_NAMELESS: Final = "state: null"


@dataclass(frozen=True)
class Move:
    """An action that leads from a state to another, or back to itself."""

    action: SourceAction
    source: str
    target: str

    @property
    def name(self) -> str:
        """What DIGIT calls it."""
        return self.action.name

    @property
    def stays(self) -> bool:
        """Whether the case is where it was afterwards."""
        return self.source == self.target


@dataclass(frozen=True)
class Machine:
    """The states that a case can come to, by name in the order of the file, and their moves. '' names the start."""

    service: BusinessService
    start: str
    states: dict[str, SourceState]
    moves: dict[str, tuple[Move, ...]]

    def onward(self, state: str) -> list[Move]:
        """The moves of a state that lead to another."""
        return [move for move in self.moves[state] if not move.stays]

    def coming_to(self, state: str) -> list[Move]:
        """The moves that lead to a state from another."""
        return [move for moves in self.moves.values() for move in moves if move.target == state and not move.stays]

    @property
    def routes(self) -> dict[str, tuple[str, ...]]:
        """The states that can follow each state."""
        return {name: tuple(dict.fromkeys(move.target for move in moves)) for name, moves in self.moves.items()}


def machine_of(service: BusinessService, report: Report) -> Machine | None:
    """The workflow of a service, with what was wrong in the report; None where there is no way from its start."""
    states = _named(service, report)
    start = _start(service, states, report)
    by_uuid = {state.uuid: name for name, state in states.items() if state.uuid}
    moves = {name: tuple(_moves(name, state, states, by_uuid, report)) for name, state in states.items()}
    found = reachable({name: tuple(move.target for move in each) for name, each in moves.items()}, start)
    for name, state in states.items():
        if name not in found:
            report.at_value("unreachable-state", *state.path, "state", state=name or _NAMELESS)
    kept = {name: state for name, state in states.items() if name in found}
    if all(move.stays for move in moves[start]):
        report.at_value("no-way-in", *states[start].path, name=service.name)
        return None
    return Machine(service, start, kept, {name: moves[name] for name in kept})


def _named(service: BusinessService, report: Report) -> dict[str, SourceState]:
    """The states by name, the first of each."""
    states: dict[str, SourceState] = {}
    for state in service.states:
        if state.name not in states:
            states[state.name] = state
        elif state.name:
            first = report.source.value(*states[state.name].path).line
            report.at_value("duplicate-state", *state.path, "state", state=state.name, first=first)
        else:
            report.at_value("nameless-state", *state.path)
    return states


def _start(service: BusinessService, states: dict[str, SourceState], report: Report) -> str:
    """Where cases start: the state without a name, else the one that is marked, else the first that none leads to."""
    marked = [name for name, state in states.items() if state.is_start and name]
    if "" in states:
        start, shown = "", _NAMELESS
    elif marked:
        start, shown = marked[0], marked[0]
        report.at_value("start-has-name", *states[start].path, "state", state=start)
    else:
        led_to = {action.next_state for state in states.values() for action in state.actions}
        start = shown = next((name for name in states if name not in led_to), next(iter(states)))
        report.at_value("no-start", *service.path, "states", name=service.name, start=start)
    for name in marked:
        if name != start:
            report.at_value("several-starts", *states[name].path, "isStartState", state=name, start=f"`{shown}`")
    return start


def _moves(
    name: str, state: SourceState, states: dict[str, SourceState], by_uuid: dict[str, str], report: Report
) -> Iterable[Move]:
    taken: dict[str, SourceAction] = {}
    for action in state.actions:
        shown = {"state": name or _NAMELESS, "action": action.name}
        same = taken.get(action.name.casefold())
        if not action.name:
            report.at_value("nameless-action", *action.path)
        elif same is not None:
            first = report.source.value(*same.path).line
            report.at_value("duplicate-action", *action.path, "action", first=first, **shown)
        elif target := _target(action, states, by_uuid, report, shown):
            taken[action.name.casefold()] = action
            _current(action, state, report, shown)
            yield Move(action, name, target)


def _target(
    action: SourceAction,
    states: dict[str, SourceState],
    by_uuid: dict[str, str],
    report: Report,
    shown: dict[str, str],
) -> str | None:
    """The state that an action leads to; None, and a finding, where there is none."""
    wanted = action.next_state
    if wanted is None:
        report.at_value("no-next-state", *action.path, "nextState", **shown)
    elif wanted in states:
        return wanted
    elif wanted in by_uuid:
        return by_uuid[wanted]
    else:
        known = [name for name in states if name]
        close = difflib.get_close_matches(wanted[:60], known, n=1)
        listed = ", ".join(known[:_MOST_KNOWN]) + (", …" if len(known) > _MOST_KNOWN else "")
        meant = guess(next(iter(close), None))
        report.at_value("unknown-next-state", *action.path, "nextState", next=wanted, known=listed, **shown, **meant)
    return None


def _current(action: SourceAction, state: SourceState, report: Report, shown: dict[str, str]) -> None:
    """Say so where an action stands in another state than it says."""
    current = action.current_state
    if current is not None and current not in (state.name, state.uuid):
        report.at_value("current-state-differs", *action.path, "currentState", current=current, **shown)
