"""The demo's officers: everyone whom any step of any service needs, at every office of the demo."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.definition.model import Level, OfficerStep, Service
from portal.demo.names import made_up
from portal.demo.places import DemoPlace, of_level
from portal.people.appointments import AppointmentProblem, appoint
from portal.people.officers import LONGEST_USERNAME, Officer, create_officer
from portal.people.passwords import HashedPassword
from portal.store.tables import AppointmentRow
from portal.workflow.acting import is_barred_by

Post = tuple[str, str, str]
"""Level, area and role: who may work a task."""


@dataclass(frozen=True)
class Need:
    """A role that services have at the offices of a level, and how many officers four eyes ask for there."""

    level: Level
    role: str
    officers: int


def needs(services: Iterable[Service]) -> list[Need]:
    """The roles of every step and of where overdue tasks go up, from the village to the province."""
    wanted: dict[tuple[Level, str], int] = {}
    for service in services:
        steps = service.officer_steps
        for step in steps.values():
            for level, role in _posts(step):
                wanted[level, role] = max(wanted.get((level, role), 1), 1 + _barred(service, steps, level, role))
    return [
        Need(level, role, officers)
        for (level, role), officers in sorted(wanted.items(), key=lambda each: (list(Level).index(each[0][0]), each[0]))
    ]


def create_officers(
    session: Session, services: Iterable[Service], password: HashedPassword, since: date, now: datetime
) -> dict[Post, list[str]]:
    """Open the accounts that are not there yet and appoint their officers; return all officers' ids by their post."""
    chance = random.Random("officers")  # noqa: S311 - made-up names
    posts = _held(session)
    for need in needs(services):
        for place in of_level(need.level):
            holders = posts.setdefault((need.level.value, place.code, need.role), [])
            for username in _usernames(place, need)[len(holders) :]:
                officer = _create(session, username, password, chance, now)
                _appoint(session, officer, need.role, place.code, since)
                holders.append(officer.id)
    return posts


def _held(session: Session) -> dict[Post, list[str]]:
    posts: dict[Post, list[str]] = {}
    for row in session.scalars(select(AppointmentRow).order_by(AppointmentRow.id)):
        posts.setdefault((row.level, row.area, row.role), []).append(row.officer_id)
    return posts


def _posts(step: OfficerStep) -> Iterator[tuple[Level, str]]:
    yield step.office, step.role
    if step.late:
        yield step.late.to, step.late.role or step.role


def _barred(service: Service, steps: dict[str, OfficerStep], level: Level, role: str) -> int:
    """How many steps of the same post four eyes keep apart from one another in a case."""
    same_post = {path for path, step in steps.items() if (level, role) in _posts(step)}
    barred = {
        path
        for own in same_post
        for action in steps[own].actions.values()
        for path in same_post
        if path != own and is_barred_by(action, path)
    }
    return len(barred)


def _usernames(place: DemoPlace, need: Need) -> list[str]:
    stem = f"{place.slug}-{need.role.replace('_', '-')}"[: LONGEST_USERNAME - 2]
    return [stem if number == 1 else f"{stem}-{number}" for number in range(1, need.officers + 1)]


def _create(session: Session, username: str, password: HashedPassword, chance: random.Random, now: datetime) -> Officer:
    made = create_officer(
        session, username=username, password=password, name=made_up(chance).name, language="lo", now=now
    )
    if not isinstance(made, Officer):
        raise RuntimeError(f"the demo's officer {username} was refused: {made.value}")
    return made


def _appoint(session: Session, officer: Officer, role: str, area: str, since: date) -> None:
    made = appoint(session, officer_id=officer.id, role=role, area=area, starts=since)
    if isinstance(made, AppointmentProblem):
        raise RuntimeError(f"the demo's officer {officer.username} was not appointed: {made.value}")
