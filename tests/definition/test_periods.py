"""Lengths of time as service files write them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from portal.definition.periods import Period, Span, WorkingDays

PERIOD: TypeAdapter[Span] = TypeAdapter(Period)
WORKING_DAYS: TypeAdapter[int] = TypeAdapter(WorkingDays)


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("1 day", date(2026, 2, 28), date(2026, 3, 1)),
        ("1 month", date(2026, 1, 31), date(2026, 2, 28)),
        ("1 month", date(2024, 1, 31), date(2024, 2, 29)),
        ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
        ("1 year", date(2024, 2, 29), date(2025, 2, 28)),
        ("12 months", date(2026, 12, 15), date(2027, 12, 15)),
    ],
)
def test_period_ends(written: str, start: date, end: date) -> None:
    assert PERIOD.validate_python(written).after(start) == end


@pytest.mark.parametrize("written", ["", "1", "0 days", "1 week", "-1 day", "1.5 years", "100 years", "99999 days"])
def test_other_writings_are_refused(written: str) -> None:
    with pytest.raises(ValidationError):
        PERIOD.validate_python(written)
    with pytest.raises(ValidationError):
        WORKING_DAYS.validate_python(written)


@given(st.integers(1, 999))
def test_working_days_read_back(days: int) -> None:
    written = WORKING_DAYS.dump_python(days)
    assert WORKING_DAYS.validate_python(written) == days


@given(st.sampled_from(["day", "month", "year"]), st.integers(1, 99), st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_period_reads_back_and_goes_forward(unit: str, count: int, start: date) -> None:
    span = PERIOD.validate_python(f"{count} {unit}s")
    assert PERIOD.validate_python(str(span)) == span
    assert start < span.after(start) <= start + timedelta(days=count * 366)
