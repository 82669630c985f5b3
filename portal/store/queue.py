"""The queue of an officer: the open tasks of the offices they are appointed to, what is due first at the top.

Pages are found by their last row (keyset), never by number, and each office is asked by itself through its index: a
page costs the same whatever else waits in the country.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from portal.lao.text import fold
from portal.store.answers import APPLICANTS
from portal.store.tables import AnswerRow, CaseRow, TaskRow

PAGE = 25
"""Rows of one page: more than a morning's first glance, less than a long scroll."""
LOOKED_THROUGH = 2000
"""Open tasks of an officer's offices that a search by name looks through."""
SHORTEST_NUMBER = 4
"""Digits that are looked for without the zero in front."""
_TOGETHER = 500
"""Cases asked for in one query."""


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
    """What to leave out: other services and offices, tasks that are not late (by `late_on`), tasks that `claimed_by`
    has not claimed at `now`."""

    service: str | None = None
    office: str | None = None
    late_on: date | None = None
    claimed_by: str | None = None
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


@dataclass(frozen=True)
class Found:
    """What a search found; `complete` says that every open task was looked at."""

    entries: list[Entry]
    complete: bool


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


def next_tasks(session: Session, held: Sequence[OfficeHeld], officer: str, now: datetime) -> list[TaskRow]:
    """The tasks for an officer to do next: the first page of the queue without those that colleagues have claimed."""
    return [task for task in _tasks(session, held, Wanted(), None, None, PAGE) if not _is_taken(task, officer, now)]


def overdue_cases(session: Session, today: date, limit: int, *, after: str = "") -> list[str]:
    """Up to `limit` cases with a task that goes up by itself and whose last day is before `today`, in the order of
    their ids, from the one that follows `after` on."""
    overdue = TaskRow.case_id > after, TaskRow.due < today, TaskRow.goes_up.is_(True)
    return list(
        session.scalars(select(TaskRow.case_id).where(*overdue).distinct().order_by(TaskRow.case_id).limit(limit))
    )


def naming(
    session: Session, held: Sequence[OfficeHeld], text: str, searched: Callable[[str], Collection[str]]
) -> Found:
    """The open tasks of whose case a name or a phone holds `text`: with or without tone marks, from the middle on.

    `searched` gives the names of the fields to look at by the hash of a case's definition. Looks through the
    LOOKED_THROUGH tasks that are due first, and gives at most two pages.
    """
    key = fold(text)
    if not key:
        return Found([], True)
    tasks = _tasks(session, held, Wanted(), None, None, LOOKED_THROUGH + 1)
    complete, tasks = len(tasks) <= LOOKED_THROUGH, tasks[:LOOKED_THROUGH]
    cases = list({task.case_id: None for task in tasks})
    matching = {
        case_id
        for start in range(0, len(cases), _TOGETHER)
        for case_id in _matching(session, cases[start : start + _TOGETHER], key, searched)
    }
    found = [task for task in tasks if task.case_id in matching]
    return Found(_entries(session, found[: PAGE * 2]), complete and len(found) <= PAGE * 2)


def _matching(
    session: Session, case_ids: Sequence[str], key: str, searched: Callable[[str], Collection[str]]
) -> Iterator[str]:
    definitions = session.execute(select(CaseRow.id, CaseRow.definition).where(CaseRow.id.in_(case_ids)))
    fields = {case_id: searched(definition) for case_id, definition in definitions}
    names = {name for each in fields.values() for name in each}
    answers = select(AnswerRow.case_id, AnswerRow.name, AnswerRow.value).where(
        AnswerRow.case_id.in_(case_ids), AnswerRow.given_at == APPLICANTS, AnswerRow.name.in_(names)
    )
    for case_id, name, value in session.execute(answers):
        if name in fields[case_id] and _holds(value, key):
            yield case_id


def _holds(value: Any, key: str) -> bool:
    if not isinstance(value, str):
        return False
    # A phone is kept as +85620...; people look for it as 020..., or by its last digits.
    digits = key.lstrip("0")
    return key in fold(value) or (len(digits) >= SHORTEST_NUMBER and digits.isdecimal() and digits in fold(value))


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
    if wanted.office is not None and wanted.office != office.area:
        return []
    query = select(TaskRow).where(
        TaskRow.area == office.area, TaskRow.role == office.role, TaskRow.level == office.level, *_conditions(wanted)
    )
    if office.service is not None:
        query = query.where(TaskRow.service == office.service)
    place = tuple_(TaskRow.due, TaskRow.id)  # compared as a row, which the index of an office answers
    if after is not None:
        query = query.where(place > (after.due, after.id))
    if before is not None:
        query = query.where(place < (before.due, before.id))
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


def _is_taken(task: TaskRow, officer: str, now: datetime) -> bool:
    return task.claimed_by not in {None, officer} and task.claimed_until is not None and task.claimed_until > now


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
