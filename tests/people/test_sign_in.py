"""Signing in by phone: codes, their limits and their life, on SQLite and PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from sqlalchemy import func, select

from portal.lao.segments import count_segments
from portal.people.applicants import Person, add_person, person, recipient_of, set_language
from portal.people.phones import phone_digest
from portal.people.sign_in import (
    MESSAGE,
    RESEND_AFTER,
    SENT_TWICE,
    CodeProblem,
    CodeRefusal,
    end_repeats,
    forget_old_codes,
    request_code,
)
from portal.store.database import Database
from portal.store.tables import PersonRow, PhoneRow, SignInCodeRow
from tests.people.codes import MINUTE, NOW, NUMBER, OTHER, SECOND, SECRET, SETTINGS, ask, check, code_in_sms, texts

T = TypeVar("T")


def _wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_of_the_sms_signs_in_once(database: Database) -> None:
    assert ask(database).sent
    code = code_in_sms(database)
    signed_in = check(database, code)
    assert isinstance(signed_in, Person)
    assert check(database, code, NOW + 2 * MINUTE) is CodeProblem.NONE
    with database.reading() as session:
        assert person(session, signed_in.id) == signed_in
        assert recipient_of(session, signed_in.id).number == NUMBER


def test_the_same_form_sent_twice_on_a_slow_network_signs_in_twice(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
    signed_in = check(database, code)
    assert isinstance(signed_in, Person)
    assert check(database, code, NOW + MINUTE + 30 * SECOND) == signed_in
    assert check(database, code, NOW + MINUTE + 30 * SECOND, browser="a stranger's") is CodeProblem.NONE
    assert not isinstance(check(database, _wrong(code), NOW + MINUTE + SECOND), Person)
    assert check(database, code, NOW + MINUTE + SENT_TWICE) is CodeProblem.NONE


def test_the_same_phone_is_the_same_person_next_time(database: Database) -> None:
    ask(database)
    first = check(database, code_in_sms(database))
    ask(database, NOW + 5 * MINUTE)
    assert check(database, code_in_sms(database), NOW + 6 * MINUTE) == first
    ask(database, number=OTHER)
    assert check(database, code_in_sms(database, OTHER), number=OTHER) != first
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 2
        assert session.scalar(select(func.count()).select_from(PhoneRow)) == 2


@pytest.mark.parametrize("shape", ["{} ", "{:.3} {}", "{:.3}-{}"])
def test_the_code_may_be_typed_with_spaces_and_lao_digits(database: Database, shape: str) -> None:
    ask(database)
    code = code_in_sms(database)
    typed = shape.format(code) if shape == "{} " else shape.format(code[:3], code[3:])
    assert isinstance(check(database, typed.translate({ord("0") + d: 0x0ED0 + d for d in range(10)})), Person)


def test_a_wrong_code_is_counted_and_five_void_it(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
    for _ in range(4):
        assert check(database, _wrong(code)) is CodeProblem.WRONG
    assert check(database, _wrong(code)) is CodeProblem.TOO_MANY
    assert check(database, code) is CodeProblem.TOO_MANY


def test_four_wrong_tries_still_leave_the_right_one(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
    for _ in range(4):
        check(database, _wrong(code))
    assert isinstance(check(database, code), Person)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "①②③④⑤⑥", "12345\u0000", "٣٣٣٣٣٣"])
def test_what_is_not_six_digits_is_wrong_but_no_try(database: Database, typed: str) -> None:
    ask(database)
    for _ in range(6):
        assert check(database, typed) is CodeProblem.WRONG
    assert isinstance(check(database, code_in_sms(database)), Person)


def test_a_code_expires(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
    assert check(database, code, NOW + 10 * MINUTE) is CodeProblem.EXPIRED
    assert isinstance(check(database, code, NOW + 10 * MINUTE - SECOND), Person)


def test_a_code_is_good_for_its_own_phone_only(database: Database) -> None:
    ask(database)
    ask(database, number=OTHER)
    code = code_in_sms(database)
    assert code != code_in_sms(database, OTHER)
    assert check(database, code, number=OTHER) is CodeProblem.WRONG
    assert check(database, code, number="+8562055550000") is CodeProblem.NONE


def test_the_first_sms_may_come_after_the_second(database: Database) -> None:
    ask(database)
    first = code_in_sms(database)
    assert ask(database, NOW + MINUTE).sent
    second = code_in_sms(database)
    assert isinstance(check(database, first, NOW + 2 * MINUTE), Person)
    assert check(database, second, NOW + 3 * MINUTE) is CodeProblem.NONE


def test_more_codes_are_not_more_tries(database: Database) -> None:
    ask(database)
    first = code_in_sms(database)
    ask(database, NOW + MINUTE)
    second = code_in_sms(database)
    wrong = next(code for code in ("000000", "000001", "000002") if code not in {first, second})
    for _ in range(5):
        check(database, wrong, NOW + 2 * MINUTE)
    assert check(database, first, NOW + 2 * MINUTE) is CodeProblem.TOO_MANY
    assert check(database, second, NOW + 2 * MINUTE) is CodeProblem.TOO_MANY


def test_a_double_tap_sends_one_sms(database: Database) -> None:
    ask(database)
    again = ask(database, NOW + 3 * SECOND)
    assert (again.sent, again.refused, again.again_at) == (False, CodeRefusal.TOO_SOON, NOW + RESEND_AFTER)
    assert len(texts(database)) == 1
    assert isinstance(check(database, code_in_sms(database), NOW + 5 * SECOND), Person)
    assert ask(database, NOW + 10 * SECOND).sent


def test_a_phone_has_five_codes_an_hour(database: Database) -> None:
    for minute in range(5):
        assert ask(database, NOW + minute * MINUTE).sent
    sixth = ask(database, NOW + 30 * MINUTE)
    assert (sixth.refused, sixth.again_at) == (CodeRefusal.TOO_MANY, NOW + 60 * MINUTE)
    assert len(texts(database)) == 5
    assert ask(database, NOW + 30 * MINUTE, OTHER).sent
    assert ask(database, sixth.again_at).sent
    assert ask(database, sixth.again_at + MINUTE - SECOND).refused is CodeRefusal.TOO_MANY


def test_old_codes_are_not_kept(database: Database) -> None:
    ask(database)
    ask(database, NOW + timedelta(days=2))
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SignInCodeRow)) == 1


def test_the_store_holds_no_code(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
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
    assert texts(database) == []
    assert ask(database).sent


def test_the_sms_is_in_the_persons_language_and_goes_stale_with_its_code(database: Database) -> None:
    ask(database, language="en")
    sms = texts(database)[-1]
    assert sms.language == "en"
    assert sms.text.endswith("Do not tell it to anyone.")
    assert sms.expires_at == NOW + 10 * MINUTE
    signed_in = check(database, code_in_sms(database))
    assert isinstance(signed_in, Person)
    with database.writing() as session:
        set_language(session, signed_in.id, "lo")
    ask(database, NOW + 5 * MINUTE, language="en")
    assert texts(database)[-1].language == "lo"
    assert "ແມ່ນລະຫັດ" in texts(database)[-1].text


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_sms_is_one_segment(language: str) -> None:
    assert count_segments(MESSAGE.in_language(language).format(code="000000", minutes=60)).segments == 1


def test_a_phone_of_a_family_signs_in_the_person_who_used_it_first(database: Database) -> None:
    digest = phone_digest(NUMBER, SECRET)
    with database.writing() as session:
        first = add_person(session, NUMBER, digest, "lo", NOW - MINUTE)
        add_person(session, NUMBER, digest, "lo", NOW)
    ask(database)
    assert check(database, code_in_sms(database)) == first


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
        ask(database, now)
        code = code_in_sms(database)
        results = _at_once(4, lambda: check(database, code, now + MINUTE))  # noqa: B023
        assert len(results) == 4
        assert all(isinstance(result, Person) for result in results)
        assert len(set(results)) == 1
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PersonRow)) == 1


def test_tries_at_once_are_all_counted(database: Database) -> None:
    ask(database)
    wrong = _wrong(code_in_sms(database))
    results = _at_once(8, lambda: check(database, wrong))
    assert results.count(CodeProblem.WRONG) == 4
    assert results.count(CodeProblem.TOO_MANY) == 4


def test_requests_at_once_send_one_sms(database: Database) -> None:
    results = _at_once(6, lambda: ask(database))
    assert [result.sent for result in results].count(True) == 1
    assert len(texts(database)) == 1


def test_a_stranger_can_neither_use_nor_use_up_somebody_elses_code(database: Database) -> None:
    ask(database)
    code = code_in_sms(database)
    for wrong in range(10):
        assert not isinstance(check(database, f"{wrong:06}", browser="a stranger's"), Person)
    assert not isinstance(check(database, code, browser="a stranger's"), Person)
    assert isinstance(check(database, code), Person)


def test_old_codes_are_forgotten_with_the_messages_that_carried_them(database: Database) -> None:
    ask(database)
    ask(database, NOW + timedelta(days=2))
    assert len(texts(database)) == 1


def test_a_stranger_who_has_just_asked_does_not_hold_up_the_owner(database: Database) -> None:
    assert ask(database, browser="a stranger's").sent
    assert ask(database, NOW + 2 * SECOND).sent
    assert isinstance(check(database, code_in_sms(database)), Person)


def test_no_address_of_a_network_is_kept(database: Database) -> None:
    ask(database, network="198.51.100.7")
    ask(database, NOW + SECOND, browser="another", network="198.51.100.7")
    with database.reading() as session:
        kept = {row.network_digest for row in session.scalars(select(SignInCodeRow))}
    assert len(kept) == 1
    assert "198.51.100.7" not in kept.pop()


def test_signing_out_ends_the_repeat_of_a_code(database: Database) -> None:
    ask(database)
    ask(database, number=OTHER, browser="another's")
    mine, theirs = code_in_sms(database), code_in_sms(database, OTHER)
    found = check(database, mine)
    assert isinstance(found, Person)
    assert isinstance(check(database, theirs, number=OTHER, browser="another's"), Person)
    assert check(database, mine) == found, "a second tap"
    with database.writing() as session:
        end_repeats(session, found.id)
    assert check(database, mine) is CodeProblem.NONE
    assert isinstance(check(database, theirs, number=OTHER, browser="another's"), Person), "of no other person"


def test_codes_that_nobody_asks_for_again_are_forgotten_too(database: Database) -> None:
    ask(database)
    ask(database, NOW + timedelta(hours=30), OTHER)
    with database.writing() as session:
        assert forget_old_codes(session, NOW + timedelta(hours=31)) == 2
    assert texts(database) == []
    assert len(texts(database, OTHER)) == 1
