"""How many applications can be handed in at the same time."""

from __future__ import annotations

import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.figures import Bar, Figure
from benchmarks.timing import p50, p95, progress
from portal import create_environment
from portal.cases import apply
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.store.columns import new_id
from tests.world import World

COUNT: Final = 200
THREADS: Final = 2
A_SECOND: Final = Bar(25.0, "at least")
"""The bar is for PostgreSQL and ten minutes; here a burst on SQLite is held to the same figures."""
SUBMIT_P95: Final = Bar(150.0)
SERVICE: Final = "residence-certificate"


def measure(count: int = COUNT, threads: int = THREADS) -> list[Figure]:
    """Hand `count` filled-in applications in, from `threads` threads as fast as they go, each ringing the worker."""
    with tempfile.TemporaryDirectory(prefix="submit-") as folder:
        world = World(Path(folder))
        try:
            drafts = _drafts(world, count)
            wake = create_environment(world.environment.settings).wake  # a world's own rings nobody
            took, times = _hand_in(replace(world.environment, wake=wake), drafts, threads)
        finally:
            world.close()
    return [
        Figure("applications handed in a second", count / took, "/s", A_SECOND, f"SQLite, {threads} threads"),
        Figure("handing in, p95", p95(times), "ms", SUBMIT_P95),
        Figure("handing in, median", p50(times), "ms"),
    ]


def _drafts(world: World, count: int) -> list[tuple[str, str]]:
    drafts = []
    with progress("filling in applications", count) as advance:
        for number in range(count):
            person = world.applicant(f"+85620{50_000_000 + number}")
            drafts.append((person, world.draft(SERVICE, person)))
            advance(1)
    return drafts


def _hand_in(environment: Environment, drafts: list[tuple[str, str]], threads: int) -> tuple[float, list[float]]:
    together = threading.Barrier(threads)

    def hand_in(share: list[tuple[str, str]]) -> list[float]:
        together.wait()
        return [_submit(environment, person, case_id) for person, case_id in share]

    with ThreadPoolExecutor(threads) as pool:
        began = time.perf_counter()
        shares = list(pool.map(hand_in, [drafts[place::threads] for place in range(threads)]))
        took = time.perf_counter() - began
    return took, [each for share in shares for each in share]


def _submit(environment: Environment, person: str, case_id: str) -> float:
    began = time.perf_counter()
    done = apply.submit(environment, person, case_id, new_id())
    assert isinstance(done, Done), done
    return time.perf_counter() - began
