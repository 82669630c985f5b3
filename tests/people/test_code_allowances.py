"""How many codes a phone is sent, by who asks: nobody uses up another's, and nobody guesses for long."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from portal.people.applicants import Person
from portal.people.code_allowances import MARKS, PART_OF_ONE_ADDRESS, STRANGERS
from portal.people.sign_in import CodeRefusal, CodeRequest
from portal.store.database import Database
from portal.store.tables import SignInCodeRow
from tests.people.codes import MINUTE, NOW, SECOND, SETTINGS, ask, check, code_in_sms, texts


def test_a_phone_gets_so_many_codes_a_day_and_no_more(database: Database) -> None:
    sent = 0
    for hour in range(24):
        for minute in range(0, 60, 10):
            sent += ask(database, NOW + timedelta(hours=hour, minutes=minute)).sent
    assert sent == SETTINGS.codes_per_day
    assert ask(database, NOW + timedelta(days=2)).sent


def test_strangers_leave_the_browser_in_which_the_number_signed_in_its_own_codes(database: Database) -> None:
    for minute in range(60):
        ask(database, NOW + minute * SECOND, browser=f"{minute}", network=f"192.0.2.{minute}")
    assert len(texts(database)) == STRANGERS * SETTINGS.codes_per_hour
    for minute in range(1, SETTINGS.codes_per_hour + 1):
        assert ask(database, NOW + minute * MINUTE, known_here="a phone").sent
    assert isinstance(check(database, code_in_sms(database), NOW + 6 * MINUTE), Person)
    assert ask(database, NOW + 7 * MINUTE, known_here="a phone").refused is CodeRefusal.TOO_MANY


def test_each_browser_that_a_number_signed_in_has_codes_of_its_own(database: Database) -> None:
    for minute in range(SETTINGS.codes_per_hour + 1):
        ask(database, NOW + minute * MINUTE, known_here="a phone that somebody else has now")
    assert ask(database, NOW + 7 * MINUTE, known_here="the owner's phone").sent


def test_the_browsers_that_a_number_signed_in_leave_strangers_their_codes(database: Database) -> None:
    for minute in range(6):
        ask(database, NOW + minute * MINUTE, known_here="a phone")
    assert ask(database, NOW + 6 * MINUTE, browser="a new phone").sent


def test_one_network_address_gets_a_part_of_what_strangers_may_ask_for(database: Database) -> None:
    for place in range(20):
        ask(database, NOW + place * SECOND, browser=f"{place}", network="198.51.100.7")
    assert len(texts(database)) == SETTINGS.codes_per_hour
    assert ask(database, NOW + MINUTE).sent


def test_all_phones_together_get_so_many_codes_an_hour(database: Database) -> None:
    few = SETTINGS.model_copy(update={"codes_per_hour_of_all": 3})
    numbers = [f"+85620555500{place:02}" for place in range(5)]
    asked = [
        ask(database, NOW + place * SECOND, number, network=f"192.0.2.{place}", settings=few)
        for place, number in enumerate(numbers)
    ]
    assert [one.sent for one in asked] == [True, True, True, False, False]
    assert asked[-1] == CodeRequest(NOW + timedelta(hours=1), CodeRefusal.BUSY)
    assert ask(database, NOW + 5 * SECOND, numbers[4], settings=few, known_here="a phone").sent
    assert ask(database, NOW + timedelta(hours=1, seconds=1), numbers[4], settings=few).sent


def test_one_network_address_gets_a_part_of_the_codes_for_all_phones(database: Database) -> None:
    settings = SETTINGS.model_copy(update={"codes_per_hour_of_all": 4 * PART_OF_ONE_ADDRESS})
    numbers = [f"+85620555500{place:02}" for place in range(6)]
    asked = [ask(database, NOW + place * SECOND, number, settings=settings) for place, number in enumerate(numbers)]
    assert [one.sent for one in asked] == [True] * 4 + [False] * 2
    assert asked[-1] == CodeRequest(NOW + timedelta(hours=1), CodeRefusal.BUSY_HERE)
    assert ask(database, NOW + MINUTE, numbers[5], network="198.51.100.7", settings=settings).sent
    assert ask(database, NOW + timedelta(hours=1, seconds=1), numbers[4], settings=settings).sent


def test_codes_asked_for_in_marked_browsers_keep_no_stranger_waiting(database: Database) -> None:
    few = SETTINGS.model_copy(update={"codes_per_hour_of_all": 2})
    for place in range(4):
        assert ask(database, NOW + place * SECOND, f"+85620555500{place:02}", settings=few, known_here="a phone").sent
    assert ask(database, NOW + MINUTE, settings=few).sent


def _sent_to_marks(database: Database, marks: int, hours: range) -> int:
    """How many codes go to one phone when strangers have used up theirs and each of `marks` asks four times an hour."""
    sent = 0
    for hour in hours:
        for place in range(40):
            ask(database, NOW + timedelta(hours=hour, seconds=place), browser=f"s{place}", network=f"192.0.2.{place}")
        for minute in (1, 2, 3, 4):
            for mark in range(marks):
                now = NOW + timedelta(hours=hour, minutes=minute, seconds=mark)
                sent += ask(database, now, browser=f"{mark} {minute}", known_here=f"mark {mark}").sent
    return sent


def test_all_the_marks_of_a_number_share_its_codes_of_an_hour(database: Database) -> None:
    assert _sent_to_marks(database, 12, range(1)) == MARKS * SETTINGS.codes_per_hour


def test_all_the_marks_of_a_number_share_its_codes_and_guesses_of_a_day(database: Database) -> None:
    assert _sent_to_marks(database, 8, range(6)) == MARKS * SETTINGS.codes_per_day
    with database.reading() as session:
        codes = session.scalar(select(func.count()).select_from(SignInCodeRow)) or 0
    assert codes * SETTINGS.code_tries <= 300, "tries in a million"


def test_a_marked_browser_asks_like_a_stranger_once_the_marks_have_used_up_theirs(database: Database) -> None:
    for minute in range(SETTINGS.codes_per_hour):
        for mark in range(MARKS):
            assert ask(database, NOW + minute * MINUTE, browser=f"{mark}", known_here=f"minted {mark}").sent
    assert ask(database, NOW + 6 * MINUTE, known_here="the owner's phone").sent
    assert isinstance(check(database, code_in_sms(database), NOW + 7 * MINUTE), Person)
