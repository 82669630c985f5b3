"""Who works on a task, and when it goes up: soft claims, and escalation of what is overdue."""

from __future__ import annotations

from datetime import datetime

from portal.definition.model import Service
from portal.workflow.case import Case, Task
from portal.workflow.claim_limit import LONGEST_CLAIM
from portal.workflow.commands import Claim, Release
from portal.workflow.deadlines import Moment, is_late
from portal.workflow.events import TaskClaimed, TaskEscalated, TaskReleased
from portal.workflow.refusals import Decision, Refusal, Why


def holds(claimed_until: datetime | None, now: datetime) -> bool:
    """Whether a claim until then still holds."""
    return claimed_until is not None and now < claimed_until <= now + LONGEST_CLAIM


def is_claimed_by_other(task: Task, officer: str, moment: Moment) -> bool:
    """Whether another officer's claim still holds."""
    return task.claimed_by not in {None, officer} and holds(task.claimed_until, moment.at)


def claim(case: Case, command: Claim, moment: Moment) -> Decision:
    """Take the task; one's own claim is renewed, another's that still holds is respected."""
    task = case.tasks.get(command.task)
    if task is None:
        return Refusal(Why.UNKNOWN_TASK)
    if command.until.utcoffset() is None or command.until <= moment.at:
        return Refusal(Why.CLAIM_OVER)
    if is_claimed_by_other(task, command.officer, moment):
        return Refusal(Why.CLAIMED_BY_OTHER)
    return (TaskClaimed(moment.at, task.id, command.officer, command.until),)


def release(case: Case, command: Release, moment: Moment) -> Decision:
    """Give back a task that one has claimed oneself, lapsed or not."""
    task = case.tasks.get(command.task)
    if task is None:
        return Refusal(Why.UNKNOWN_TASK)
    if task.claimed_by != command.officer:
        return Refusal(Why.NOT_CLAIMED)
    return (TaskReleased(moment.at, task.id, command.officer),)


def escalate(service: Service, case: Case, moment: Moment) -> Decision:
    """Move each overdue task whose step says `late` to the office it names; each goes up once."""
    moved = tuple(event for task in case.tasks.values() if (event := _escalated(service, case, task, moment)))
    return moved or Refusal(Why.NOTHING_OVERDUE)


def _escalated(service: Service, case: Case, task: Task, moment: Moment) -> TaskEscalated | None:
    step = service.officer_step(task.path)
    if step is None or step.late is None or task.escalated or not is_late(task, moment.today):
        return None
    area = case.offices.get(step.late.to.value)
    if area is None:
        return None
    due = moment.due(step.within) if step.within is not None else None
    return TaskEscalated(moment.at, task.id, step.late.to.value, area, step.late.role or step.role, due)
