"""When work in a table is due, and how long what failed waits: exponential backoff with jitter."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, or_
from sqlalchemy.orm import InstrumentedAttribute

FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=15)
JITTER: Final = 0.2
"""A wait is longer or shorter by up to this share, so that what failed together does not come back together."""

FARTHEST: Final = timedelta(minutes=20)
"""No wait and no lease reaches so far: what is due only after it was written before the clock was set back."""


def is_due(next_try_at: InstrumentedAttribute[datetime], now: datetime) -> ColumnElement[bool]:
    """The condition that a row's next try is due at `now`, also when the clock was set back since."""
    return or_(next_try_at <= now, next_try_at > now + FARTHEST)


def wait_before(tries: int, chance: float | None = None) -> timedelta:
    """Return how long to wait after the `tries`-th try in vain; `chance` in [0, 1) places it within the jitter."""
    doublings = min(tries - 1, 16)
    share = 1 + JITTER * (2 * (random.random() if chance is None else chance) - 1)  # noqa: S311 - spreads load
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * share
