"""The queue of an officer: the open tasks of the offices they are appointed to, what is due first at the top.

Pages are found by their last row (keyset), never by number, and each office is asked by itself through its index: a
page costs the same whatever else waits in the country.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, tuple_
from sqlalchemy.orm import Session

from portal.store.answers import APPLICANTS
from portal.store.looks import is_looked_at
from portal.store.offices_held import OfficeHeld, is_of
from portal.store.tables import AnswerRow, CaseRow, TaskRow
from portal.workflow.claim_limit import LONGEST_CLAIM
from portal.workflow.claiming import holds

PAGE = 25
"""Rows of one page: more than a morning's first glance, less than a long scroll."""
_PAGES_LOOKED_THROUGH = 8
"""Pages of the queue that are looked through for a task that nobody is at: more than an office has colleagues."""


@dataclass(frozen=True)
class Mark:
    """A place in the queue: the due day and id of a task."""

    due: date
    id: str


@dataclass(frozen=True)
class Wanted:
    """What to leave out: tasks that are not late (by `late_on`), tasks that `claimed_by` has not claimed at `now`,
    tasks that somebody other than `free_for` has claimed at `now`."""

    late_on: date | None = None
    claimed_by: str | None = None
    free_for: str | None = None
    now: datetime | None = None


@dataclass(frozen=True)
class Entry:
    """An open task, its case, and the applicant's answers."""

    task: TaskRow
    case: CaseRow
    answers: Mapping[str, Any]


@dataclass(frozen=True)
class QueuePage:
    """Some tasks, and where the page before them ends and the page after them begins, if there are such."""

    entries: list[Entry]
    before: Mark | None = None
    after: Mark | None = None


def page(
    session: Session,
    held: Sequence[OfficeHeld],
    wanted: Wanted,
    *,
    after: Mark | None = None,
    before: Mark | None = None,
) -> QueuePage:
    """The page of the queue that follows `after`, or precedes `before`, or the first.

    When nothing is left there, since the queue has become shorter meanwhile, it is the first page too.
    """
    backwards = before is not None
    tasks = _tasks(session, held, wanted, after, before, PAGE + 1)
    if not tasks and (after or before):
        return page(session, held, wanted)
    more = len(tasks) > PAGE
    tasks = tasks[:PAGE]
    if backwards:
        tasks.reverse()
    earlier = more if backwards else after is not None
    later = True if backwards else more
    return QueuePage(
        entries=_entries(session, tasks),
        before=_mark(tasks[0]) if tasks and earlier else None,
        after=_mark(tasks[-1]) if tasks and later else None,
    )


def next_tasks(
    session: Session,
    held: Sequence[OfficeHeld],
    officer: str,
    now: datetime,
    wanted: Wanted = Wanted(),
    *,
    after: Mark | None = None,
) -> list[TaskRow]:
    """Up to a page of tasks for an officer to do next, in the order of the queue (from `after` on), without those that
    colleagues have claimed; those that colleagues are looking at come last.

    So two officers who begin at the same time are sent to different cases, and neither past one that nobody does.
    """
    free: list[TaskRow] = []
    looked_at: list[TaskRow] = []
    for _page in range(_PAGES_LOOKED_THROUGH):
        tasks = _tasks(session, held, wanted, after, None, PAGE)
        for task in tasks:
            if not _is_taken(task, officer, now):
                (looked_at if is_looked_at(task, officer, now) else free).append(task)
        if len(tasks) < PAGE or len(free) >= PAGE:
            break
        after = _mark(tasks[-1])
    return [*free, *looked_at][:PAGE]


def waiting_ids(office: OfficeHeld) -> Select[str]:
    """The tasks of an office."""
    return select(TaskRow.id).where(*_at(office))


def free_ids(office: OfficeHeld, officer: str, now: datetime) -> Select[str]:
    """The tasks of an office that no colleague of the officer has claimed."""
    return select(TaskRow.id).where(*_at(office), _free_for(officer, now))


def late_ids(office: OfficeHeld, today: date) -> Select[str]:
    """The tasks of an office whose last day is before `today`."""
    return select(TaskRow.id).where(*_at(office), TaskRow.due < today)


def claimed_by(session: Session, held: Sequence[OfficeHeld], officer: str, now: datetime, limit: int) -> int:
    """How many tasks an officer has taken, counted up to `limit`."""
    return len(_claimed(session, held, Wanted(claimed_by=officer, now=now), None, None, limit))


