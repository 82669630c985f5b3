"""Kip are written with a full stop between thousands in Lao, a comma in English; both are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.money import LARGEST_AMOUNT, MoneyProblem, format_kip, parse_kip


def test_amounts_are_written_as_in_lao_offices() -> None:
    assert format_kip(20000, "lo") == "20.000 ກີບ"
    assert format_kip(20000, "en") == "20,000 kip"
    assert format_kip(0, "lo") == "0 ກີບ"
    assert format_kip(1234567, "lo") == "1.234.567 ກີບ"


@given(st.integers(0, LARGEST_AMOUNT))
def test_what_is_written_can_be_typed(amount: int) -> None:
    assert parse_kip(format_kip(amount, "lo")) == amount
    assert parse_kip(format_kip(amount, "en")) == amount
    assert parse_kip(str(amount)) == amount


@pytest.mark.parametrize("typed", ["20000", "20.000", "20,000 kip", "20 000 ກີບ", "໒໐.໐໐໐ກີບ", "₭20,000", "LAK 20000"])
def test_every_way_of_typing_an_amount_is_one_amount(typed: str) -> None:
    assert parse_kip(typed) == 20000


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", MoneyProblem.EMPTY),
        ("ກີບ", MoneyProblem.EMPTY),
        ("20.00", MoneyProblem.NOT_AN_AMOUNT),
        ("2.0000", MoneyProblem.NOT_AN_AMOUNT),
        ("20.000,50", MoneyProblem.NOT_AN_AMOUNT),
        ("1.000,000", MoneyProblem.NOT_AN_AMOUNT),
        ("-5", MoneyProblem.NOT_AN_AMOUNT),
        ("2ກີບ0", MoneyProblem.NOT_AN_AMOUNT),
        ("ຊາວພັນ", MoneyProblem.NOT_AN_AMOUNT),
        ("9" * 5000, MoneyProblem.TOO_LARGE),
        (str(LARGEST_AMOUNT + 1), MoneyProblem.TOO_LARGE),
    ],
)
def test_what_is_no_amount_is_told_why(typed: str, problem: MoneyProblem) -> None:
    assert parse_kip(typed) is problem


@given(st.text())
def test_anything_typed_gives_an_amount_or_a_problem(typed: str) -> None:
    parsed = parse_kip(typed)
    assert isinstance(parsed, MoneyProblem) or 0 <= parsed <= LARGEST_AMOUNT
