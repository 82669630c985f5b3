"""A small country for tests: the real portal over a database of its own, with people, officers and cases.

Everything goes through the use cases, as it does on the live portal; only the clock is ours.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from pydantic import SecretStr
from sqlalchemy.orm import Session

from portal import create_environment
from portal.cases import apply, attach, work
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.cases.issue import record_certificate
from portal.certificates.make import make_due
from portal.definition.model import FieldType, FormField, Page, Service, Text
from portal.definition.posts import posts_of
from portal.definition.reading import read_page
from portal.demo.papers import specimen
from portal.lao.language import Language
from portal.messaging.console import ConsoleGateway
from portal.messaging.delivery import deliver_due
from portal.people.applicants import add_person, person_of_phone
from portal.people.appointments import Appointment, appoint
from portal.people.officers import Officer, create_officer
from portal.people.passwords import HashedPassword, hash_password
from portal.people.phones import phone_digest
from portal.settings import ROOT, Settings
from portal.store import cases as case_store
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.places import ancestors, load_areas
from portal.store.schema import upgrade
from portal.store.tables import AreaRow, CertificateRow
from portal.workflow.answers import Correcting, form_of
from portal.workflow.case import Case, Task
from portal.workflow.events import Event
from portal.workflow.refusals import Refusal
from portal.workflow.said import Said

MORNING: Final = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
"""Nine o'clock on a Monday in Vientiane, in a week without a holiday."""
PASSWORD: Final = "ດອກຈຳປາ-ບານ-ທີ່ວຽງຈັນ"
"""Of every officer."""


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **length: float) -> None:
        """Let time pass: move(days=2)."""
        self.now += timedelta(**length)


