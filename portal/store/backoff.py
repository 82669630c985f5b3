"""How long what failed waits before it is tried again: exponential backoff with jitter."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Final

FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=15)
JITTER: Final = 0.2
"""A wait is longer or shorter by up to this share, so that what failed together does not come back together."""


def wait_before(tries: int, chance: float | None = None) -> timedelta:
    """Return how long to wait after the `tries`-th try in vain; `chance` in [0, 1) places it within the jitter."""
    doublings = min(tries - 1, 16)
    share = 1 + JITTER * (2 * (random.random() if chance is None else chance) - 1)  # noqa: S311 - spreads load
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * share
