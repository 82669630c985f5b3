"""Appointments: what an officer may work on and see; in Python and in a query it is the same."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.definition.model import Level
from portal.people.appointments import (
    Appointment,
    AppointmentProblem,
    appoint,
    appointments_of,
    may_see_case,
    may_work,
)
from portal.store.database import Database
from portal.store.tables import (
    AreaRow,
    CaseOfficeRow,
    CaseRow,
    OfficerRow,
    PersonRow,
    ServiceVersionRow,
    TaskRow,
)

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TODAY, DAY = date(2026, 11, 24), timedelta(days=1)
AREAS = {"01": "province", "0101": "district", "0102": "district", "010101": "village", "010102": "village"}
ROLES = ("clerk", "signer")
SERVICES = ("residence", "permit")


@dataclass(frozen=True)
class _Work:
    level: str
    area: str
    role: str
    service: str


@pytest.fixture
def filled(database: Database) -> Database:
    """Two officers, and for every office, role and service one open task of a case of its own."""
    with database.writing() as session:
        for code, level in AREAS.items():
            parent = code[:-2] or None
            session.add(AreaRow(code=code, level=level, parent=parent, name_lo=code, search_lo=code))
            session.flush()
        session.add(PersonRow(id="p", language="lo", created_at=NOW))
        session.add(ServiceVersionRow(hash="h", service="s", version="1", definition="", published_at=NOW))
        for name in ("a", "b"):
            row = OfficerRow(id=name, username=name, password="", name={}, language="lo", created_at=NOW)
            session.add(row)
        session.flush()
        for number, ((area, level), role, service) in enumerate(itertools.product(AREAS.items(), ROLES, SERVICES)):
            case = f"c{number}"
            session.add(
                CaseRow(
                    id=case,
                    service=service,
                    definition="h",
                    applicant_id="p",
                    status="open",
                    sequence=1,
                    created_at=NOW,
                    updated_at=NOW,
                )
            )
            session.flush()
            place = {"level": level, "area": area, "role": role, "service": service}
            session.add(TaskRow(id=f"t{number}", case_id=case, path="x", due=TODAY, opened_at=NOW, **place))
            session.add(CaseOfficeRow(case_id=case, status="with-office", moved_at=NOW, **place))
    return database


def _appoint(
    database: Database,
    officer: str,
    role: str,
    area: str,
    starts: date = TODAY,
    ends: date | None = None,
    service: str | None = None,
) -> Appointment | AppointmentProblem:
    with database.writing() as session:
        return appoint(session, officer_id=officer, role=role, area=area, starts=starts, ends=ends, service=service)


def _workable(database: Database, officer: str, on: date = TODAY) -> set[_Work]:
    with database.reading() as session:
        held = appointments_of(session, officer, on)
        tasks = [_Work(row.level, row.area, row.role, row.service) for row in session.scalars(select(TaskRow))]
        return {
            task
            for task in tasks
            if may_work(held, level=task.level, area=task.area, role=task.role, service=task.service)
        }


def _visible(database: Database, officer: str, on: date = TODAY) -> set[_Work]:
    with database.reading() as session:
        rows = list(session.scalars(select(CaseOfficeRow)))
        seen = [row for row in rows if may_see_case(session, officer, row.case_id, on)]
        return {_Work(row.level, row.area, row.role, row.service) for row in seen}


def test_an_officer_works_at_their_own_office_in_their_own_role(filled: Database) -> None:
    made = _appoint(filled, "a", "clerk", "0101")
    assert isinstance(made, Appointment)
    assert made.level == "district"
    expected = {_Work("district", "0101", "clerk", service) for service in SERVICES}
    assert _workable(filled, "a") == _visible(filled, "a") == expected
    assert _workable(filled, "b") == _visible(filled, "b") == set()


def test_an_appointment_for_one_service_is_for_that_one(filled: Database) -> None:
    _appoint(filled, "a", "signer", "01", service="permit")
    assert _workable(filled, "a") == _visible(filled, "a") == {_Work("province", "01", "signer", "permit")}


def test_two_appointments_do_not_mix(filled: Database) -> None:
    """Clerk of all services here and signer of one there is not signer of all here."""
    _appoint(filled, "a", "clerk", "010101")
    _appoint(filled, "a", "signer", "0102", service="permit")
    _appoint(filled, "a", "clerk", "0102", service="residence")
    expected = {
        _Work("village", "010101", "clerk", "residence"),
        _Work("village", "010101", "clerk", "permit"),
        _Work("district", "0102", "signer", "permit"),
        _Work("district", "0102", "clerk", "residence"),
    }
    assert _workable(filled, "a") == _visible(filled, "a") == expected


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (TODAY, None, True),
        (TODAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY + DAY, None, False),
        (TODAY - 30 * DAY, TODAY + DAY, True),
    ],
)
def test_an_appointment_holds_from_its_first_to_its_last_day(
    filled: Database, starts: date, ends: date | None, holds: bool
) -> None:
    _appoint(filled, "a", "clerk", "0101", starts, ends)
    with filled.reading() as session:
        assert bool(appointments_of(session, "a", TODAY)) is holds
    assert bool(_workable(filled, "a")) is bool(_visible(filled, "a")) is holds


def test_query_and_python_agree(filled: Database) -> None:
    given = [
        ("a", "clerk", "01", TODAY, None, "permit"),
        ("a", "signer", "0101", TODAY - DAY, TODAY, None),
        ("a", "clerk", "010102", TODAY, TODAY + DAY, "residence"),
        ("a", "signer", "010101", TODAY + DAY, None, None),
        ("b", "clerk", "0101", TODAY, None, None),
    ]
    for one in given:
        _appoint(filled, *one)
    for officer, on in itertools.product(("a", "b"), (TODAY - DAY, TODAY, TODAY + DAY, TODAY + 2 * DAY)):
        assert _workable(filled, officer, on) == _visible(filled, officer, on)


def test_a_case_stays_visible_to_an_office_that_is_done_with_it(filled: Database) -> None:
    _appoint(filled, "a", "clerk", "010101")
    with filled.writing() as session:
        task = session.scalars(select(TaskRow).where(TaskRow.area == "010101", TaskRow.role == "clerk")).first()
        assert task is not None
        case_id = task.case_id
        session.delete(task)
    with filled.reading() as session:
        assert may_see_case(session, "a", case_id, TODAY)
        assert not may_see_case(session, "b", case_id, TODAY)
        assert not may_see_case(session, "a", "no-such-case", TODAY)


def test_what_cannot_be_appointed_says_why(filled: Database) -> None:
    assert _appoint(filled, "nobody", "clerk", "0101") is AppointmentProblem.UNKNOWN_OFFICER
    assert _appoint(filled, "a", "clerk", "9999") is AppointmentProblem.UNKNOWN_AREA
    assert _appoint(filled, "a", "clerk", "0101", TODAY, TODAY - DAY) is AppointmentProblem.ENDS_BEFORE_START
    with filled.reading() as session:
        assert appointments_of(session, "a", TODAY) == []


@pytest.mark.parametrize(
    ("came", "left", "held"),
    [
        (NOW - 9 * DAY, None, True),
        (NOW - 9 * DAY, NOW - 7 * DAY, False),
        (NOW - 9 * DAY, NOW - 4 * DAY, True),
        (NOW - 3 * DAY, None, True),
        (NOW, None, True),
        (NOW + DAY / 24, None, True),
        (NOW + DAY / 6, None, False),
        (NOW + DAY, NOW + 2 * DAY, False),
    ],
)
def test_what_came_and_left_was_theirs_while_the_appointment_held(
    came: datetime, left: datetime | None, held: bool
) -> None:
    ended = _appointed(starts=TODAY - 5 * DAY, ends=TODAY - DAY, ended_at=NOW + DAY / 12)
    assert ended.held_between(came, left) is held


def test_the_last_day_is_one_in_vientiane_and_what_never_began_never_held() -> None:
    last = _appointed(starts=TODAY, ends=TODAY)
    midnight = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert last.held_between(midnight - timedelta(minutes=1), None)
    assert not last.held_between(midnight + timedelta(minutes=1), None)
    never = _appointed(starts=TODAY + 7 * DAY, ends=TODAY - DAY, ended_at=NOW)
    assert not never.held_between(NOW - DAY, None)


def _appointed(*, starts: date, ends: date, ended_at: datetime | None = None) -> Appointment:
    return Appointment("a", "o", "clerk", Level.VILLAGE, "010101", None, starts, ends, ended_at)
