"""Appointments: which officer works in which role, at the office of which area, for which service, from when to when.

An office is an area of a level: an appointment at a district's office says nothing about its villages' offices.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum

from sqlalchemy import ColumnElement, Select, exists, or_, select, tuple_
from sqlalchemy.orm import Session

from portal.definition.model import Level
from portal.lao.dates import VIENTIANE
from portal.store.columns import new_id
from portal.store.tables import AppointmentRow, AreaRow, CaseOfficeRow, OfficerRow


@dataclass(frozen=True)
class Appointment:
    """An officer's role at the office of an area. `service` None is every service; `ends` is its last day, if any.

    `ended_at` is when somebody ended it: often on a day after the last, and until then it held.
    """

    id: str
    officer_id: str
    role: str
    level: Level
    area: str
    service: str | None
    starts: date
    ends: date | None
    ended_at: datetime | None = None

    def covers(self, *, level: str, area: str, role: str, service: str) -> bool:
        """Whether work for this role at this office of this service falls under it."""
        return (self.level, self.area, self.role) == (level, area, role) and self.service in {None, service}

    def held_between(self, came: datetime, left: datetime | None) -> bool:
        """Whether it held at some moment from `came` until `left` (None: until now); days are those in Vientiane."""
        began = datetime.combine(self.starts, time(), VIENTIANE)
        if left is not None and left <= began:
            return False
        if self.ends is None:
            return True
        over = datetime.combine(self.ends + timedelta(days=1), time(), VIENTIANE)
        over = max(over, self.ended_at or over)
        return began < over and came <= over


class AppointmentProblem(Enum):
    """Why somebody cannot be appointed."""

    UNKNOWN_OFFICER = "unknown-officer"
    UNKNOWN_AREA = "unknown-area"
    ENDS_BEFORE_START = "ends-before-start"


def appoint(
    session: Session,
    *,
    officer_id: str,
    role: str,
    area: str,
    starts: date,
    ends: date | None = None,
    service: str | None = None,
) -> Appointment | AppointmentProblem:
    """Appoint an officer to the office of the area of code `area`, from `starts` to `ends`, both days included."""
    if session.get(OfficerRow, officer_id) is None:
        return AppointmentProblem.UNKNOWN_OFFICER
    place = session.get(AreaRow, area)
    if place is None:
        return AppointmentProblem.UNKNOWN_AREA
    if ends is not None and ends < starts:
        return AppointmentProblem.ENDS_BEFORE_START
    row = AppointmentRow(
        id=new_id(),
        officer_id=officer_id,
        role=role,
        level=place.level,
        area=area,
        service=service,
        starts=starts,
        ends=ends,
    )
    session.add(row)
    session.flush()
    return _appointment(row)


def end(
    session: Session, *, officer_id: str, role: str, area: str, service: str | None = None, last: date, now: datetime
) -> list[Appointment]:
    """End the appointments of an officer to a role at an office, with `last` as their last day; return them.

    They are ended `now`: with an earlier last day they held until then all the same.

    With `service` only that of this service ends. One that has ended by then stays as it was; one that was to begin
    later never does. What the officer did is not touched.
    """
    query = select(AppointmentRow).where(
        AppointmentRow.officer_id == officer_id,
        AppointmentRow.role == role,
        AppointmentRow.area == area,
        or_(AppointmentRow.ends.is_(None), AppointmentRow.ends > last),
    )
    if service is not None:
        query = query.where(AppointmentRow.service == service)
    rows = list(session.scalars(query.order_by(AppointmentRow.id).with_for_update()))
    for row in rows:
        row.ends, row.ended_at = last, now
    session.flush()
    return [_appointment(row) for row in rows]


def appointments_of(session: Session, officer_id: str, on: date) -> list[Appointment]:
    """What an officer is appointed to on a day (in Vientiane), the oldest first."""
    query = select(AppointmentRow).where(*_held(officer_id, on)).order_by(AppointmentRow.id)
    return [_appointment(row) for row in session.scalars(query)]


def appointments_ended(session: Session, officer_id: str, before: date) -> list[Appointment]:
    """An officer's appointments that ended before a day, what ended last first.

    Those that were ended on the day they began are among them: their last day stands before their first.
    """
    ended = AppointmentRow.officer_id == officer_id, AppointmentRow.starts <= before, AppointmentRow.ends < before
    query = select(AppointmentRow).where(*ended).order_by(AppointmentRow.ends.desc(), AppointmentRow.id.desc())
    return [_appointment(row) for row in session.scalars(query)]


def officers_at(session: Session, *, level: str, area: str, role: str, service: str, on: date) -> list[str]:
    """The officers with an open account who may work, on a day, what waits for this role at this office."""
    query = (
        select(AppointmentRow.officer_id)
        .join(OfficerRow, OfficerRow.id == AppointmentRow.officer_id)
        .where(
            OfficerRow.active,
            AppointmentRow.level == level,
            AppointmentRow.area == area,
            AppointmentRow.role == role,
            or_(AppointmentRow.service.is_(None), AppointmentRow.service == service),
            *_on(on),
        )
        .distinct()
        .order_by(AppointmentRow.officer_id)
    )
    return list(session.scalars(query))


def vacant_posts(session: Session, posts: Collection[tuple[str, str]], service: str, on: date) -> list[tuple[str, str]]:
    """Those of some posts, as area and role, that no officer with an open account holds on a day for a service."""
    if not posts:
        return []
    query = (
        select(AppointmentRow.area, AppointmentRow.role)
        .join(OfficerRow, OfficerRow.id == AppointmentRow.officer_id)
        .where(
            OfficerRow.active,
            AppointmentRow.area.in_({area for area, _role in posts}),
            or_(AppointmentRow.service.is_(None), AppointmentRow.service == service),
            *_on(on),
        )
        .distinct()
    )
    held = {(area, role) for area, role in session.execute(query)}
    return [post for post in posts if post not in held]


def may_work(appointments: Iterable[Appointment], *, level: str, area: str, role: str, service: str) -> bool:
    """Whether one of the appointments covers a task."""
    return any(one.covers(level=level, area=area, role=role, service=service) for one in appointments)


def has_seen(officer_id: str, on: date) -> ColumnElement[bool]:
    """The condition on CaseOfficeRow that its office is one of an officer's on a day, in a role they hold.

    First by office and role, which the table's index answers; then exactly.
    """
    held = _held(officer_id, on)
    offices: Select[str, str] = select(AppointmentRow.area, AppointmentRow.role).where(*held)
    exactly = exists().where(
        *held,
        AppointmentRow.area == CaseOfficeRow.area,
        AppointmentRow.role == CaseOfficeRow.role,
        AppointmentRow.level == CaseOfficeRow.level,
        or_(AppointmentRow.service.is_(None), AppointmentRow.service == CaseOfficeRow.service),
    )
    return tuple_(CaseOfficeRow.area, CaseOfficeRow.role).in_(offices) & exactly


def may_see_case(session: Session, officer_id: str, case_id: str, on: date) -> bool:
    """Whether an officer may open a case: a task of it is, or once was, for a role they hold at its office that day."""
    return bool(session.scalar(select(exists().where(CaseOfficeRow.case_id == case_id, has_seen(officer_id, on)))))


def _held(officer_id: str, on: date) -> tuple[ColumnElement[bool], ...]:
    return AppointmentRow.officer_id == officer_id, *_on(on)


def _on(day: date) -> tuple[ColumnElement[bool], ...]:
    return AppointmentRow.starts <= day, or_(AppointmentRow.ends.is_(None), AppointmentRow.ends >= day)


def _appointment(row: AppointmentRow) -> Appointment:
    days = row.starts, row.ends, row.ended_at
    return Appointment(row.id, row.officer_id, row.role, Level(row.level), row.area, row.service, *days)
