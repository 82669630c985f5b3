"""Leaving and entering steps: which tasks close and open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.definition.model import EndStep, OfficerStep, Service, officer_steps_of
from portal.workflow.case import Task
from portal.workflow.deadlines import Moment
from portal.workflow.events import Ended, Event, StepEntered, TaskClosed, TaskOpened
from portal.workflow.refusals import Decision, Refusal, Why


def levels_needed(service: Service) -> frozenset[str]:
    """The levels of administration that must have an office above a case's place, lateness included."""
    steps = list(service.officer_steps.values())
    return frozenset(step.office.value for step in steps) | {step.late.to.value for step in steps if step.late}


def offices_first(service: Service, offices: Mapping[str, str]) -> tuple[str, ...]:
    """Of the offices above a place (area codes by level) those that have a case as soon as it is handed in, or begins
    again there, each once: several if it begins in parallel."""
    return tuple(dict.fromkeys(area for area, _role in posts_at(service, service.first_step, offices)))


def posts_at(service: Service, name: str, offices: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The posts, as area and role, that a case comes to when it enters step `name`: several if that is parallel, none
    if it is an end; without those whose office is not known."""
    steps = officer_steps_of(name, service.workflow[name]).values()
    return tuple((offices[step.office.value], step.role) for step in steps if step.office.value in offices)


def task_ids_needed(service: Service) -> int:
    """How many fresh task ids a command needs at most: one, or one for each branch of the widest parallel step."""
    return max(1, *(len(officer_steps_of(name, step)) for name, step in service.workflow.items()))


def close_tasks(tasks: Iterable[str], moment: Moment) -> tuple[Event, ...]:
    """The events that close `tasks`."""
    return tuple(TaskClosed(moment.at, task) for task in tasks)


def enter(
    service: Service,
    name: str,
    offices: Mapping[str, str],
    task_ids: Iterable[str],
    moment: Moment,
    open_tasks: Mapping[str, Task],
) -> Decision:
    """The events of reaching step `name`: its tasks open, one a branch if it is parallel, or the case ends."""
    match service.workflow.get(name):
        case None:
            return Refusal(Why.BROKEN_DEFINITION)
        case EndStep() as end:
            return (Ended(moment.at, name, end.end.value, issue=end.issue is not None),)
        case step:
            steps = officer_steps_of(name, step)
    if not offices.keys() >= {step.office.value for step in steps.values()}:
        return Refusal(Why.NO_OFFICE)
    fresh = [task for task in dict.fromkeys(task_ids) if task not in open_tasks]
    if len(fresh) < len(steps):
        return Refusal(Why.NO_TASK_IDS)
    opened = (
        _open(task, path, step, offices, moment) for task, (path, step) in zip(fresh, steps.items(), strict=False)
    )
    return (StepEntered(moment.at, name), *opened)


def _open(task: str, path: str, step: OfficerStep, offices: Mapping[str, str], moment: Moment) -> TaskOpened:
    level = step.office.value
    due = moment.due(step.within) if step.within is not None else None
    return TaskOpened(moment.at, task, path, level, offices[level], step.role, due)
