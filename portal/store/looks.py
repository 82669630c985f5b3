"""Who has which case open: noted with its tasks, so that colleagues are sent to others first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.offices_held import OfficeHeld, is_of
from portal.store.tables import TaskRow

LOOKED_AT: Final = timedelta(minutes=10)
"""How long a case that an officer has opened is offered to colleagues only when nothing else waits."""


def is_looked_at(task: TaskRow, officer: str, now: datetime) -> bool:
    """Whether a colleague of the officer has the task's case open."""
    return task.looked_at_by not in {None, officer} and _holds(task, now)


def reader(task: TaskRow, officer: str, now: datetime) -> str | None:
    """The colleague who has the task's case open, as far as that was noted."""
    return task.looked_at_by if is_looked_at(task, officer, now) else None


def readers(session: Session, case_id: str, officer: str, now: datetime) -> dict[str, str]:
    """The colleagues of an officer who have a case open, by the id of the task for which they have."""
    tasks = session.scalars(select(TaskRow).where(TaskRow.case_id == case_id))
    return {task.id: who for task in tasks if (who := reader(task, officer, now))}


def look_at(session: Session, held: Sequence[OfficeHeld], case_id: str, officer: str, now: datetime) -> None:
    """Note that an officer has opened a case: the tasks of it that are theirs to do, unless a colleague is looking.

    What they had open before they have left.
    """
    for task in left_open(session, case_id, officer, now):
        task.looked_at_by = task.looked_at_until = None
    for task in being_opened(session, held, case_id, officer, now):
        task.looked_at_by, task.looked_at_until = officer, now + LOOKED_AT


def left_open(session: Session, case_id: str, officer: str, now: datetime) -> list[TaskRow]:
    """The tasks of other cases than this that the officer is still noted to look at."""
    noted = TaskRow.looked_at_by == officer, TaskRow.looked_at_until > now, TaskRow.case_id != case_id
    return list(session.scalars(select(TaskRow).where(*noted)))


def being_opened(
    session: Session, held: Sequence[OfficeHeld], case_id: str, officer: str, now: datetime
) -> list[TaskRow]:
    """The officer's tasks of a case that nobody looks at, or they themselves not since a little while."""
    fresh = now + LOOKED_AT / 2
    return [
        task
        for task in session.scalars(select(TaskRow).where(TaskRow.case_id == case_id))
        if any(is_of(task, office) for office in held)
        and not is_looked_at(task, officer, now)
        and not (task.looked_at_by == officer and _holds(task, now, fresh))
    ]


def _holds(task: TaskRow, now: datetime, least: datetime | None = None) -> bool:
    """Whether the look lasts beyond `least` (now).

    A mark that reaches farther than a look ever did was made before the clock was set back, and counts no more.
    """
    return task.looked_at_until is not None and (least or now) < task.looked_at_until <= now + LOOKED_AT
