"""Timing calls so that a busy machine disturbs them alike."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from statistics import median, quantiles

import click

MS = 1000.0
"""Milliseconds in a second: times are measured in seconds and shown in milliseconds."""


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show on stderr how far long work has come; the block calls what it is given with each step's size."""
    with click.progressbar(length=length, label=f"{label:<34}", file=sys.stderr) as bar:
        yield bar.update


def alternately(
    calls: Mapping[str, Callable[[], object]],
    rounds: int,
    label: str,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """Time each call `rounds` times, in turns: whatever else the machine does meanwhile meets them all.

    Calls of very unlike length are compared by `time.process_time`, since a busy machine interrupts only the long one.
    A tenth of the rounds is run first and forgotten. Seconds by the name of the call.
    """
    for _ in range(max(rounds // 10, 1)):
        for call in calls.values():
            call()
    times: dict[str, list[float]] = {name: [] for name in calls}
    with progress(label, rounds) as advance:
        for _ in range(rounds):
            for name, call in calls.items():
                began = clock()
                call()
                times[name].append(clock() - began)
            advance(1)
    return times


def p50(times: list[float]) -> float:
    """The median in milliseconds."""
    return median(times) * MS


def p95(times: list[float]) -> float:
    """What 95 of 100 stay below, in milliseconds."""
    return quantiles(times, n=100, method="inclusive")[94] * MS
