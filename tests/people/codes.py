"""Asking for a one-time code and sending it back, for tests of signing in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from portal.lao.language import Language
from portal.people.applicants import Person
from portal.people.phones import phone_digest
from portal.people.sign_in import CodeProblem, CodeRequest, check_code, request_code
from portal.settings import Settings
from portal.store.database import Database
from portal.store.tables import MessageRow

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NUMBER = "+8562055551234"
OTHER = "+8562055554321"
SECRET = "a secret of at least thirty-two letters"
SETTINGS = Settings(secret_key=SECRET, code_minutes=10, code_tries=5, codes_per_hour=5)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def ask(
    database: Database,
    now: datetime = NOW,
    number: str = NUMBER,
    language: Language = "lo",
    browser: str = "theirs",
    network: str = "192.0.2.1",
    known_here: str | None = None,
    settings: Settings = SETTINGS,
) -> CodeRequest:
    with database.writing() as session:
        return request_code(
            session, number, language, settings, now, browser=browser, network=network, known_here=known_here
        )


def check(
    database: Database, code: str, now: datetime = NOW + MINUTE, number: str = NUMBER, browser: str = "theirs"
) -> Person | CodeProblem:
    with database.writing() as session:
        return check_code(session, number, code, SETTINGS, now, browser=browser)


def texts(database: Database, number: str = NUMBER) -> list[MessageRow]:
    query = select(MessageRow).where(MessageRow.phone_digest == phone_digest(number, SECRET))
    with database.reading() as session:
        return list(session.scalars(query.order_by(MessageRow.created_at, MessageRow.id)))


def code_in_sms(database: Database, number: str = NUMBER) -> str:
    """The code in the last SMS to a number."""
    found = re.search(r"\d{6}", texts(database, number)[-1].text)
    assert found
    return found[0]
