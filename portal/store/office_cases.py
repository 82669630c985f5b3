"""The cases that offices have or had, in whatever state: found by name, phone or reference; sent back; decided.

Each office is asked by itself through its index, one page at a time, and the answers are merged: a list costs what its
page costs. Only a search reads on, through the cases of the offices asked, until its page is full.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, Subquery, and_, exists, or_, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql.base import ReadOnlyColumnCollection

from portal.store import case_names, place_search
from portal.store.answers import APPLICANTS
from portal.store.certificates import papers_of
from portal.store.offices_held import OfficeHeld
from portal.store.queue import PAGE
from portal.store.tables import AnswerRow, CaseNameRow, CaseOfficeRow, CaseRow, OfficerDecisionRow, TaskRow
from portal.workflow.case import Status
from portal.workflow.standing import Papers

_OPEN = (Status.WITH_OFFICE, Status.WITH_APPLICANT)
_ENDED = (Status.ENDED,)


@dataclass(frozen=True)
class Place:
    """A place in a list: whether it is among the ended cases, a moment and the id of a case."""

    ended: bool
    at: datetime
    case_id: str


@dataclass(frozen=True)
class OfficeCase:
    """A case of an office, its open tasks, the applicant's answers, and when it last moved or was decided.

    `decision` is the office's own, 'step.action', in the list of those, and `decided_by` whose it was. `papers` says
    what there is of the case's certificates.
    """

    case: CaseRow
    at: datetime
    tasks: Sequence[TaskRow]
    answers: Mapping[str, Any]
    decision: str | None = None
    decided_by: str | None = None
    papers: Papers = "none"


@dataclass(frozen=True)
class CasesPage:
    """Some cases, and where the page after them begins, if there is one."""

    entries: list[OfficeCase]
    after: Place | None = None


_Row = tuple[datetime, str, str | None, str | None]
"""The moment by which a list is ordered, the case, the office's decision and whose it was."""
_Columns: TypeAlias = type[CaseOfficeRow] | ReadOnlyColumnCollection[str, Any]
"""Where an office's area, role, level and service stand."""


def find(session: Session, held: Sequence[OfficeHeld], text: str, after: Place | None = None) -> CasesPage:
    """The cases of these offices that hold `text` (see `case_names.holding`) or lie in the village or district of
    this name: those not ended first, and among each the one that moved last."""
    condition = case_names.holding(text)
    if condition is None:
        return CasesPage([])
    places = place_search.codes_meant(session, text, {office.area for office in held})
    found: list[tuple[bool, _Row]] = []
    for ended, statuses in ((False, _OPEN), (True, _ENDED)):
        if len(found) > PAGE or (after is not None and after.ended > ended):
            continue
        start = after if after is not None and after.ended == ended else None
        rows = _by_status(session, held, statuses, start, condition, places)
        found += [(ended, row) for row in rows]
    return _page(session, found)


def sent_back(session: Session, held: Sequence[OfficeHeld], after: Place | None = None) -> CasesPage:
    """The cases of these offices that wait for their applicant's correction, the one sent back last first."""
    rows = _by_status(session, held, (Status.WITH_APPLICANT,), after)
    return _page(session, [(False, row) for row in rows])


def decided(
    session: Session,
    held: Sequence[OfficeHeld],
    since: datetime,
    after: Place | None = None,
    *,
    officer: str | None = None,
) -> CasesPage:
    """The cases in which these offices decided something since a moment, the last decision first; if an `officer` is
    named, those in which they did for these offices, whoever decided after them."""
    streams = (_decisions(session, office, held, officer, since, after) for office in held)
    return _page(session, [(False, row) for row in _merged(streams)])


def sent_back_ids(office: OfficeHeld) -> Select[str]:
    """The cases of an office that wait for their applicant."""
    return select(CaseOfficeRow.case_id).where(*_of(office), CaseOfficeRow.status == Status.WITH_APPLICANT.value)


def decided_ids(office: OfficeHeld, since: datetime) -> Select[str]:
    """The cases in which an office decided something since a moment."""
    return select(CaseOfficeRow.case_id).where(*_of(office), CaseOfficeRow.decided_at >= since)


def entries_of(session: Session, case_ids: Collection[str]) -> list[OfficeCase]:
    """These cases as a list shows them, the one that moved last first."""
    query = select(CaseOfficeRow.case_id, CaseOfficeRow.moved_at).where(CaseOfficeRow.case_id.in_(case_ids))
    moved = {row.case_id: row.moved_at for row in session.execute(query)}
    return _entries(session, [(at, case_id, None, None) for case_id, at in sorted(moved.items(), reverse=True)])


def _by_status(
    session: Session,
    held: Sequence[OfficeHeld],
    statuses: Sequence[Status],
    after: Place | None,
    condition: ColumnElement[bool] | None = None,
    places: Sequence[str] = (),
) -> list[_Row]:
    each = [(office, CaseOfficeRow.status == status.value) for office in held for status in statuses]
    streams = [_stream(session, office, after, status, condition) for office, status in each]
    if places:
        lies = CaseOfficeRow.place.in_(places)
        streams += [_stream(session, office, after, and_(status, lies)) for office, status in each]
    return _merged(streams)


