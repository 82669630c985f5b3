"""Dates are read and written as in Laos."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.dates import DateProblem, format_date, format_datetime, local_date, parse_day_month_year
from portal.lao.language import LANGUAGES

days = st.dates(date(1850, 1, 1), date(2200, 12, 31))


def test_dates_are_written_as_official_papers_write_them() -> None:
    assert format_date(date(1985, 3, 12), "lo") == "12 ມີນາ 1985"
    assert format_date(date(1985, 3, 12), "en") == "12 March 1985"


def test_times_are_those_of_vientiane() -> None:
    moment = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert format_datetime(moment, "lo") == "1 ມັງກອນ 2027 ເວລາ 00:30 ໂມງ"
    assert format_datetime(moment, "en") == "1 January 2027 at 00:30"
    assert local_date(moment) == date(2027, 1, 1)
    assert local_date(datetime(2026, 12, 31, 16, 59, tzinfo=UTC)) == date(2026, 12, 31)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 1, 1))  # noqa: DTZ001


@given(days, st.sampled_from(LANGUAGES))
def test_what_is_written_can_be_typed(day: date, language: str) -> None:
    written = format_date(day, "lo" if language == "lo" else "en").split(" ")
    assert parse_day_month_year(*written) == day


@given(days)
def test_lao_digits_are_read(day: date) -> None:
    to_lao = {ord("0") + value: 0x0ED0 + value for value in range(10)}
    assert parse_day_month_year(*(str(n).translate(to_lao) for n in (day.day, day.month, day.year))) == day


@pytest.mark.parametrize("month", ["3", "03", "໓", "ມີນາ", "ເດືອນ ມີນາ", "ເດືອນມີນາ", "March", "MAR", " mar. "])
def test_months_are_read_by_number_and_name(month: str) -> None:
    assert parse_day_month_year("12", month, "1985") == date(1985, 3, 12)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        (("", " ", ""), DateProblem.EMPTY),
        (("", "3", "1985"), DateProblem.DAY_MISSING),
        (("12", "", "1985"), DateProblem.MONTH_MISSING),
        (("12", "3", ""), DateProblem.YEAR_MISSING),
        (("12", "ມິນາ", "1985"), DateProblem.NOT_UNDERSTOOD),
        (("-1", "3", "1985"), DateProblem.NOT_UNDERSTOOD),
        (("²", "3", "1985"), DateProblem.NOT_UNDERSTOOD),
        (("12", "3", "85"), DateProblem.YEAR_NOT_FOUR_DIGITS),
        (("12", "3", "2528"), DateProblem.YEAR_OUT_OF_RANGE),
        (("31", "2", "1985"), DateProblem.NOT_IN_CALENDAR),
        (("29", "2", "2023"), DateProblem.NOT_IN_CALENDAR),
        (("12", "13", "1985"), DateProblem.NOT_IN_CALENDAR),
        (("0", "3", "1985"), DateProblem.NOT_IN_CALENDAR),
    ],
)
def test_what_is_no_date_is_told_why(typed: tuple[str, str, str], problem: DateProblem) -> None:
    assert parse_day_month_year(*typed) is problem


@given(st.text(), st.text(), st.text())
def test_anything_typed_gives_a_date_or_a_problem(day: str, month: str, year: str) -> None:
    assert isinstance(parse_day_month_year(day, month, year), (date, DateProblem))
