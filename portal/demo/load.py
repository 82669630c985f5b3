"""Making the demo's data: areas, officers, applicants, and cases that live side by side on a clock of their own."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.cases.environment import Environment
from portal.cases.escalate import escalate_overdue
from portal.cases.issue import record_certificate
from portal.certificates.make import make_due
from portal.definition.model import Service
from portal.demo.answers import NoExampleError, Varied
from portal.demo.applicants import Applicant, create_applicants
from portal.demo.lives import Life
from portal.demo.officers import Post, create_officers
from portal.demo.plan import SPAN, Planned, plan
from portal.demo.remarks import Remarks
from portal.lao.dates import VIENTIANE, local_date
from portal.messaging.console import ConsoleGateway
from portal.messaging.delivery import deliver_due
from portal.people.passwords import HashedPassword
from portal.store.database import Database
from portal.store.places import load_areas
from portal.store.tables import CertificateRow

CASES: Final = 300
BUSY_APPLICANTS: Final = 5
"""The first applicants, whom the demo shows around as: each has cases that stand differently."""
_ESCALATES_AT: Final = time(0, 10)
_WORKER_TAKES: Final = timedelta(seconds=4)
_SETTLED_BEFORE: Final = timedelta(days=30)
"""How long before the first case officers were appointed and applicants known."""

Progress = Callable[[float], None]
"""Told how much is done, from 0 to 1."""


class Clock:
    """Stands until it is moved, and never goes back."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment`, unless it is later already."""
        self.now = max(self.now, moment)


def bring_areas(environment: Environment) -> None:
    """Load the country's areas."""
    with environment.database.writing() as session:
        load_areas(session)


@dataclass(frozen=True)
class Made:
    """What was made: how many cases, and the names of services that have no example to make cases from."""

    cases: int
    without_example: list[str]


def make_data(
    environment: Environment,
    password: HashedPassword,
    *,
    cases: int = CASES,
    progress: Progress = lambda _: None,
    seed: str = "demo",
) -> Made:
    """Make officers, applicants and about `cases` cases of every service on offer.

    They seem to have come in over the last weeks up to now. The areas must be there.
    """
    ends = environment.clock()
    chance = random.Random(seed)  # noqa: S311 - made-up data
    services = {name: offer.service for name, offer in environment.services.offers().items()}
    varied = _examples(services, chance)
    planned = plan({name: services[name] for name in varied}, cases, ends, chance)
    clock = Clock(ends - SPAN)
    worker = _Worker(replace(environment, clock=clock), clock)
    began = ends - SPAN - _SETTLED_BEFORE
    with _unhurried(environment.database):
        with environment.database.writing() as session:
            posts = create_officers(session, services.values(), password, local_date(began), began)
            secret = environment.settings.secret_key.get_secret_value()
            applicants = create_applicants(session, max(len(planned) // 3, BUSY_APPLICANTS), secret, began)
        lives = _lives(worker.environment, planned, varied, posts, applicants, chance, ends)
        _run([life.live() for life in lives], worker, ends, progress)
    return Made(len(planned), [name for name in services if name not in varied])


def appoint_missing(environment: Environment, password: HashedPassword) -> None:
    """Add the officers whom a service needs that came, or changed, after the data were made."""
    now = environment.clock()
    services = [offer.service for offer in environment.services.offers().values()]
    with environment.database.writing() as session:
        create_officers(session, services, password, local_date(now), now)


def _examples(services: Mapping[str, Service], chance: random.Random) -> dict[str, Varied]:
    varied = {}
    for name, service in services.items():
        with suppress(NoExampleError):
            varied[name] = Varied(service, chance)
    return varied


def _lives(
    environment: Environment,
    planned: list[Planned],
    varied: Mapping[str, Varied],
    posts: dict[Post, list[str]],
    applicants: list[Applicant],
    chance: random.Random,
    ends: datetime,
) -> Iterator[Life]:
    remarks = {name: Remarks(case.service, environment.today()) for case in planned for name in [case.service.service]}
    for number, case in enumerate(planned):
        name = case.service.service
        applicant = applicants[number % BUSY_APPLICANTS] if case.number == 0 else chance.choice(applicants)
        yield Life(
            environment=environment,
            service=case.service,
            varied=varied[name],
            remarks=remarks[name],
            way=case.way,
            applicant=applicant,
            posts=posts,
            chance=random.Random(chance.random()),  # noqa: S311 - made-up data
            start=case.start,
            settle_by=case.settle_by,
            claimed=case.claimed,
            ends=ends,
        )


class _Worker:
    """What the worker process does for a living portal, on the demo's clock."""

    def __init__(self, environment: Environment, clock: Clock) -> None:
        self.clock = clock
        self._called = False
        self.environment = replace(environment, wake=self._call)
        self._gateway = ConsoleGateway()

    def work(self) -> None:
        """Make certificates and send messages, when something was put into an outbox."""
        while self._called:
            self._called = False
            self.clock.move_to(self.clock.now + _WORKER_TAKES)
            parts = self.environment
            if make_due(parts.database, parts.files, parts.settings, self.clock, self._tell_case):
                self._called = True
            deliver_due(parts.database, self._gateway, self.clock)

    def nights(self) -> Iterator[datetime]:
        """Each night, let what is overdue go up."""
        while True:
            today = self.clock.now.astimezone(VIENTIANE).date()
            yield datetime.combine(today + timedelta(days=1), _ESCALATES_AT, VIENTIANE)
            while escalate_overdue(self.environment):
                pass

    def _call(self) -> None:
        self._called = True

    def _tell_case(self, session: Session, row: CertificateRow) -> None:
        record_certificate(session, self.environment, row)


def _run(lives: list[Iterator[datetime]], worker: _Worker, ends: datetime, progress: Progress) -> None:
    """Let whatever is next happen, until nothing is left before the demo's present."""
    numbers = count()
    waiting: list[tuple[datetime, int, Iterator[datetime]]] = []

    def go_on(life: Iterator[datetime]) -> None:
        when = next(life, None)
        if when is not None and when < ends:
            heapq.heappush(waiting, (when, next(numbers), life))

    begins = worker.clock.now
    for life in (*lives, worker.nights()):
        go_on(life)
    while waiting:
        when, _, life = heapq.heappop(waiting)
        worker.clock.move_to(when)
        go_on(life)
        worker.work()
        progress((when - begins) / (ends - begins))
    progress(1)


@contextmanager
def _unhurried(database: Database) -> Iterator[None]:
    """Let SQLite leave it to the operating system when it writes to the disk: a power cut now costs only the demo."""
    if not database.is_sqlite:
        yield
        return

    def leave_it(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")

    database.dispose()
    event.listen(database.engine, "checkout", leave_it)
    try:
        yield
    finally:
        event.remove(database.engine, "checkout", leave_it)
        database.dispose()
    written = database.engine.raw_connection()
    written.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    written.close()
