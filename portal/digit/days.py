"""From milliseconds to working days."""

from __future__ import annotations

import math
from typing import Final

MILLISECONDS: Final = 24 * 60 * 60 * 1000
"""Of a day. DIGIT takes the time by the clock, nights and days off included (EnrichmentService.java)."""
MOST_DAYS: Final = 999
"""Working days that a service file can name."""
DAYS_WITHOUT_SLA: Final = 10
"""Working days that are promised where the source says nothing: a guess, and reported as one."""
SHORTEST: Final = 60 * 1000
"""Milliseconds below which a time is taken for one in another unit: nobody decides anything within a minute."""


def working_days(milliseconds: float) -> int:
    """Working days of a time by the clock: five of seven days, each that has begun counted, at least 1, at most 999."""
    days = milliseconds / MILLISECONDS * 5 / 7
    return max(1, min(MOST_DAYS, math.ceil(days - 1e-9)))


def in_days(milliseconds: float) -> str:
    """The time as a person says it: 2.5 days."""
    days = milliseconds / MILLISECONDS
    return f"{days:.2f}".rstrip("0").rstrip(".") if abs(days) < 1e6 else f"{days:.1e}"