class World:
    """The portal in `folder`, with every area of the country and two of the pilots, or the services in `services`:
    to check all pilots takes three times as long, and there are hundreds of worlds.

    `database_url` is of a database with the newest schema and no rows; without it the world has a SQLite file. `demo`
    shows the demonstration phone.
    """

    def __init__(
        self,
        folder: Path,
        *,
        services: Path | None = None,
        database_url: str = "",
        now: datetime = MORNING,
        demo: bool = False,
    ) -> None:
        if not database_url:
            shutil.copy(_country(), folder / "portal.db")
        self.clock = Clock(now)
        settings = Settings(
            secret_key=SecretStr("the key of a world for tests, forty letters"),
            data_dir=folder,
            database_url=database_url,
            cookie_secure=False,
            rate_limits=False,
            running_cases=10_000,
            services_dir=services or two_pilots(),
            demo=demo,
        )
        self.environment: Environment = replace(create_environment(settings), clock=self.clock, wake=lambda: None)
        if database_url:
            with self.environment.database.writing() as session:
                load_areas(session)
        self._officers: dict[tuple[str, str, str | None], str] = {}

    def close(self) -> None:
        """Close the database."""
        self.environment.database.dispose()

    # People

    def applicant(self, number: str = "+8562055551234", language: Language = "lo") -> str:
        """The person whom a phone (E.164) signs in."""
        digest = phone_digest(number, self.environment.settings.secret_key.get_secret_value())
        with self.environment.database.writing() as session:
            known = person_of_phone(session, digest)
            return (known or add_person(session, number, digest, language, self.clock())).id

    def officer(
        self,
        role: str,
        area: str,
        *,
        service: str | None = None,
        name: Text | None = None,
        another: bool = False,
        ends: date | None = None,
    ) -> str:
        """The officer appointed to a role at the office of an area, since a week ago; `another` is a colleague."""
        key = (role, area, service)
        if another or key not in self._officers:
            made = self._appointed(role, area, service, name, ends)
            if another:
                return made
            self._officers[key] = made
        return self._officers[key]

    def appoint(
        self, officer: str, role: str, area: str, *, service: str | None = None, ends: date | None = None
    ) -> None:
        """Give an officer one more role, since a week ago."""
        with self.environment.database.writing() as session:
            starts = self.environment.today() - timedelta(days=7)
            made = appoint(session, officer_id=officer, role=role, area=area, service=service, starts=starts, ends=ends)
            assert isinstance(made, Appointment), made

    def staffed(self, service: str, village: str) -> None:
        """Have somebody at every post that an application of this village may come to."""
        with self.environment.database.reading() as session:
            offices = ancestors(session, village)
        for post in posts_of(self.service(service)):
            self.officer(post.role, offices[post.level])

    def _appointed(self, role: str, area: str, service: str | None, name: Text | None, ends: date | None) -> str:
        username = f"{role}-{new_id()[-12:]}".replace("_", "-")
        with self.environment.database.writing() as session:
            place = session.get_one(AreaRow, area)
            name = name or Text(lo=f"ທ້າວ ບຸນມີ {place.name_lo}", en=f"Bounmy {place.name_en or area}")
            made = create_officer(
                session, username=username, password=_hashed(), name=name, language="lo", now=self.clock()
            )
            assert isinstance(made, Officer), made
        self.appoint(made.id, role, area, service=service, ends=ends)
        return made.id

    # Cases

    def service(self, name: str) -> Service:
        """A service as it is offered."""
        return self.environment.services.offers()[name].service

    def draft(self, service: str, person: str | None = None, *, example: str = "", **changes: Any) -> str:
        """An application with every page saved: the answers of an example of the service file, the first unless one is
        named, with `changes` typed instead. Files are attached for the names that the example gives."""
        person = person or self.applicant()
        declared = self.service(service)
        chosen = declared.examples[example] if example else next(iter(declared.examples.values()))
        typed = {**chosen.answers, **changes}
        case_id = _done(apply.start(self.environment, person, service, new_id())).case_id
        while (page := self._unsaved(case_id)) is not None:
            values = self._read(case_id, page, typed)
            _done(apply.save_page(self.environment, person, case_id, page.page, values, new_id()))
        return case_id

    def submitted(self, service: str, person: str | None = None, *, example: str = "", **changes: Any) -> str:
        """An application like `draft`, handed in."""
        person = person or self.applicant()
        case_id = self.draft(service, person, example=example, **changes)
        _done(apply.submit(self.environment, person, case_id, new_id()))
        return case_id

    def act(
        self,
        case_id: str,
        deed: str,
        *,
        officer: str | None = None,
        fields: Iterable[str] = (),
        note: str | None = None,
        reason: str | None = None,
        **answers: Any,
    ) -> str:
        """Take the action 'step.action' or 'step.branch.action', as the officer appointed to it unless one is named.

        Returns who acted.
        """
        path, _, action = deed.rpartition(".")
        task = self.task(case_id, path)
        officer = officer or self.officer(task.role, task.area)
        said = Said(tuple(fields), {"note": note, "reason": reason, **answers})
        _done(work.act(self.environment, officer, case_id, task.id, action, said, new_id()))
        return officer

    def correct(self, case_id: str, **typed: Any) -> None:
        """Hand in a correction, as its applicant would type it."""
        case = self.case(case_id)
        service = self.environment.services.version(case.definition)
        open_now = Correcting(service, case, self.environment.today()).reopened({}).fields
        values: dict[str, Any] = {}
        for page in service.form:
            asked = {name: field for name, field in page.fields.items() if name in open_now or name in typed}
            values |= {name: value for name, value in self._read(case_id, page, typed).items() if name in asked}
        _done(apply.correct(self.environment, case.applicant, case_id, values, new_id()))

    def played(self, service: str, example: str, person: str | None = None, **changes: Any) -> str:
        """A case that went the whole way of an example of the service file."""
        case_id = self.submitted(service, person, example=example, **changes)
        for step in self.service(service).examples[example].actions:
            if step.do is None:
                self.correct(case_id, **(step.correct or {}))
            else:
                self.act(case_id, step.do, fields=step.fields, **step.said)
        return case_id

    def work(self) -> None:
        """What the worker does: make the certificates that are due, then send the messages."""
        make_due(
            self.environment.database, self.environment.files, self.environment.settings, self.clock, self._tell_case
        )
        deliver_due(self.environment.database, ConsoleGateway(), self.clock)

    def _tell_case(self, session: Session, row: CertificateRow) -> None:
        record_certificate(session, self.environment, row)

    def case(self, case_id: str) -> Case:
        """A case as it stands."""
        with self.environment.database.reading() as session:
            found = case_store.load(session, case_id)
        assert found is not None
        return found

    def events(self, case_id: str) -> list[Event]:
        """What happened to a case, the oldest first."""
        with self.environment.database.reading() as session:
            return [event for _row, event in case_store.history(session, case_id)]

    def task(self, case_id: str, path: str) -> Task:
        """The open task of a step or branch."""
        return next(task for task in self.case(case_id).tasks.values() if task.path == path)

    def _unsaved(self, case_id: str) -> Page | None:
        case = self.case(case_id)
        service = self.environment.services.version(case.definition)
        form = form_of(service, case, self.environment.today())
        return next((page for page in form.pages if page.page not in case.saved_pages), None)

    def _read(self, case_id: str, page: Page, typed: Mapping[str, Any]) -> dict[str, Any]:
        case = self.case(case_id)
        service = self.environment.services.version(case.definition)
        filled = {name: typed[name] if name in typed else case.answers.get(name) for name in page.fields}
        filled |= self._attached(case, page.fields, typed)
        reading = read_page(service, page, filled, case.answers, self.environment.today(), self._area_exists)
        assert not reading.problems, reading.problems
        return {name: value for name, value in reading.values.items() if value is not None}

    def _attached(self, case: Case, fields: Mapping[str, FormField], typed: Mapping[str, Any]) -> dict[str, list[str]]:
        return {
            name: [self._attach(case, name, field, wanted) for wanted in typed[name]]
            for name, field in fields.items()
            if field.type is FieldType.FILE and typed.get(name)
        }

    def _attach(self, case: Case, name: str, field: FormField, wanted: str) -> str:
        _, data = specimen(field.accept, wanted, 0)
        kept = attach.attach(self.environment, case.applicant, case.id, name, wanted, data)
        assert isinstance(kept, str), kept
        return kept

    def _area_exists(self, level: str, code: str) -> bool:
        with self.environment.database.reading() as session:
            found = session.get(AreaRow, code)
        return found is not None and found.level == level


def _done(result: Done | Refusal) -> Done:
    assert isinstance(result, Done), result
    return result


@cache
def _hashed() -> HashedPassword:
    """Hashing is slow on purpose; every officer of a run has the same hash."""
    hashed = hash_password(PASSWORD, "officer")
    assert isinstance(hashed, HashedPassword)
    return hashed


@cache
def _workshop() -> TemporaryDirectory[str]:
    """A folder that is there until the process ends."""
    return TemporaryDirectory(prefix="country-")


@cache
def two_pilots() -> Path:
    """A folder with the residence certificate and the construction permit, copied once a process."""
    folder = Path(_workshop().name) / "services"
    for name in ("construction-permit", "residence-certificate"):
        shutil.copytree(ROOT / "services" / name, folder / name)
    return folder


@cache
def _country() -> Path:
    """A SQLite file with the newest schema and every area, made once a process and copied for each world."""
    path = Path(_workshop().name) / "portal.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    with database.writing() as session:
        load_areas(session)
    database.dispose()
    return path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A world for the tests of one module."""
    made = World(tmp_path_factory.mktemp("world"))
    yield made
    made.close()
