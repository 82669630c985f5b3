"""Officers: accounts, passwords, and signing in without telling who exists."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from portal.definition.model import Text
from portal.people.officer_browsers import KNOWN_FOR, MOST, forget_old_browsers, owner, remember
from portal.people.officers import (
    FAILURES_ALLOWED,
    LOCKED_FOR,
    Officer,
    OfficerProblem,
    SignInProblem,
    create_officer,
    officer,
    set_active,
    set_password,
    sign_in,
    sign_out_everywhere,
    unlock,
)
from portal.people.passwords import HashedPassword, PasswordProblem, hash_password
from portal.store.database import Database
from portal.store.tables import OfficerBrowserRow, OfficerRow

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NAME = Text(lo="ສົມສີ", en="Somsy")
RIGHT, WRONG = "ດອກຈຳປາ ບານແລ້ວ 7", "not the right one"


@pytest.fixture(scope="module")
def hashed() -> HashedPassword:
    made = hash_password(RIGHT, "clerk")
    assert isinstance(made, HashedPassword)
    return made


@pytest.fixture
def clerk(database: Database, hashed: HashedPassword) -> Officer:
    with database.writing() as session:
        made = create_officer(session, username="Clerk.One", password=hashed, name=NAME, language="lo", now=NOW)
    assert isinstance(made, Officer)
    return made


def test_the_right_password_signs_in(database: Database, clerk: Officer) -> None:
    assert clerk.username == "clerk.one"
    assert sign_in(database, " CLERK.one ", RIGHT, NOW) == clerk
    assert sign_in(database, "clerk.one", WRONG, NOW) is SignInProblem.WRONG
    assert sign_in(database, "nobody", RIGHT, NOW) is SignInProblem.WRONG
    with database.reading() as session:
        assert officer(session, clerk.id) == clerk
        assert officer(session, "nobody") is None


def test_a_password_composed_otherwise_is_the_same(database: Database, clerk: Officer) -> None:
    assert sign_in(database, "clerk.one", RIGHT.replace("\u0eb3", "\u0ecd\u0eb2"), NOW) == clerk


def test_ten_failures_lock_for_a_quarter_of_an_hour(database: Database, clerk: Officer) -> None:
    for _ in range(FAILURES_ALLOWED - 1):
        assert sign_in(database, "clerk.one", WRONG, NOW) is SignInProblem.WRONG
    assert sign_in(database, "clerk.one", RIGHT, NOW) == clerk
    for _ in range(FAILURES_ALLOWED):
        assert sign_in(database, "clerk.one", WRONG, NOW) is SignInProblem.WRONG
    assert sign_in(database, "clerk.one", RIGHT, NOW) is SignInProblem.LOCKED
    assert sign_in(database, "clerk.one", WRONG, NOW + LOCKED_FOR - SECOND) is SignInProblem.LOCKED
    assert sign_in(database, "clerk.one", RIGHT, NOW + LOCKED_FOR) == clerk


def test_a_guess_made_during_another_is_counted_too(database: Database, clerk: Officer) -> None:
    """The ninth failure is being written while the tenth guess comes: it waits, and locks the account."""
    guess = threading.Thread(target=sign_in, args=(database, "clerk.one", WRONG, NOW))
    with database.writing() as session:
        session.get_one(OfficerRow, clerk.id, with_for_update=True).failed_sign_ins = FAILURES_ALLOWED - 1
        session.flush()
        guess.start()
        guess.join(timeout=1)
        assert guess.is_alive()
    guess.join(timeout=60)
    assert sign_in(database, "clerk.one", RIGHT, NOW) is SignInProblem.LOCKED


def test_a_new_password_replaces_the_old_and_unlocks(database: Database, clerk: Officer) -> None:
    for _ in range(FAILURES_ALLOWED):
        sign_in(database, "clerk.one", WRONG, NOW)
    with database.writing() as session:
        assert set_password(session, clerk.id, "another password 9") is None
    assert sign_in(database, "clerk.one", RIGHT, NOW) is SignInProblem.WRONG
    assert sign_in(database, "clerk.one", "another password 9", NOW) == clerk


def test_a_closed_account_is_like_none(database: Database, clerk: Officer) -> None:
    with database.writing() as session:
        set_active(session, clerk.id, False)
    assert sign_in(database, "clerk.one", RIGHT, NOW) is SignInProblem.WRONG
    with database.reading() as session:
        assert officer(session, clerk.id) is None


def test_an_unknown_username_takes_as_long_as_a_known_one(database: Database, clerk: Officer) -> None:
    def quickest(username: str) -> float:
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            sign_in(database, username, WRONG, NOW)
            taken.append(time.perf_counter() - start)
        return min(taken)

    assert quickest("nobody") > quickest("clerk.one") / 3


def test_a_weaker_hash_is_renewed(database: Database, clerk: Officer) -> None:
    with database.writing() as session:
        weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("an old password 3")
        session.get_one(OfficerRow, clerk.id).password = weak
    assert sign_in(database, "clerk.one", "an old password 3", NOW) == clerk
    with database.reading() as session:
        assert session.scalars(select(OfficerRow.password)).one() != weak
    assert sign_in(database, "clerk.one", "an old password 3", NOW) == clerk


@pytest.mark.parametrize(
    ("username", "password", "problem"),
    [
        ("clerk.one", RIGHT, OfficerProblem.USERNAME_TAKEN),
        ("CLERK.ONE", RIGHT, OfficerProblem.USERNAME_TAKEN),
        ("", RIGHT, OfficerProblem.BAD_USERNAME),
        ("ab", RIGHT, OfficerProblem.BAD_USERNAME),
        ("with space", RIGHT, OfficerProblem.BAD_USERNAME),
        ("ນາຍບ້ານ", RIGHT, OfficerProblem.BAD_USERNAME),
        ("x" * 41, RIGHT, OfficerProblem.BAD_USERNAME),
        ("newone", "short", PasswordProblem.TOO_SHORT),
        ("newone", "x" * 129, PasswordProblem.TOO_LONG),
        ("newone", "aaaaaaaaaaaaaa", PasswordProblem.GUESSABLE),
        ("newone", "my NewOne is 12", PasswordProblem.GUESSABLE),
    ],
)
def test_an_account_that_cannot_be_made_says_why(
    database: Database, clerk: Officer, username: str, password: str, problem: object
) -> None:
    with database.writing() as session:
        made = create_officer(session, username=username, password=password, name=NAME, language="en", now=NOW)
    assert made is problem
    with database.reading() as session:
        assert session.scalars(select(OfficerRow.username)).all() == [clerk.username]


def test_a_hash_shows_itself_in_no_log(hashed: HashedPassword) -> None:
    assert hashed.encoded not in f"{hashed} {hashed!r}"
    assert RIGHT not in hashed.encoded


def _browser(database: Database, clerk: Officer) -> str:
    with database.writing() as session:
        return remember(session, clerk.id, None, NOW)


def test_a_lock_that_guessing_brought_about_keeps_no_officer_out_of_a_known_browser(
    database: Database, clerk: Officer
) -> None:
    known = _browser(database, clerk)
    for _ in range(FAILURES_ALLOWED):
        sign_in(database, "clerk.one", WRONG, NOW)
    assert sign_in(database, "clerk.one", RIGHT, NOW) is SignInProblem.LOCKED
    assert sign_in(database, "clerk.one", RIGHT, NOW, known_here=known) == clerk


def test_a_known_browser_counts_its_own_failures_and_rests_too(database: Database, clerk: Officer) -> None:
    known, other = _browser(database, clerk), _browser(database, clerk)
    for _ in range(FAILURES_ALLOWED):
        assert sign_in(database, "clerk.one", WRONG, NOW, known_here=known) is SignInProblem.WRONG
    assert sign_in(database, "clerk.one", RIGHT, NOW, known_here=known) is SignInProblem.LOCKED
    assert sign_in(database, "clerk.one", WRONG, NOW + LOCKED_FOR - SECOND, known_here=known) is SignInProblem.LOCKED
    assert sign_in(database, "clerk.one", WRONG, NOW, known_here=other) is SignInProblem.WRONG, "each for itself"
    assert sign_in(database, "clerk.one", WRONG, NOW) is SignInProblem.WRONG, "and the account does not rest"
    assert sign_in(database, "clerk.one", RIGHT, NOW + LOCKED_FOR, known_here=known) == clerk


def test_a_right_password_begins_the_count_of_a_known_browser_anew(database: Database, clerk: Officer) -> None:
    known = _browser(database, clerk)
    for _ in range(3):
        for _ in range(FAILURES_ALLOWED - 1):
            sign_in(database, "clerk.one", WRONG, NOW, known_here=known)
        assert sign_in(database, "clerk.one", RIGHT, NOW, known_here=known) == clerk


@pytest.mark.parametrize("ending", ["a new password", "signed out everywhere", "closed and opened again"])
def test_no_browser_is_known_any_more_after(database: Database, clerk: Officer, ending: str) -> None:
    known = _browser(database, clerk)
    with database.writing() as session:
        assert owner(session, known, NOW) == clerk.id
        match ending:
            case "a new password":
                set_password(session, clerk.id, RIGHT)
            case "signed out everywhere":
                sign_out_everywhere(session, clerk.id)
            case _:
                set_active(session, clerk.id, False)
                set_active(session, clerk.id, True)
    with database.reading() as session:
        assert owner(session, known, NOW) is None
    for _ in range(FAILURES_ALLOWED):
        sign_in(database, "clerk.one", WRONG, NOW)
    assert sign_in(database, "clerk.one", RIGHT, NOW, known_here=known) is SignInProblem.LOCKED


def test_unlocking_wakes_the_browsers_too(database: Database, clerk: Officer) -> None:
    known = _browser(database, clerk)
    for _ in range(FAILURES_ALLOWED):
        sign_in(database, "clerk.one", WRONG, NOW, known_here=known)
    with database.writing() as session:
        unlock(session, clerk.id)
    assert sign_in(database, "clerk.one", RIGHT, NOW, known_here=known) == clerk


def test_a_browser_is_known_for_half_a_year_and_so_are_the_last_twenty(database: Database, clerk: Officer) -> None:
    with database.writing() as session:
        first = remember(session, clerk.id, None, NOW)
        assert remember(session, clerk.id, first, NOW + KNOWN_FOR - SECOND) == first
        assert owner(session, first, NOW + KNOWN_FOR) == clerk.id, "from the last sign-in"
        assert owner(session, first, NOW + 2 * KNOWN_FOR) is None
        for _ in range(MOST):
            remember(session, clerk.id, None, NOW + KNOWN_FOR)
        assert owner(session, first, NOW + KNOWN_FOR) is None
        assert session.scalar(select(func.count()).select_from(OfficerBrowserRow)) == MOST
        assert forget_old_browsers(session, NOW + 3 * KNOWN_FOR) == MOST


def test_an_account_whose_name_no_paper_prints_is_not_made(database: Database, hashed: HashedPassword) -> None:
    with database.writing() as session:
        for name in (Text(lo="ສົມຊາຍ ทอง", en="Somxay"), Text(lo="ສົມຊາຍ", en="🐟")):
            made = create_officer(session, username="one.more", password=hashed, name=name, language="lo", now=NOW)
            assert made is OfficerProblem.UNPRINTABLE_NAME
