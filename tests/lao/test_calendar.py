"""Offices are closed on Saturdays, Sundays and the holidays of Decree 386/GOV, with days in lieu."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.calendar import LAO_HOLIDAYS, Holidays, add_working_days, is_working_day, working_days_between

days = st.dates(date(2018, 1, 1), date(2060, 12, 31))
counts = st.integers(1, 120)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 24), True),
        (date(2026, 11, 28), False),  # Saturday
        (date(2026, 11, 29), False),  # Sunday
        (date(2026, 12, 2), False),  # National Day, Wednesday
        (date(2026, 3, 8), False),  # Women's Day, Sunday
        (date(2026, 3, 9), False),  # in lieu
        (date(2026, 3, 10), True),
        (date(2026, 4, 13), True),
        (date(2026, 4, 14), False),
        (date(2026, 4, 16), False),
        (date(2026, 4, 17), True),
        # Lao New Year of 2024 began on a Sunday: the government named 17 April in its place.
        (date(2024, 4, 17), False),
        (date(2024, 4, 18), True),
        # In 2028 it is Friday to Sunday: Monday and Tuesday in lieu.
        (date(2028, 4, 17), False),
        (date(2028, 4, 18), False),
        (date(2028, 4, 19), True),
    ],
)
def test_known_days(day: date, working: bool) -> None:
    assert is_working_day(day) is working


def test_an_announced_day_off_counts() -> None:
    bridge = Holidays(announced=frozenset({date(2026, 4, 17)}))
    assert not is_working_day(date(2026, 4, 17), bridge)
    assert add_working_days(date(2026, 4, 13), 1, bridge) == date(2026, 4, 20)
    assert add_working_days(date(2026, 4, 13), 1) == date(2026, 4, 17)


@pytest.mark.parametrize("start", [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)])
def test_one_working_day_after_the_weekend_begins_is_monday(start: date) -> None:
    assert add_working_days(start, 1) == date(2026, 11, 30)


@given(days, counts)
def test_counting_undoes_adding(start: date, count: int) -> None:
    assert working_days_between(start, add_working_days(start, count)) == count
    assert working_days_between(start, add_working_days(start, -count)) == -count


@given(days, counts)
def test_going_back_undoes_going_on_from_a_working_day(start: date, count: int) -> None:
    monday = add_working_days(start, 1)
    assert add_working_days(add_working_days(monday, count), -count) == monday


@given(days, counts)
def test_a_deadline_is_a_working_day_and_never_early(start: date, count: int) -> None:
    end = add_working_days(start, count)
    assert is_working_day(end)
    assert end >= start + timedelta(days=count)


@given(days)
def test_nothing_lies_between_a_day_and_itself(day: date) -> None:
    assert add_working_days(day, 0) == day
    assert working_days_between(day, day) == 0


@given(st.integers(2018, 2100))
def test_a_year_gives_seven_days_off_on_weekdays(year: int) -> None:
    assert sum(day.weekday() < 5 for day in LAO_HOLIDAYS.in_year(year)) == 7


def test_holidays_have_names_in_both_languages() -> None:
    names = {(day.month, day.day): (day.name("lo"), day.name("en")) for day in LAO_HOLIDAYS.national}
    assert names[(12, 2)] == ("ວັນຊາດ", "National Day")
    assert len(names) == 7
