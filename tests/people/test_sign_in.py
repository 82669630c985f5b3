"""Signing in by phone: codes, their limits and their life, on SQLite and PostgreSQL."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
import structlog
from sqlalchemy import func, select

from portal.lao.language import Language
from portal.lao.segments import count_segments
from portal.people.applicants import Person, add_person, person, recipient_of, set_language
from portal.people.phones import phone_digest
from portal.people.sign_in import (
    MESSAGE,
    RESEND_AFTER,
    SENT_TWICE,
    STRANGERS,
    CodeProblem,
    CodeRefusal,
    CodeRequest,
    check_code,
    forget_old_codes,
    request_code,
)
from portal.settings import Settings
from portal.store.database import Database
from portal.store.tables import MessageRow, PersonRow, PhoneRow, SignInCodeRow

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
NUMBER = "+8562055551234"
OTHER = "+8562055554321"
SECRET = "a secret of at least thirty-two letters"
SETTINGS = Settings(secret_key=SECRET, code_minutes=10, code_tries=5, codes_per_hour=5)
T = TypeVar("T")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def _ask(
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


def _check(
    database: Database, code: str, now: datetime = NOW + MINUTE, number: str = NUMBER, browser: str = "theirs"
) -> Person | CodeProblem:
    with database.writing() as session:
        return check_code(session, number, code, SETTINGS, now, browser=browser)


def _texts(database: Database, number: str = NUMBER) -> list[MessageRow]:
    query = select(MessageRow).where(MessageRow.phone_digest == phone_digest(number, SECRET))
    with database.reading() as session:
        return list(session.scalars(query.order_by(MessageRow.created_at, MessageRow.id)))


def _code(database: Database, number: str = NUMBER) -> str:
    """The code in the last SMS to a number."""
    found = re.search(r"\d{6}", _texts(database, number)[-1].text)
    assert found
    return found[0]


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_of_the_sms_signs_in_once(database: Database) -> None:
    assert _ask(database).sent
    code = _code(database)
    signed_in = _check(database, code)
    assert isinstance(signed_in, Person)
    assert _check(database, code, NOW + 2 * MINUTE) is CodeProblem.NONE
    with database.reading() as session:
        assert person(session, signed_in.id) == signed_in
        assert recipient_of(session, signed_in.id).number == NUMBER


def test_the_same_form_sent_twice_on_a_slow_network_signs_in_twice(database: Database) -> None:
    _ask(database)
    code = _code(database)
    signed_in = _check(database, code)
    assert isinstance(signed_in, Person)
    assert _check(database, code, NOW + MINUTE + 30 * SECOND) == signed_in
    assert _check(database, code, NOW + MINUTE + 30 * SECOND, browser="a stranger's") is CodeProblem.NONE
    assert not isinstance(_check(database, _wrong(code), NOW + MINUTE + SECOND), Person)
    assert _check(database, code, NOW + MINUTE + SENT_TWICE) is CodeProblem.NONE


def test_the_same_phone_is_the_same_person_next_time(database: Database) -> None:
    _ask(database)
    first = _check(database, _code(database))
    _ask(database, NOW + 5 * MINUTE)
    assert _check(database, _code(database), NOW + 6 * MINUTE) == first
    _ask(database, number=OTHER)
    assert _check(database, _code(database, OTHER), number=OTHER) != first
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 2
        assert session.scalar(select(func.count()).select_from(PhoneRow)) == 2


@pytest.mark.parametrize("shape", ["{} ", "{:.3} {}", "{:.3}-{}"])
def test_the_code_may_be_typed_with_spaces_and_lao_digits(database: Database, shape: str) -> None:
    _ask(database)
    code = _code(database)
    typed = shape.format(code) if shape == "{} " else shape.format(code[:3], code[3:])
    assert isinstance(_check(database, typed.translate({ord("0") + d: 0x0ED0 + d for d in range(10)})), Person)


def test_a_wrong_code_is_counted_and_five_void_it(database: Database) -> None:
    _ask(database)
    code = _code(database)
    for _ in range(4):
        assert _check(database, _wrong(code)) is CodeProblem.WRONG
    assert _check(database, _wrong(code)) is CodeProblem.TOO_MANY
    assert _check(database, code) is CodeProblem.TOO_MANY


def test_four_wrong_tries_still_leave_the_right_one(database: Database) -> None:
    _ask(database)
    code = _code(database)
    for _ in range(4):
        _check(database, _wrong(code))
    assert isinstance(_check(database, code), Person)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "①②③④⑤⑥", "12345\u0000", "٣٣٣٣٣٣"])
def test_what_is_not_six_digits_is_wrong_but_no_try(database: Database, typed: str) -> None:
    _ask(database)
    for _ in range(6):
        assert _check(database, typed) is CodeProblem.WRONG
    assert isinstance(_check(database, _code(database)), Person)


def test_a_code_expires(database: Database) -> None:
    _ask(database)
    code = _code(database)
    assert _check(database, code, NOW + 10 * MINUTE) is CodeProblem.EXPIRED
    assert isinstance(_check(database, code, NOW + 10 * MINUTE - SECOND), Person)


def test_a_code_is_good_for_its_own_phone_only(database: Database) -> None:
    _ask(database)
    _ask(database, number=OTHER)
    code = _code(database)
    assert code != _code(database, OTHER)
    assert _check(database, code, number=OTHER) is CodeProblem.WRONG
    assert _check(database, code, number="+8562055550000") is CodeProblem.NONE


def test_the_first_sms_may_come_after_the_second(database: Database) -> None:
    _ask(database)
    first = _code(database)
    assert _ask(database, NOW + MINUTE).sent
    second = _code(database)
    assert isinstance(_check(database, first, NOW + 2 * MINUTE), Person)
    assert _check(database, second, NOW + 3 * MINUTE) is CodeProblem.NONE


def test_more_codes_are_not_more_tries(database: Database) -> None:
    _ask(database)
    first = _code(database)
    _ask(database, NOW + MINUTE)
    second = _code(database)
    wrong = next(code for code in ("000000", "000001", "000002") if code not in {first, second})
    for _ in range(5):
        _check(database, wrong, NOW + 2 * MINUTE)
    assert _check(database, first, NOW + 2 * MINUTE) is CodeProblem.TOO_MANY
    assert _check(database, second, NOW + 2 * MINUTE) is CodeProblem.TOO_MANY


def test_a_double_tap_sends_one_sms(database: Database) -> None:
    _ask(database)
    again = _ask(database, NOW + 3 * SECOND)
    assert (again.sent, again.refused, again.again_at) == (False, CodeRefusal.TOO_SOON, NOW + RESEND_AFTER)
    assert len(_texts(database)) == 1
    assert isinstance(_check(database, _code(database), NOW + 5 * SECOND), Person)
    assert _ask(database, NOW + 10 * SECOND).sent


def test_a_phone_has_five_codes_an_hour(database: Database) -> None:
    for minute in range(5):
        assert _ask(database, NOW + minute * MINUTE).sent
    sixth = _ask(database, NOW + 30 * MINUTE)
    assert (sixth.refused, sixth.again_at) == (CodeRefusal.TOO_MANY, NOW + 60 * MINUTE)
    assert len(_texts(database)) == 5
    assert _ask(database, NOW + 30 * MINUTE, OTHER).sent
    assert _ask(database, sixth.again_at).sent
    assert _ask(database, sixth.again_at + MINUTE - SECOND).refused is CodeRefusal.TOO_MANY


def test_old_codes_are_not_kept(database: Database) -> None:
    _ask(database)
    _ask(database, NOW + timedelta(days=2))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInCodeRow)) == 1


def test_the_store_holds_no_code(database: Database) -> None:
    _ask(database)
    code = _code(database)
    with database.reading() as session:
        row = session.scalars(select(SignInCodeRow)).one()
    assert code not in f"{row.code_digest}{row.phone_digest}"
    assert NUMBER[1:] not in row.phone_digest


def test_an_unsent_code_leaves_no_trace(database: Database) -> None:
    def ask_and_fail() -> None:
        with database.writing() as session:
            request_code(session, NUMBER, "lo", SETTINGS, NOW, browser="theirs")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        ask_and_fail()
    assert _texts(database) == []
    assert _ask(database).sent


def test_the_sms_is_in_the_persons_language_and_goes_stale_with_its_code(database: Database) -> None:
    _ask(database, language="en")
    sms = _texts(database)[-1]
    assert sms.language == "en"
    assert sms.text.endswith("Do not tell it to anyone.")
    assert sms.expires_at == NOW + 10 * MINUTE
    signed_in = _check(database, _code(database))
    assert isinstance(signed_in, Person)
    with database.writing() as session:
        set_language(session, signed_in.id, "lo")
    _ask(database, NOW + 5 * MINUTE, language="en")
    assert _texts(database)[-1].language == "lo"
    assert "ແມ່ນລະຫັດ" in _texts(database)[-1].text


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_sms_is_one_segment(language: str) -> None:
    assert count_segments(MESSAGE.in_language(language).format(code="000000", minutes=60)).segments == 1


def test_a_phone_of_a_family_signs_in_the_person_who_used_it_first(database: Database) -> None:
    digest = phone_digest(NUMBER, SECRET)
    with database.writing() as session:
        first = add_person(session, NUMBER, digest, "lo", NOW - MINUTE)
        add_person(session, NUMBER, digest, "lo", NOW)
    _ask(database)
    assert _check(database, _code(database)) == first


def test_digests_are_keyed() -> None:
    assert phone_digest(NUMBER, SECRET) == phone_digest(NUMBER, SECRET)
    assert len({phone_digest(NUMBER, SECRET), phone_digest(NUMBER, SECRET + "x"), phone_digest(OTHER, SECRET)}) == 3


def _at_once(count: int, work: Callable[[], T]) -> list[T]:
    start, lock = threading.Barrier(count), threading.Lock()
    results: list[T] = []

    def run() -> None:
        start.wait()
        result = work()
        with lock:
            results.append(result)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_the_same_code_sent_at_once_signs_in_one_person(database: Database) -> None:
    for round_ in range(5):
        now = NOW + timedelta(hours=2 * round_)
        _ask(database, now)
        code = _code(database)
        results = _at_once(4, lambda: _check(database, code, now + MINUTE))  # noqa: B023
        assert len(results) == 4
        assert all(isinstance(result, Person) for result in results)
        assert len(set(results)) == 1
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 1


def test_tries_at_once_are_all_counted(database: Database) -> None:
    _ask(database)
    wrong = _wrong(_code(database))
    results = _at_once(8, lambda: _check(database, wrong))
    assert results.count(CodeProblem.WRONG) == 4
    assert results.count(CodeProblem.TOO_MANY) == 4


def test_requests_at_once_send_one_sms(database: Database) -> None:
    results = _at_once(6, lambda: _ask(database))
    assert [result.sent for result in results].count(True) == 1
    assert len(_texts(database)) == 1


def test_a_stranger_can_neither_use_nor_use_up_somebody_elses_code(database: Database) -> None:
    _ask(database)
    code = _code(database)
    for wrong in range(10):
        assert not isinstance(_check(database, f"{wrong:06}", browser="a stranger's"), Person)
    assert not isinstance(_check(database, code, browser="a stranger's"), Person)
    assert isinstance(_check(database, code), Person)


def test_a_phone_gets_so_many_codes_a_day_and_no_more(database: Database) -> None:
    sent = 0
    for hour in range(24):
        for minute in range(0, 60, 10):
            sent += _ask(database, NOW + timedelta(hours=hour, minutes=minute)).sent
    assert sent == SETTINGS.codes_per_day
    assert _ask(database, NOW + timedelta(days=2)).sent


def test_old_codes_are_forgotten_with_the_messages_that_carried_them(database: Database) -> None:
    _ask(database)
    _ask(database, NOW + timedelta(days=2))
    assert len(_texts(database)) == 1


def test_a_stranger_who_has_just_asked_does_not_hold_up_the_owner(database: Database) -> None:
    assert _ask(database, browser="a stranger's").sent
    assert _ask(database, NOW + 2 * SECOND).sent
    assert isinstance(_check(database, _code(database)), Person)


def test_strangers_leave_the_browser_in_which_the_number_signed_in_its_own_codes(database: Database) -> None:
    for minute in range(60):
        _ask(database, NOW + minute * SECOND, browser=f"{minute}", network=f"192.0.2.{minute}")
    assert len(_texts(database)) == STRANGERS * SETTINGS.codes_per_hour
    for minute in range(1, SETTINGS.codes_per_hour + 1):
        assert _ask(database, NOW + minute * MINUTE, known_here="a phone").sent
    assert isinstance(_check(database, _code(database), NOW + 6 * MINUTE), Person)
    assert _ask(database, NOW + 7 * MINUTE, known_here="a phone").refused is CodeRefusal.TOO_MANY


def test_each_browser_that_a_number_signed_in_has_codes_of_its_own(database: Database) -> None:
    for minute in range(SETTINGS.codes_per_hour + 1):
        _ask(database, NOW + minute * MINUTE, known_here="a phone that somebody else has now")
    assert _ask(database, NOW + 7 * MINUTE, known_here="the owner's phone").sent


def test_the_browsers_that_a_number_signed_in_leave_strangers_their_codes(database: Database) -> None:
    for minute in range(6):
        _ask(database, NOW + minute * MINUTE, known_here="a phone")
    assert _ask(database, NOW + 6 * MINUTE, browser="a new phone").sent


def test_one_network_address_gets_a_part_of_what_strangers_may_ask_for(database: Database) -> None:
    for place in range(20):
        _ask(database, NOW + place * SECOND, browser=f"{place}", network="198.51.100.7")
    assert len(_texts(database)) == SETTINGS.codes_per_hour
    assert _ask(database, NOW + MINUTE).sent


def test_no_address_of_a_network_is_kept(database: Database) -> None:
    _ask(database, network="198.51.100.7")
    _ask(database, NOW + SECOND, browser="another", network="198.51.100.7")
    with database.reading() as session:
        kept = {row.network_digest for row in session.scalars(select(SignInCodeRow))}
    assert len(kept) == 1
    assert "198.51.100.7" not in kept.pop()


def test_all_phones_together_get_so_many_codes_an_hour(database: Database) -> None:
    few = SETTINGS.model_copy(update={"codes_per_hour_of_all": 3})
    numbers = [f"+85620555500{place:02}" for place in range(5)]
    with structlog.testing.capture_logs() as lines:
        asked = [_ask(database, NOW + place * SECOND, number, settings=few) for place, number in enumerate(numbers)]
    assert [one.sent for one in asked] == [True, True, True, False, False]
    assert asked[-1] == CodeRequest(NOW + timedelta(hours=1), CodeRefusal.BUSY)
    assert [line["event"] for line in lines] == ["codes_of_all_phones_used_up"] * 2
    assert not any(number in str(lines) for number in numbers)
    assert _ask(database, NOW + 5 * SECOND, numbers[4], settings=few, known_here="a phone").sent
    assert _ask(database, NOW + timedelta(hours=1, seconds=1), numbers[4], settings=few).sent


def test_codes_that_nobody_asks_for_again_are_forgotten_too(database: Database) -> None:
    _ask(database)
    _ask(database, NOW + timedelta(hours=30), OTHER)
    with database.writing() as session:
        assert forget_old_codes(session, NOW + timedelta(hours=31)) == 2
    assert _texts(database) == []
    assert len(_texts(database, OTHER)) == 1
