"""Leaving and entering steps: which tasks close and open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.definition.model import EndStep, OfficerStep, ParallelStep, Service
from portal.workflow.case import Task
from portal.workflow.deadlines import Moment
from portal.workflow.events import Ended, Event, StepEntered, TaskClosed, TaskOpened
from portal.workflow.refusals import Decision, Refusal, Why


def levels_needed(service: Service) -> frozenset[str]:
    """The levels of administration that must have an office above a case's place, lateness included."""
    steps = list(service.officer_steps.values())
    return frozenset(step.office.value for step in steps) | {step.late.to.value for step in steps if step.late}


def levels_first(service: Service) -> tuple[str, ...]:
    """The levels whose offices have a case as soon as it is handed in, each once: several if it begins in parallel."""
    match service.workflow.get(service.first_step):
        case OfficerStep(office=office):
            return (office.value,)
        case ParallelStep(branches=branches):
            return tuple(dict.fromkeys(branch.office.value for branch in branches.values()))
        case _:
            return ()


def task_ids_needed(service: Service) -> int:
    """How many fresh task ids a command needs at most: one, or one for each branch of the widest parallel step."""
    parallel = (step for step in service.workflow.values() if isinstance(step, ParallelStep))
    return max((len(step.branches) for step in parallel), default=1)


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
        case OfficerStep() as step:
            steps = {name: step}
        case ParallelStep() as parallel:
            steps = {f"{name}.{branch}": step for branch, step in parallel.branches.items()}
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