def _stream(
    session: Session,
    office: OfficeHeld,
    after: Place | None,
    condition: ColumnElement[bool],
    named: ColumnElement[bool] | None = None,
) -> list[_Row]:
    order = CaseOfficeRow.moved_at
    shown = order, CaseOfficeRow.case_id, CaseOfficeRow.decision, CaseOfficeRow.decided_by
    query = select(*shown).where(*_of(office), condition)
    if named is not None:
        query = query.join(CaseNameRow, CaseNameRow.case_id == CaseOfficeRow.case_id).where(named)
    if after is not None:
        query = query.where(tuple_(order, CaseOfficeRow.case_id) < (after.at, after.case_id))
    query = query.order_by(order.desc(), CaseOfficeRow.case_id.desc()).limit(PAGE + 1)
    return [(at, case_id, decision, by) for at, case_id, decision, by in session.execute(query)]


def _decisions(
    session: Session,
    office: OfficeHeld,
    held: Sequence[OfficeHeld],
    officer: str | None,
    since: datetime,
    after: Place | None,
) -> Iterator[_Row]:
    """What an office decided, or the `officer` for it, the last decision first; read on as far as it is asked for.

    Cases in which another of the offices `held` decided later are left out: that decision stands for both.
    """
    found, later = _decided_by(officer).c, _decided_by(officer).c
    of_another = or_(*(and_(*_of(other, later)) for other in held))
    is_passed = exists().where(later.case_id == found.case_id, of_another, later.decided_at > found.decided_at)
    query = select(found.decided_at, found.case_id, found.decision, found.decided_by, is_passed)
    query = query.where(*_of(office, found), found.decided_at >= since)
    query = query.order_by(found.decided_at.desc(), found.case_id.desc()).limit(PAGE + 1)
    while True:
        place = () if after is None else (tuple_(found.decided_at, found.case_id) < (after.at, after.case_id),)
        rows = session.execute(query.where(*place)).all()
        yield from ((at, case_id, decision, by) for at, case_id, decision, by, passed in rows if not passed)
        if len(rows) <= PAGE:
            return
        after = Place(False, rows[-1][0], rows[-1][1])


def _decided_by(officer: str | None) -> Subquery:
    """The last decision of each office in each case, or, of an `officer`, their own last one for each."""
    if officer is None:
        row = CaseOfficeRow
        decided = row.case_id, row.area, row.role, row.level, row.service, row.decided_at, row.decision, row.decided_by
        return select(*decided).subquery()
    own = OfficerDecisionRow
    by = own.officer_id.label("decided_by")
    mine = select(own.case_id, own.area, own.role, own.level, own.service, own.decided_at, own.decision, by)
    return mine.where(own.officer_id == officer).subquery()


def _of(office: OfficeHeld, row: _Columns = CaseOfficeRow) -> Iterator[ColumnElement[bool]]:
    yield row.area == office.area
    yield row.role == office.role
    yield row.level == office.level
    if office.service is not None:
        yield row.service == office.service


def _merged(streams: Iterable[Iterable[_Row]]) -> list[_Row]:
    """Each case once: its rows in several offices are of the same moment, so they follow one another."""
    merged: dict[str, _Row] = {}
    for row in heapq.merge(*streams, key=lambda row: row[:2], reverse=True):
        merged.setdefault(row[1], row)
        if len(merged) > PAGE:
            break
    return list(merged.values())


def _page(session: Session, found: Sequence[tuple[bool, _Row]]) -> CasesPage:
    shown = found[:PAGE]
    after = None
    if len(found) > PAGE:
        ended, (at, case_id, *_decision) = shown[-1]
        after = Place(ended, at, case_id)
    return CasesPage(_entries(session, [row for _ended, row in shown]), after)


def _entries(session: Session, rows: Sequence[_Row]) -> list[OfficeCase]:
    ids = [case_id for _at, case_id, *_decision in rows]
    if not ids:
        return []
    cases = {row.id: row for row in session.scalars(select(CaseRow).where(CaseRow.id.in_(ids)))}
    answers: dict[str, dict[str, Any]] = {case_id: {} for case_id in ids}
    given = select(AnswerRow).where(AnswerRow.case_id.in_(ids), AnswerRow.given_at == APPLICANTS)
    for answer in session.scalars(given):
        answers[answer.case_id][answer.name] = answer.value
    tasks: dict[str, list[TaskRow]] = {case_id: [] for case_id in ids}
    for task in session.scalars(select(TaskRow).where(TaskRow.case_id.in_(ids)).order_by(TaskRow.due, TaskRow.id)):
        tasks[task.case_id].append(task)
    papers = papers_of(session, ids)
    return [
        OfficeCase(cases[one], at, tasks[one], answers[one], decision, decided_by, papers[one])
        for at, one, decision, decided_by in rows
    ]
