"""The queue of an officer: the open tasks of the offices they are appointed to, what is due first at the top.

Pages are found by their last row (keyset), never by number, and each office is asked by itself through its index: a
page costs the same whatever else waits in the country.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from portal.lao.text import fold
from portal.store.tables import AnswerRow, CaseRow, TaskRow

PAGE = 25
"""Rows of one page: more than a morning's first glance, less than a long scroll."""
LOOKED_THROUGH = 2000
"""Open tasks of an officer's offices that a search by name looks through."""


class OfficeHeld(Protocol):
    """An office and role to which an officer is appointed, for one service or (None) for all."""

    @property
    def level(self) -> str: ...
    @property
    def area(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def service(self) -> str | None: ...


@dataclass(frozen=True)
class Mark:
    """A place in the queue: the due day and id of a task."""

    due: date
    id: str


@dataclass(frozen=True)
class Wanted:
    """What to leave out: other services, tasks that are not late (by `late_on`), tasks others have not claimed."""

    service: str | None = None
    office: str | None = None
    late_on: date | None = None
    claimed_by: str | None = None
    now: datetime | None = None


@dataclass(frozen=True)
class QueuePage:
    """Some tasks with their cases, and whether there are others before and after them."""

    entries: list[tuple[TaskRow, CaseRow]]
    before: Mark | None
    after: Mark | None


def page(
    session: Session,
    held: Sequence[OfficeHeld],
    wanted: Wanted,
    *,
    after: Mark | None = None,
    before: Mark | None = None,
) -> QueuePage:
    """The page of the queue that follows `after`, or precedes `before`, or the first."""
    backwards = before is not None
    tasks = _tasks(session, held, wanted, after, before, PAGE + 1)
    more = len(tasks) > PAGE
    tasks = tasks[:PAGE]
    if backwards:
        tasks.reverse()
    earlier = more if backwards else after is not None
    later = True if backwards else more
    return QueuePage(
        entries=_with_cases(session, tasks),
        before=_mark(tasks[0]) if tasks and earlier else None,
        after=_mark(tasks[-1]) if tasks and later else None,
    )


def first_task(session: Session, held: Sequence[OfficeHeld], *, but: str | None = None) -> TaskRow | None:
    """The task to do next: the first of the queue that is not one of case `but`."""
    tasks = _tasks(session, held, Wanted(), None, None, PAGE)
    return next((task for task in tasks if task.case_id != but), None)


def naming(session: Session, held: Sequence[OfficeHeld], text: str) -> list[tuple[TaskRow, CaseRow]]:
    """The open tasks whose case has an answer that holds `text`: part of a name, tone marks or not, or of a phone."""
    key = fold(text)
    if not key:
        return []
    tasks = _tasks(session, held, Wanted(), None, None, LOOKED_THROUGH)
    by_case: dict[str, list[Any]] = {}
    ids = [task.case_id for task in tasks]
    for start in range(0, len(ids), 500):
        rows = session.execute(
            select(AnswerRow.case_id, AnswerRow.value).where(
                AnswerRow.case_id.in_(ids[start : start + 500]), AnswerRow.given_at == 0
            )
        )
        for case_id, value in rows:
            by_case.setdefault(case_id, []).append(value)
    plain_digits = key.lstrip("0")
    found = [task for task in tasks if any(_holds(value, key, plain_digits) for value in by_case.get(task.case_id, []))]
    return _with_cases(session, found[: PAGE * 2])


def _holds(value: Any, key: str, digits: str) -> bool:
    if not isinstance(value, str):
        return False
    folded = fold(value)
    # A phone is kept as +85620...; people look for it as 020..., or by its last digits.
    return key in folded or (len(digits) >= 4 and digits.isdecimal() and digits in folded)


def _tasks(
    session: Session,
    held: Sequence[OfficeHeld],
    wanted: Wanted,
    after: Mark | None,
    before: Mark | None,
    limit: int,
) -> list[TaskRow]:
    backwards = before is not None
    each = [_of_office(session, office, wanted, after, before, limit) for office in held]
    merged: list[TaskRow] = []
    seen: set[str] = set()
    key: Callable[[TaskRow], tuple[date, str]] = lambda task: (task.due, task.id)  # noqa: E731
    for task in heapq.merge(*each, key=key, reverse=backwards):
        if task.id not in seen:
            seen.add(task.id)
            merged.append(task)
        if len(merged) == limit:
            break
    return merged


def _of_office(
    session: Session, office: OfficeHeld, wanted: Wanted, after: Mark | None, before: Mark | None, limit: int
) -> list[TaskRow]:
    if wanted.office is not None and wanted.office != office.area:
        return []
    query = select(TaskRow).where(
        TaskRow.area == office.area, TaskRow.role == office.role, TaskRow.level == office.level, *_conditions(wanted)
    )
    if office.service is not None:
        query = query.where(TaskRow.service == office.service)
    if after is not None:
        query = query.where(or_(TaskRow.due > after.due, and_(TaskRow.due == after.due, TaskRow.id > after.id)))
    if before is not None:
        query = query.where(or_(TaskRow.due < before.due, and_(TaskRow.due == before.due, TaskRow.id < before.id)))
        query = query.order_by(TaskRow.due.desc(), TaskRow.id.desc())
    else:
        query = query.order_by(TaskRow.due, TaskRow.id)
    return list(session.scalars(query.limit(limit)))


def _conditions(wanted: Wanted) -> Iterable[ColumnElement[bool]]:
    if wanted.service is not None:
        yield TaskRow.service == wanted.service
    if wanted.late_on is not None:
        yield TaskRow.due < wanted.late_on
    if wanted.claimed_by is not None:
        yield TaskRow.claimed_by == wanted.claimed_by
        if wanted.now is not None:
            yield TaskRow.claimed_until > wanted.now


def _with_cases(session: Session, tasks: Sequence[TaskRow]) -> list[tuple[TaskRow, CaseRow]]:
    ids = {task.case_id for task in tasks}
    cases = {row.id: row for row in session.scalars(select(CaseRow).where(CaseRow.id.in_(ids)))} if ids else {}
    return [(task, cases[task.case_id]) for task in tasks]


def _mark(task: TaskRow) -> Mark:
    return Mark(task.due, task.id)
