"""What failed waits longer each time, within bounds."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.certificates import make
from portal.messaging import outbox
from portal.store.backoff import FARTHEST, FIRST_WAIT, JITTER, LONGEST_WAIT, wait_before


@given(tries=st.integers(1, 10_000), chance=st.floats(0, 1, exclude_max=True))
def test_waits_stay_within_their_bounds(tries: int, chance: float) -> None:
    assert FIRST_WAIT * (1 - JITTER) <= wait_before(tries, chance) <= LONGEST_WAIT * (1 + JITTER)


def test_waits_double_until_the_longest() -> None:
    assert [wait_before(tries, 0.5) for tries in (1, 2, 3)] == [timedelta(seconds=5 * n) for n in (1, 2, 4)]
    assert wait_before(50, 0.5) == LONGEST_WAIT


def test_what_failed_together_comes_back_apart() -> None:
    assert len({wait_before(3) for _ in range(50)}) > 40


def test_no_wait_and_no_lease_is_taken_for_a_clock_set_back() -> None:
    assert max(wait_before(50, 0.999), outbox.LEASE, make.LEASE) < FARTHEST
