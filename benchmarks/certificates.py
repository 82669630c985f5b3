"""How fast certificates are made, and what the time goes into."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.figures import Bar, Figure
from benchmarks.timing import MS, progress
from portal.cases.environment import Environment
from portal.cases.issue import record_certificate
from portal.certificates.make import make_due
from portal.demo.names import FAMILIES, MEN
from portal.papers.layout import lay_out
from portal.papers.paper import Paper
from portal.papers.qr import QrCode
from portal.papers.record import CertificateRecord
from portal.papers.render import render
from portal.store.tables import CertificateRow
from tests.world import World

COUNT: Final = 40
A_SECOND: Final = Bar(20.0, "at least")
SERVICE: Final = "residence-certificate"


def measure(count: int = COUNT) -> list[Figure]:
    """Make `count` ordered certificates as the worker does: number, words, paper, file, the case's event."""
    with tempfile.TemporaryDirectory(prefix="certificates-") as folder:
        world = World(Path(folder))
        try:
            _order(world, count)
            cpu, wall = _spent(partial(_make, world.environment))
            papers = _papers(world)
        finally:
            world.close()
    assert len(papers) == count, f"{len(papers)} of {count} certificates were made"
    return _figures(count, cpu, wall, *_drawing(papers))


def _figures(count: int, cpu: float, wall: float, rendering: float, laying_out: float, code: float) -> list[Figure]:
    """The QR code is made while the page is laid out, for its size; its share is told apart."""
    shares = {
        "layout and shaping": laying_out - code,
        "QR code": code,
        "drawing, embedding fonts": rendering - laying_out,
        "database, words, file": cpu - rendering,
    }
    return [
        Figure("certificates a second and core", count / cpu, "/s", A_SECOND, "CPU time; not signed yet"),
        Figure("certificates a second, wall", count / wall, "/s", note="one worker"),
        *(Figure(f"  {name}", spent / count * MS, "ms", note=f"{spent / cpu:.0%}") for name, spent in shares.items()),
    ]


def _order(world: World, count: int) -> None:
    names = [f"{given} {family}" for family, _ in FAMILIES for given, _ in MEN]
    with progress("deciding cases", count + 1) as advance:
        # The first warms the faces up: a worker draws many.
        for number in range(count + 1):
            world.played(SERVICE, "granted", full_name=names[number % len(names)])
            if number == 0:
                world.work()
            advance(1)


def _make(environment: Environment) -> None:
    def tell_case(session: Session, row: CertificateRow) -> None:
        record_certificate(session, environment, row)

    make_due(environment.database, environment.files, environment.settings, environment.clock, tell_case)


def _papers(world: World) -> list[Paper]:
    with world.environment.database.reading() as session:
        made = select(CertificateRow.paper).where(CertificateRow.made_at.is_not(None)).order_by(CertificateRow.id)
        return [CertificateRecord.from_json(paper).paper for paper in session.scalars(made)][1:]


def _spent(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of this process's CPU, and of the clock on the wall."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def _drawing(papers: Iterable[Paper]) -> tuple[float, float, float]:
    """CPU seconds of drawing the papers once more, of laying them out only, and of their QR codes only: in turns."""
    steps = (render, lay_out, lambda paper: QrCode(paper.verify_url).modules)
    spent = [[_spent(partial(step, paper))[0] for step in steps] for paper in papers]
    rendering, laying_out, code = (sum(of_step) for of_step in zip(*spent, strict=True))
    return rendering, laying_out, code
