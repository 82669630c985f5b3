"""Playing a case of an imported service to where an action of the source is taken, and taking it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from portal.definition.graph import reachable, routes
from portal.definition.model import APPLICANT, Service
from portal.digit.plan import Trace
from portal.workflow.case import Status
from portal.workflow.commands import Withdraw
from portal.workflow.refusals import Refusal
from portal.workflow.said import Said
from portal.workflow.simulate import Simulation, play

NOW: Final = datetime(2026, 6, 15, 3, tzinfo=UTC)
ANSWERS: Final = {"full_name": "ສົມຊາຍ ວົງສາ", "phone": "+8562055551234", "village": "010101"}
SAID: Final = {"note": "ກວດຄືນ", "reason": "ເອກະສານບໍ່ຄົບ", "receipt_number": "KV-1"}


def walk(service: Service, trace: Trace) -> None:
    """Play a case to where the action of the source is taken, and take it."""
    assert trace.became != "left-out"
    run = submitted(service)
    if trace.became == "handing-in":
        assert run.case.step == service.first_step
        return
    if trace.became == "withdrawal":
        assert not isinstance(run.do(Withdraw()), Refusal)
        assert (run.case.status, run.case.outcome) == (Status.ENDED, "withdrawn")
        return
    for path in way(service, service.first_step, trace.step):
        take(run, *path)
    assert run.case.step == trace.step
    take(run, trace.step, trace.action)
    target = service.officer_steps[trace.step].actions[trace.action].to
    if target != APPLICANT:
        assert run.case.step == target
    if trace.became == "correction":
        assert run.case.status is Status.WITH_APPLICANT
        assert not isinstance(run.correct({"phone": "+8562055554321"}), Refusal)
        assert (run.case.status, run.case.step) == (Status.WITH_OFFICE, trace.step)


def submitted(service: Service) -> Simulation:
    run, stopped = play(service, ANSWERS, [], NOW)
    assert stopped is None
    return run


def take(run: Simulation, step: str, name: str) -> None:
    action = run.service.officer_steps[step].actions[name]
    fields = ("phone",) if action.to == APPLICANT else ()
    said = Said(fields, {asked: SAID[asked] for asked in action.asked_names if asked in SAID})
    decision = run.say(step, name, said)
    assert not isinstance(decision, Refusal), (step, name, decision)


def way(service: Service, start: str, goal: str) -> list[tuple[str, str]]:
    """Actions that lead from a step to another, found breadth first."""
    ways: dict[str, list[tuple[str, str]]] = {start: []}
    for step in ways_on(service, ways):
        for name, action in service.officer_steps[step].actions.items():
            if action.to in service.officer_steps and action.to not in ways:
                ways[action.to] = [*ways[step], (step, name)]
    assert goal in ways, (goal, reachable(routes(service), start))
    return ways[goal]


def ways_on(service: Service, ways: dict[str, list[tuple[str, str]]]) -> Iterator[str]:
    """The steps as they are found."""
    seen: set[str] = set()
    while fresh := [step for step in ways if step not in seen]:
        seen.add(fresh[0])
        yield fresh[0]
