"""Numbers are read as people type them and written as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.phone import MobileDigits, PhoneProblem, format_phone, mask_phone, mobile_digits, parse_phone


@pytest.mark.parametrize(
    "typed",
    [
        "020 5555 1234", "02055551234", "20 5555 1234", "+856 20 5555 1234", "8562055551234", "00856 20 55551234",
        "໐໒໐ ໕໕໕໕ ໑໒໓໔", "020-5555-1234", "(020) 55.55.12.34", " \u200b020\u00a055551234\n", "+856 020 5555 1234",
    ],
)  # fmt: skip
def test_every_way_of_typing_a_number_is_one_number(typed: str) -> None:
    assert parse_phone(typed) == "+8562055551234"


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", PhoneProblem.EMPTY),
        (" \u200b ", PhoneProblem.EMPTY),
        ("ສົມຊາຍ", PhoneProblem.NOT_A_NUMBER),
        ("020-CALLNOW1", PhoneProblem.NOT_A_NUMBER),
        ("020 5555 123", PhoneProblem.TOO_SHORT),
        ("020 555", PhoneProblem.TOO_SHORT),
        ("020", PhoneProblem.TOO_SHORT),
        ("+856 30 555 123", PhoneProblem.TOO_SHORT),
        ("020 5555 12345", PhoneProblem.TOO_LONG),
        ("030 5555 1234", PhoneProblem.TOO_LONG),
        ("020 1111 1111", PhoneProblem.NOT_A_NUMBER),
        ("5555 1234", PhoneProblem.NO_BEGINNING),
        ("020 5555 1234 ext 5", PhoneProblem.NOT_A_NUMBER),
        ("+", PhoneProblem.NOT_A_NUMBER),
        ("+999 1", PhoneProblem.NOT_A_NUMBER),
        ("020 5555 1234 / 020 2222 3333", PhoneProblem.NOT_A_NUMBER),
        ("+66 81 234 5678", PhoneProblem.NOT_LAO),
        ("021 212 121", PhoneProblem.NOT_MOBILE),
    ],
)
def test_what_cannot_get_an_sms_is_told_why(typed: str, problem: PhoneProblem) -> None:
    assert parse_phone(typed) is problem


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("020 555", MobileDigits("020", 3, 8)),
        ("໐໒໐ ໕໕໕", MobileDigits("020", 3, 8)),
        ("20 555", MobileDigits("020", 3, 8)),
        ("+856 20 5555 12345", MobileDigits("020", 9, 8)),
        ("030 555", MobileDigits("030", 3, 7)),
        ("555", None),
        ("021 212 121", None),
        ("+66 81 234", None),
        ("ສົມຊາຍ", None),
        ("", None),
    ],
)
def test_the_digits_of_a_mobile_number_are_counted(typed: str, digits: MobileDigits | None) -> None:
    assert mobile_digits(typed) == digits


@given(st.text())
def test_anything_typed_gives_a_number_or_a_problem(typed: str) -> None:
    parsed = parse_phone(typed)
    assert isinstance(parsed, PhoneProblem) or parsed.startswith("+856")


mobiles = st.one_of(
    st.tuples(st.sampled_from(["202", "203", "205", "207", "209"]), st.integers(0, 9_999_999)),
    st.tuples(st.just("30"), st.integers(0, 9_999_999)),
).map(lambda parts: f"+856{parts[0]}{parts[1]:07}")


@given(mobiles)
def test_a_number_survives_being_written_and_read_again(number: str) -> None:
    assert parse_phone(number) == number
    assert parse_phone(format_phone(number)) == number


@given(mobiles, st.integers(1, 6))
def test_a_number_with_too_few_or_too_many_digits_is_told_so(number: str, off: int) -> None:
    for typed, problem in (
        (number[:-off], PhoneProblem.TOO_SHORT),
        (number + "1" * min(off, 3), PhoneProblem.TOO_LONG),
    ):
        digits = mobile_digits(typed)
        assert parse_phone(typed) is problem
        assert digits is not None
        assert len(f"+856{digits.beginning[1:]}") + digits.wanted == len(number)


@given(mobiles)
def test_a_masked_number_shows_only_its_end(number: str) -> None:
    masked = mask_phone(number)
    assert masked.endswith(number[-4:])
    assert sum(c.isdigit() for c in masked) == 3 + 4


def test_numbers_are_grouped_as_in_laos() -> None:
    assert format_phone("+8562055551234") == "020 5555 1234"
    assert format_phone("+856305551234") == "030 555 1234"
    assert mask_phone("+8562055551234") == "020 •••• 1234"


@pytest.mark.parametrize("wrong", ["", "020 5555 1234", "+6681234567", "+856", "+856x055551234"])
def test_only_stored_numbers_are_written(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"E\.164"):
        format_phone(wrong)
