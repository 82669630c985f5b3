"""Deadlines skip weekends and holidays, and stand still while the applicant has the case."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lao.calendar import Holidays, is_working_day
from portal.workflow.case import Task
from portal.workflow.deadlines import Moment, due_date, is_late, put_off

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
counts = st.integers(1, 60)


@pytest.mark.parametrize(
    ("received", "working_days", "due"),
    [
        (date(2026, 11, 24), 1, date(2026, 11, 25)),  # Tuesday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 12, 1)),  # Saturday counts as received on Monday
        (date(2026, 11, 29), 1, date(2026, 12, 1)),  # and so does Sunday
        (date(2026, 12, 1), 1, date(2026, 12, 3)),  # over National Day
        # Lao New Year 2026 is Tuesday 14 to Thursday 16 April.
        (date(2026, 4, 13), 1, date(2026, 4, 17)),
        (date(2026, 4, 13), 3, date(2026, 4, 21)),
        (date(2026, 4, 14), 1, date(2026, 4, 20)),  # received on Friday the 17th
        (date(2026, 4, 10), 3, date(2026, 4, 20)),
    ],
)
def test_known_deadlines(received: date, working_days: int, due: date) -> None:
    assert due_date(received, working_days) == due


def test_announced_days_off_count_too() -> None:
    holidays = Holidays(announced=frozenset({date(2026, 4, 13), date(2026, 4, 17)}))
    assert due_date(date(2026, 4, 10), 1, holidays) == date(2026, 4, 20)


@given(days, counts)
def test_due_on_a_working_day_and_never_earlier_for_a_later_receipt(received: date, working_days: int) -> None:
    due = due_date(received, working_days)
    assert is_working_day(due)
    assert due > received
    assert due_date(date.fromordinal(received.toordinal() + 1), working_days) >= due


def test_the_day_is_the_one_in_vientiane() -> None:
    evening = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)  # half past midnight on the 25th in Vientiane
    assert Moment.of(evening).due(1) == date(2026, 11, 26)


def test_a_moment_without_time_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Moment.of(datetime(2026, 11, 24))  # noqa: DTZ001


@given(days, st.integers(0, 90))
def test_the_promise_is_put_off_by_working_days_only(since: date, waited: int) -> None:
    promised = due_date(since, 3)
    until = date.fromordinal(since.toordinal() + waited)
    later = put_off(promised, since, until)
    working = sum(is_working_day(date.fromordinal(since.toordinal() + day)) for day in range(1, waited + 1))
    between = sum(
        is_working_day(date.fromordinal(day)) for day in range(promised.toordinal() + 1, later.toordinal() + 1)
    )
    assert between == working


def test_a_task_is_late_the_day_after() -> None:
    opened = datetime(2026, 11, 24, tzinfo=UTC)
    task = Task("t", "village", "village", "010101", "clerk", date(2026, 11, 25), opened)
    assert not is_late(task, date(2026, 11, 25))
    assert is_late(task, date(2026, 11, 26))


def test_a_task_without_a_deadline_is_never_late() -> None:
    task = Task("t", "village", "village", "010101", "clerk", None, datetime(2026, 11, 24, tzinfo=UTC))
    assert not is_late(task, date(2036, 1, 1))
