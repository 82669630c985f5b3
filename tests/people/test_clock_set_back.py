"""A clock that is set back keeps nobody out for longer than a right one would, and keeps nothing open for ever."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal.definition.model import Text
from portal.people import officers, sessions
from portal.people.applicants import Person
from portal.people.officers import FAILURES_ALLOWED, LOCKED_FOR, Officer, create_officer
from portal.people.phones import phone_digest
from portal.people.sign_in import CodeProblem, CodeRequest, check_code, request_code
from portal.settings import Settings
from portal.store.database import Database
from portal.store.tables import MessageRow

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SETTINGS = Settings(secret_key="a secret of at least thirty-two letters")
NUMBER = "+8562055551234"
PASSWORD = "correct horse battery"
LONGEST = timedelta(hours=12)
MINUTE = timedelta(minutes=1)
BACK = pytest.mark.parametrize("back", [timedelta(days=2), timedelta(days=365)], ids=["two days", "a year"])


def ask(database: Database, now: datetime) -> CodeRequest:
    with database.writing() as session:
        return request_code(session, NUMBER, "lo", SETTINGS, now, browser="theirs")


def check(database: Database, code: str, now: datetime) -> Person | CodeProblem:
    with database.writing() as session:
        return check_code(session, NUMBER, code, SETTINGS, now, browser="theirs")


def newest_code(database: Database) -> str:
    digest = phone_digest(NUMBER, SETTINGS.secret_key.get_secret_value())
    query = select(MessageRow.text).where(MessageRow.phone_digest == digest).order_by(MessageRow.id.desc())
    with database.reading() as session:
        found = re.search(r"\d{6}", str(session.scalars(query).first()))
    assert found
    return found[0]


@BACK
def test_a_code_from_the_future_is_too_old_and_a_new_one_can_be_asked_for(database: Database, back: timedelta) -> None:
    for turn in range(SETTINGS.codes_per_hour):
        assert ask(database, NOW + turn * MINUTE).sent
    old = newest_code(database)
    earlier = NOW - back
    assert check(database, old, earlier) is CodeProblem.EXPIRED
    for turn in range(SETTINGS.codes_per_hour):
        assert ask(database, earlier + turn * MINUTE).sent, "the limits of the future do not count"
    assert not ask(database, earlier + 10 * MINUTE).sent, "those of now do"
    assert isinstance(check(database, newest_code(database), earlier + 5 * MINUTE), Person)


def test_machines_whose_clocks_differ_by_a_second_share_their_codes(database: Database) -> None:
    ask(database, NOW)
    assert isinstance(check(database, newest_code(database), NOW - timedelta(seconds=1)), Person)


@BACK
def test_a_session_from_the_future_is_over(database: Database, back: timedelta) -> None:
    with database.writing() as session:
        token = sessions.open_session(session, "applicant", "p", NOW, LONGEST)
    with database.writing() as session:
        assert sessions.owner(session, token, NOW - timedelta(hours=1), LONGEST), "a small step signs nobody out"
        assert sessions.owner(session, token, NOW - back, LONGEST) is None
        fresh = sessions.open_session(session, "applicant", "p", NOW - back, LONGEST)
        assert sessions.owner(session, fresh, NOW - back, LONGEST)
        assert sessions.owner(session, token, NOW, LONGEST) is None, "it does not come back with the right time"


@BACK
def test_a_locked_account_is_not_locked_until_the_clock_has_caught_up(database: Database, back: timedelta) -> None:
    with database.writing() as session:
        made = create_officer(
            session, username="noy.v", password=PASSWORD, name=Text(lo="ນ້ອຍ", en="Noy"), language="lo", now=NOW
        )
        assert isinstance(made, Officer)
    for _ in range(FAILURES_ALLOWED):
        officers.sign_in(database, "noy.v", "wrong", NOW)
    assert officers.sign_in(database, "noy.v", PASSWORD, NOW - MINUTE) is officers.SignInProblem.LOCKED
    assert officers.sign_in(database, "noy.v", PASSWORD, NOW + LOCKED_FOR - MINUTE) is officers.SignInProblem.LOCKED
    assert isinstance(officers.sign_in(database, "noy.v", PASSWORD, NOW - back), Officer)
