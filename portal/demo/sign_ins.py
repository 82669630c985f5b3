"""As whom one can sign in to the demo, and what each would find there now."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.demo.load import BUSY_APPLICANTS
from portal.store.area_wording import AreaNames
from portal.store.tables import AppointmentRow, CaseRow, OfficerRow, PhoneRow, TaskRow
from portal.workflow.case import Status


@dataclass(frozen=True)
class Citizen:
    """An applicant: an E.164 number, and how many cases stand how (a status, of ended ones the outcome)."""

    number: str
    cases: dict[str, int]


@dataclass(frozen=True)
class Official:
    """An officer in one role at one office, and how many tasks wait there. `office` is {lo, en}."""

    username: str
    name: dict[str, str]
    role: str
    office: dict[str, str]
    level: str
    waiting: int


@dataclass(frozen=True)
class SignIns:
    """Everyone worth signing in as. All officers have one password."""

    address: str
    password: str
    citizens: list[Citizen]
    officers: list[Official]

    def to_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return asdict(self)


LEVELS: Final = ("village", "district", "province")


def sign_ins(session: Session, address: str, password: str, today: date) -> SignIns:
    """Look up who there is."""
    return SignIns(address, password, _citizens(session), _officers(session, today))


def _citizens(session: Session) -> list[Citizen]:
    """Those whose cases stand in the most different ways."""
    variety = func.count(func.distinct(CaseRow.status + func.coalesce(CaseRow.outcome, "")))
    busiest = (
        select(CaseRow.applicant_id)
        .group_by(CaseRow.applicant_id)
        .order_by(variety.desc(), func.count().desc(), CaseRow.applicant_id)
        .limit(BUSY_APPLICANTS)
    )
    found = []
    for person in session.scalars(busiest):
        number = session.scalar(select(PhoneRow.number).where(PhoneRow.person_id == person).limit(1))
        standing = session.execute(select(CaseRow.status, CaseRow.outcome).where(CaseRow.applicant_id == person))
        cases = Counter(str(outcome if status == Status.ENDED else status) for status, outcome in standing)
        found.append(Citizen(str(number), dict(cases)))
    return sorted(found, key=lambda citizen: citizen.number)


def _officers(session: Session, today: date) -> list[Official]:
    names = AreaNames(session)
    waiting = {
        (level, area, role): count
        for level, area, role, count in session.execute(
            select(TaskRow.level, TaskRow.area, TaskRow.role, func.count()).group_by(
                TaskRow.level, TaskRow.area, TaskRow.role
            )
        )
    }
    held = session.execute(
        select(OfficerRow, AppointmentRow)
        .join(AppointmentRow, AppointmentRow.officer_id == OfficerRow.id)
        .where(OfficerRow.active, AppointmentRow.starts <= today)
        .where((AppointmentRow.ends.is_(None)) | (AppointmentRow.ends >= today))
    )
    found = [
        Official(
            officer.username,
            officer.name,
            post.role,
            names.office(post.area).model_dump(),
            post.level,
            waiting.get((post.level, post.area, post.role), 0),
        )
        for officer, post in held
    ]
    return sorted(found, key=lambda each: (LEVELS.index(each.level), each.username))