def overdue_cases(session: Session, today: date, limit: int, *, after: str = "") -> list[str]:
    """Up to `limit` cases with a task that goes up by itself and whose last day is before `today`, in the order of
    their ids, from the one that follows `after` on."""
    overdue = TaskRow.case_id > after, TaskRow.due < today, TaskRow.goes_up.is_(True)
    return list(
        session.scalars(select(TaskRow.case_id).where(*overdue).distinct().order_by(TaskRow.case_id).limit(limit))
    )


def _tasks(
    session: Session,
    held: Sequence[OfficeHeld],
    wanted: Wanted,
    after: Mark | None,
    before: Mark | None,
    limit: int,
) -> list[TaskRow]:
    backwards = before is not None
    if wanted.claimed_by is not None:
        return _claimed(session, held, wanted, after, before, limit)
    each = [_of_office(session, office, wanted, after, before, limit) for office in held]
    merged: list[TaskRow] = []
    seen: set[str] = set()
    for task in heapq.merge(*each, key=_place, reverse=backwards):
        if task.id not in seen:
            seen.add(task.id)
            merged.append(task)
        if len(merged) == limit:
            break
    return merged


def _of_office(
    session: Session, office: OfficeHeld, wanted: Wanted, after: Mark | None, before: Mark | None, limit: int
) -> list[TaskRow]:
    query = select(TaskRow).where(*_at(office), *_conditions(wanted))
    place = tuple_(TaskRow.due, TaskRow.id)  # compared as a row, which the index of an office answers
    if after is not None:
        query = query.where(place > (after.due, after.id))
    if before is not None:
        query = query.where(place < (before.due, before.id))
        query = query.order_by(TaskRow.due.desc(), TaskRow.id.desc())
    else:
        query = query.order_by(TaskRow.due, TaskRow.id)
    return list(session.scalars(query.limit(limit)))


def _claimed(
    session: Session,
    held: Sequence[OfficeHeld],
    wanted: Wanted,
    after: Mark | None,
    before: Mark | None,
    limit: int,
) -> list[TaskRow]:
    """What one officer has taken, read through their claims: a few, however long the queue of the office is."""
    query = select(TaskRow).where(TaskRow.claimed_by == wanted.claimed_by, *_conditions(wanted))
    if wanted.now is not None:
        query = query.where(TaskRow.claimed_until > wanted.now, TaskRow.claimed_until <= wanted.now + LONGEST_CLAIM)
    tasks = [task for task in session.scalars(query) if any(is_of(task, office) for office in held)]
    tasks.sort(key=_place, reverse=before is not None)
    if after is not None:
        tasks = [task for task in tasks if _place(task) > (after.due, after.id)]
    if before is not None:
        tasks = [task for task in tasks if _place(task) < (before.due, before.id)]
    return tasks[:limit]


def _at(office: OfficeHeld) -> Iterator[ColumnElement[bool]]:
    yield TaskRow.area == office.area
    yield TaskRow.role == office.role
    yield TaskRow.level == office.level
    if office.service is not None:
        yield TaskRow.service == office.service


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.late_on is not None:
        yield TaskRow.due < wanted.late_on
    if wanted.free_for is not None and wanted.now is not None:
        yield _free_for(wanted.free_for, wanted.now)


def _free_for(officer: str, now: datetime) -> ColumnElement[bool]:
    """`_is_taken` the other way round, for a whole query."""
    lapsed = or_(TaskRow.claimed_until <= now, TaskRow.claimed_until > now + LONGEST_CLAIM)
    return or_(TaskRow.claimed_by.is_(None), TaskRow.claimed_by == officer, lapsed)


def _is_taken(task: TaskRow, officer: str, now: datetime) -> bool:
    return task.claimed_by not in {None, officer} and holds(task.claimed_until, now)


def _entries(session: Session, tasks: Sequence[TaskRow]) -> list[Entry]:
    ids = {task.case_id for task in tasks}
    cases = {row.id: row for row in session.scalars(select(CaseRow).where(CaseRow.id.in_(ids)))} if ids else {}
    answers: dict[str, dict[str, Any]] = {case_id: {} for case_id in ids}
    given = select(AnswerRow).where(AnswerRow.case_id.in_(ids), AnswerRow.given_at == APPLICANTS)
    for row in session.scalars(given) if ids else ():
        answers[row.case_id][row.name] = row.value
    return [Entry(task, cases[task.case_id], answers[task.case_id]) for task in tasks]


def _place(task: TaskRow) -> tuple[date, str]:
    return task.due, task.id


def _mark(task: TaskRow) -> Mark:
    return Mark(task.due, task.id)
