"""The worker process: quick, gentle when asked to stop, and losing nothing when killed."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Protocol

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from portal import create_environment
from portal.cases import apply, work
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.definition.model import Text
from portal.messaging import outbox
from portal.messaging.delivery import deliver_due
from portal.messaging.gateway_choice import choose_gateway
from portal.people.applicants import add_person
from portal.people.appointments import Appointment, appoint
from portal.people.officers import Officer, create_officer
from portal.people.phones import phone_digest
from portal.settings import Settings
from portal.store.tables import AreaRow, CertificateRow, MessageRow, TaskRow
from portal.workflow.said import NOTHING_SAID
from tests.certificates.ordered import ANSWERS, AREAS
from tests.messaging.twilio_server import ACCOUNT, TOKEN, Handler, TwilioServer, slowly

RUN = "from portal.settings import Settings; from portal.worker import run_worker; run_worker(Settings())"
RUN_WITHOUT_SWEEPS = f"from portal import work_queue; work_queue.SWEEP_SECONDS = 3600; {RUN}"
"""The worker, which looks by itself only once: whatever comes later it must be called for."""
RUN_WITHOUT_PATIENCE = f"from portal.store import database; database.BUSY_TIMEOUT_MS = 300; {RUN}"
"""The worker, which waits for a lock on the database for a moment only."""
NUMBER = "+8562055551234"


class StartWorker(Protocol):
    """Starts a worker process; `run` is the program."""

    def __call__(self, settings: Settings, run: str = RUN) -> subprocess.Popen[bytes]: ...


def settings_for(folder: Path, twilio: TwilioServer | None = None) -> Settings:
    return Settings(
        secret_key=SecretStr("k" * 32),
        data_dir=folder,
        sms_gateway="twilio" if twilio else "console",
        twilio_account_sid=ACCOUNT,
        twilio_auth_token=SecretStr(TOKEN),
        twilio_from="+15005550006",
        twilio_base_url=twilio.url if twilio else "",
    )


def as_variables(settings: Settings) -> dict[str, str]:
    values = {name: getattr(settings, name) for name in settings.model_fields_set}
    shown = {k: v.get_secret_value() if isinstance(v, SecretStr) else str(v) for k, v in values.items()}
    return {f"PORTAL_{name.upper()}": value for name, value in shown.items()}


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[StartWorker]:
    started: list[subprocess.Popen[bytes]] = []

    def start(settings: Settings, run: str = RUN) -> subprocess.Popen[bytes]:
        with (tmp_path / "worker.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-c", run], stdout=log, stderr=log, env=os.environ | as_variables(settings)
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def until(true: Callable[[], object], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False


def put(environment: Environment, text: str) -> str:
    with environment.database.writing() as session:
        message = outbox.put(
            session,
            number=NUMBER,
            phone_digest="d" * 64,
            language="lo",
            key="submitted",
            text=text,
            now=environment.clock(),
        )
    environment.wake()
    return message


def statuses(environment: Environment) -> Counter[str]:
    with environment.database.reading() as session:
        return Counter(session.scalars(select(MessageRow.status)))


def test_a_message_is_delivered_within_a_second_because_the_bell_rings(
    tmp_path: Path, start_worker: StartWorker
) -> None:
    settings = settings_for(tmp_path)
    environment = create_environment(settings)
    process = start_worker(settings, RUN_WITHOUT_SWEEPS)
    assert until(lambda: "worker_started" in (tmp_path / "worker.log").read_text())
    # The one look at the start may find the first message; from then on nothing but the bell can.
    waits = []
    for count in range(1, 7):
        committed = time.monotonic()
        put(environment, "ສະບາຍດີ")
        assert until(lambda wanted=count: statuses(environment)["sent"] == wanted)  # type: ignore[misc]
        waits.append(time.monotonic() - committed)
    assert min(waits[1:]) < 1, "on a busy machine the best one shows what is promised"
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    log = (tmp_path / "worker.log").read_text()
    assert "sms_sent" in log
    assert not re.search("ສະບາຍດີ|5551234", log)


def test_killing_the_worker_while_it_sends_loses_nothing_and_repeats_one_a_kill(
    tmp_path: Path, start_worker: StartWorker
) -> None:
    kills = 3
    with TwilioServer() as server:
        server.answers.extend(slowly(1.0) for _ in range(kills))
        settings = settings_for(tmp_path, server)
        environment = create_environment(settings)
        texts = [f"message {number}" for number in range(6)]
        for text in texts:
            put(environment, text)
        for kill in range(1, kills + 1):
            process = start_worker(settings)
            assert server.wait_for_asked(kill)
            process.kill()
            process.wait()
        assert statuses(environment)["sending"] == kills

        start_worker(settings)
        assert until(lambda: statuses(environment)["sent"] == len(texts) - kills)
        assert Counter(form["Body"] for form in server.taken) == Counter(texts)

        def after_the_leases() -> datetime:
            return datetime.now(UTC) + outbox.LEASE

        assert deliver_due(environment.database, choose_gateway(settings), after_the_leases).sent == kills
        assert statuses(environment) == Counter(sent=len(texts))
        taken = Counter(form["Body"] for form in server.taken)
        assert set(taken) == set(texts)
        assert taken.total() - len(texts) <= kills
        assert max(taken.values()) == 2


@pytest.mark.parametrize("freed", [True, False])
def test_a_worker_that_ends_notes_what_it_held_where_it_can(
    tmp_path: Path, start_worker: StartWorker, freed: bool
) -> None:
    with TwilioServer() as server:
        settings = settings_for(tmp_path, server)
        environment = create_environment(settings)
        put(environment, "taken")
        writer = sqlite3.connect(tmp_path / "portal.db", isolation_level=None, check_same_thread=False)

        def taking_while_locked(handler: Handler, form: dict[str, str]) -> None:
            writer.execute("BEGIN IMMEDIATE")
            slowly(0)(handler, form)

        server.answers.append(taking_while_locked)
        process = start_worker(settings, RUN_WITHOUT_PATIENCE)
        log = tmp_path / "worker.log"
        assert until(lambda: "work_failed" in log.read_text())
        assert statuses(environment) == Counter(sending=1)
        if freed:
            writer.execute("ROLLBACK")
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        writer.close()
    assert ("sms_not_noted" in log.read_text()) != freed
    assert statuses(environment) == Counter(["sent" if freed else "sending"])


def test_a_signed_case_gets_its_certificate_and_then_its_message(tmp_path: Path, start_worker: StartWorker) -> None:
    settings = settings_for(tmp_path)
    environment = create_environment(settings)
    person, clerk, signer = people(environment)
    case_id = apply_for_residence(environment, person)
    decide(environment, clerk, case_id, "confirm")
    decide(environment, signer, case_id, "sign")
    start_worker(settings)

    def made() -> CertificateRow | None:
        with environment.database.reading() as session:
            return session.scalar(select(CertificateRow).where(CertificateRow.made_at.is_not(None)))

    assert until(made)
    row = made()
    assert row is not None
    assert environment.files.exists(row.content or "")
    assert until(lambda: statuses(environment) == Counter(sent=2))
    with environment.database.reading() as session:
        keys = list(session.scalars(select(MessageRow.key).order_by(MessageRow.sent_at)))
    assert keys == ["submitted", "issued"]


def people(environment: Environment) -> tuple[str, str, str]:
    """An applicant, the clerk of the village and the signer of the district."""
    now = environment.clock()
    officers = []
    with environment.database.writing() as session:
        for code, level, parent, name_lo, name_en in AREAS:
            session.add(
                AreaRow(code=code, level=level, parent=parent, name_lo=name_lo, name_en=name_en, search_lo=name_lo)
            )
            session.flush()
        digest = phone_digest(NUMBER, environment.settings.secret_key.get_secret_value())
        person = add_person(session, NUMBER, digest, "lo", now)
        for role, area in (("clerk", "010101"), ("signer", "0101")):
            officer = create_officer(
                session,
                username=role,
                password="correct horse battery",
                name=Text(lo="ບຸນມີ", en="Bounmy"),
                language="lo",
                now=now,
            )
            assert isinstance(officer, Officer)
            starts = date.today() - timedelta(days=2)  # noqa: DTZ011 - any past day will do
            appointed = appoint(session, officer_id=officer.id, role=role, area=area, starts=starts)
            assert isinstance(appointed, Appointment)
            officers.append(officer.id)
    return person.id, officers[0], officers[1]


def apply_for_residence(environment: Environment, person: str) -> str:
    started = apply.start(environment, person, "residence-certificate", "start")
    assert isinstance(started, Done)
    service = environment.services.offers()["residence-certificate"].service
    for page in service.form:
        values = {name: ANSWERS[name] for name in page.fields if name in ANSWERS}
        if values:
            saved = apply.save_page(environment, person, started.case_id, page.page, values, page.page)
            assert isinstance(saved, Done), saved
    submitted = apply.submit(environment, person, started.case_id, "submit")
    assert isinstance(submitted, Done), submitted
    return started.case_id


def decide(environment: Environment, officer: str, case_id: str, action: str) -> None:
    with environment.database.reading() as session:
        task = session.scalars(select(TaskRow.id).where(TaskRow.case_id == case_id)).one()
    done = work.act(environment, officer, case_id, task, action, NOTHING_SAID, action)
    assert isinstance(done, Done), done
