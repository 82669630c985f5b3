"""What an event makes of a case. The state of a case is nothing but its events, folded by `evolve`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from itertools import groupby, takewhile
from typing import Any

from portal.lao.dates import local_date
from portal.workflow import events as happened
from portal.workflow.case import Case, Correction, Deed, Issuance, Status, Task
from portal.workflow.events import Event


class BrokenHistoryError(ValueError):
    """An event that cannot have followed the ones before it: events were lost, reordered or made up."""


def replay(case_id: str, events: Iterable[Event]) -> Case:
    """The case that `events` make, oldest first, without its answers; raise `BrokenHistoryError` if they make none."""
    return reduce(evolve, events, Case(id=case_id))


def evolve(case: Case, event: Event) -> Case:
    """The case after `event`. Answers are not in events and stay as they are.

    Raises `BrokenHistoryError` when `event` cannot have followed.
    """
    if case.is_started == isinstance(event, happened.Started):
        raise BrokenHistoryError(f"case {case.id}: event {case.sequence + 1} cannot be {event.kind!r}")
    return replace(case, sequence=case.sequence + 1, **_changes(case, event))


def _changes(case: Case, event: Event) -> dict[str, Any]:
    match event:
        case happened.Started(service=service, definition=definition, applicant=applicant):
            return {"service": service, "definition": definition, "applicant": applicant}
        case happened.PageSaved(page=page):
            return {"saved_pages": (*(saved for saved in case.saved_pages if saved != page), page)}
        case happened.Submitted():
            return {
                "submitted": event.at,
                "reference": event.reference,
                "offices": event.offices,
                "promised": event.promised,
                "fee": event.fee,
            }
        case happened.Corrected(offices=offices, promised=promised, fee=fee):
            anew = event.digests if event.anew is None else event.anew
            days = {name: (*case.given_on.get(name, ()), local_date(event.at)) for name in anew}
            changes = {
                "correction": None,
                "offices": offices,
                "promised": promised,
                "fee": fee,
                "given_on": {**case.given_on, **days},
            }
            # Only another place has other offices, and what those of the place before said, says nothing of this one.
            return changes if offices == case.offices else {**changes, "standing_deeds": ()}
        case happened.CertificateIssued():
            return {"issuances": _issued(case, event)}
        case happened.FileOpened(officer=officer, file=file):
            return {"looks": {**case.looks, (officer, file): event.at}}
        case _:
            return _changes_of_place(case, event)


def _changes_of_place(case: Case, event: Event) -> dict[str, Any]:
    """What changes about where the case stands and what is done there."""
    match event:
        case happened.StepEntered(step=step):
            return {
                "status": Status.WITH_OFFICE,
                "step": step,
                "done_branches": frozenset(),
                "way": _way_to(case, step),
                "standing_deeds": tuple(deed for deed in case.standing_deeds if deed.step != step),
            }
        case happened.ActionTaken(task=task, path=path, action=action, officer=officer):
            office = _open_task(case, task)
            deed = Deed(path, action, officer, office.level, office.area, case.sequence + 1)
            added = {"deeds": case.deeds, "way": case.way, "standing_deeds": case.standing_deeds}
            return {name: (*deeds, deed) for name, deeds in added.items()}
        case happened.BranchDone(branch=branch):
            return {"done_branches": case.done_branches | {branch}}
        case happened.SentBack(fields=fields, resume=resume):
            return {
                "status": Status.WITH_APPLICANT,
                "correction": Correction(fields, resume, since=event.at),
                "done_branches": frozenset(),
            }
        case happened.Moved():
            return _moved(case, event)
        case happened.Ended(step=step, outcome=outcome, issue=issue):
            return {
                "status": Status.ENDED,
                "step": step,
                "outcome": outcome,
                "issuances": (*case.issuances, _next_issuance(case, step)) if issue else case.issuances,
                "ended": event.at,
                "correction": None,
                "done_branches": frozenset(),
            }
        case _:
            return {"tasks": _tasks(case, event)}


def _tasks(case: Case, event: Event) -> Mapping[str, Task]:
    match event:
        case happened.TaskOpened():
            opened = Task(event.task, event.path, event.level, event.area, event.role, event.due, opened=event.at)
            return {**case.tasks, event.task: opened}
        case happened.TaskClosed(task=task):
            _open_task(case, task)
            return {key: other for key, other in case.tasks.items() if key != task}
        case happened.TaskClaimed(task=task, officer=officer, until=until):
            changed = replace(_open_task(case, task), claimed_by=officer, claimed_until=until)
        case happened.TaskReleased(task=task):
            changed = replace(_open_task(case, task), claimed_by=None, claimed_until=None)
        case happened.TaskEscalated(task=task):
            # Another office has it now, so a claim made in the first one is void.
            moved = replace(_open_task(case, task), level=event.level, area=event.area, role=event.role, due=event.due)
            changed = replace(moved, claimed_by=None, claimed_until=None, escalated=True)
        case _:
            raise BrokenHistoryError(f"case {case.id}: event of an unknown kind")
    return {**case.tasks, changed.id: changed}


def _moved(case: Case, event: happened.Moved) -> dict[str, Any]:
    """The case under another version: what was done, and is open, has the names that its steps have there."""

    def renamed(deeds: tuple[Deed, ...]) -> tuple[Deed, ...]:
        return tuple(replace(deed, path=event.paths.get(deed.path, deed.path)) for deed in deeds)

    # What was done in an earlier step that is the same one now is no decision of this stay in it.
    here = zip(case.way, renamed(case.way), strict=True)
    way = tuple(new for old, new in here if old.step == case.step or new.step != event.step)

    return {
        "definition": event.definition,
        "step": event.step,
        "done_branches": frozenset(event.done),
        "correction": replace(case.correction, resume=event.step) if case.correction else None,
        "tasks": {key: replace(task, path=event.paths.get(task.path, task.path)) for key, task in case.tasks.items()},
        "deeds": renamed(case.deeds),
        "way": _without_detours(way),
        "standing_deeds": renamed(case.standing_deeds),
    }


def _without_detours(way: tuple[Deed, ...]) -> tuple[Deed, ...]:
    """The deeds of the last stay in each step: two that became one may stand apart."""
    stays = [(step, tuple(deeds)) for step, deeds in groupby(way, lambda deed: deed.step)]
    last = {step: place for place, (step, _deeds) in enumerate(stays)}
    return tuple(deed for place, (step, deeds) in enumerate(stays) if last[step] == place for deed in deeds)


def _way_to(case: Case, step: str) -> tuple[Deed, ...]:
    """The deeds that led to `step`: when the case comes there again, all since it was there first is gone back on."""
    return tuple(takewhile(lambda deed: deed.step != step, case.way))


def _issued(case: Case, event: happened.CertificateIssued) -> tuple[Issuance, ...]:
    """The papers of the case, the one that the event names now made."""
    due = Issuance(event.step, event.issue)
    if due not in case.issuances:
        raise BrokenHistoryError(f"case {case.id}: no certificate {event.issue} of step {event.step} is due")
    made = replace(due, certificate=event.certificate, number=event.number)
    return tuple(made if one == due else one for one in case.issuances)


def _next_issuance(case: Case, step: str) -> Issuance:
    return Issuance(step, 1 + sum(one.step == step for one in case.issuances))


def _open_task(case: Case, task: str) -> Task:
    found = case.tasks.get(task)
    if found is None:
        raise BrokenHistoryError(f"case {case.id}: task {task} is not open at event {case.sequence + 1}")
    return found
