"""The officer's queue, whatever else waits in the country."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Final

from flask.testing import FlaskClient

from benchmarks.case_pattern import Place
from benchmarks.figures import Bar, Figure
from benchmarks.many_cases import fill, places_for
from benchmarks.timing import alternately, p50, p95, progress
from portal import create_app
from portal.store.queue import PAGE
from tests.visits import client_of
from tests.world import World

CASES: Final = 100_000
FEW: Final = 1_000
ROUNDS: Final = 200
OFFICES: Final = 8
"""Offices of each kind that are visited in turn."""
GROWTH: Final = Bar(1.3)
QUEUE_P95: Final = Bar(40.0)
"""ms; the bar is for PostgreSQL, and shown here for SQLite."""

_ROLES: Final = {"village": "clerk", "district": "signer"}
_ROW: Final = b'<th scope="row"'


def measure(cases: int = CASES, rounds: int = ROUNDS) -> list[Figure]:
    """The first page of the queue of village and district offices, among `cases` cases and among 1,000."""
    with _desk(FEW) as few, _desk(cases) as many:
        calls = {(level, desk.cases): desk.visits(level) for level in _ROLES for desk in (few, many)}
        named = {f"{level} {cases_there}": call for (level, cases_there), call in calls.items()}
        times = alternately(named, rounds, "queue pages")
        loaded = Figure("cases loaded a second", cases / many.seconds, "/s", note=f"{many.seconds:.0f} s")
    return [figure for level in _ROLES for figure in _figures(level, cases, times)] + [loaded]


def _figures(level: str, cases: int, times: dict[str, list[float]]) -> Iterator[Figure]:
    few, many = times[f"{level} {FEW}"], times[f"{level} {cases}"]
    yield Figure(f"{level} queue, {cases:,} against {FEW:,}", p50(many) / p50(few), "x", GROWTH, "medians")
    yield Figure(f"{level} queue at {cases:,}, p95", p95(many), "ms", QUEUE_P95, f"median {p50(many):.1f} ms")
    yield Figure(f"{level} queue at {FEW:,}, p95", p95(few), "ms", note=f"median {p50(few):.1f} ms")


@dataclass(frozen=True)
class _Desk:
    """A portal with many cases, and officers signed in at some of its offices."""

    cases: int
    seconds: float
    """How long loading the cases took."""
    clients: dict[str, list[FlaskClient]]

    def visits(self, level: str) -> Callable[[], None]:
        """Opening the queue of one officer after another."""
        officers = cycle(self.clients[level])

        def visit() -> None:
            response = next(officers).get("/desk")
            rows = response.data.count(_ROW)
            assert rows == PAGE, f"a queue of {self.cases} cases shows {rows} rows, not a full page"

        return visit


@contextmanager
def _desk(cases: int) -> Iterator[_Desk]:
    with tempfile.TemporaryDirectory(prefix="queue-") as folder:
        world = World(Path(folder))
        try:
            with world.environment.database.reading() as session:
                places = places_for(session, cases)
            began = time.perf_counter()
            with progress(f"loading {cases:,} cases", cases) as advance:
                fill(world, cases, places, advance)
            seconds = time.perf_counter() - began
            app = create_app(environment=world.environment)
            officers = {
                level: [world.officer(role, area) for area in _offices(places, level)] for level, role in _ROLES.items()
            }
            yield _Desk(
                cases,
                seconds,
                {level: [client_of(app, "officer", one) for one in of_level] for level, of_level in officers.items()},
            )
        finally:
            world.close()


def _offices(places: Sequence[Place], level: str) -> list[str]:
    """Some areas of a level, evenly out of those that have cases."""
    areas = list(dict.fromkeys(getattr(place, level) for place in places))
    return areas[:: max(len(areas) // OFFICES, 1)][:OFFICES]
