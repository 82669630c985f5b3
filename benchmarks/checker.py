"""What an author waits for after a change, and an operator after a start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.big_service import FIELDS, STEPS, big_service
from benchmarks.figures import Bar, Figure
from benchmarks.timing import MS, progress
from portal import create_app
from portal.definition.check import check
from portal.definition.load import load_text
from portal.settings import ROOT
from tests.world import World

TIMES: Final = 3
SERVICE_LINES: Final = Bar(150)
"""Form, three tiers of offices, SMS and certificate in as many lines of YAML."""
BIG_SERVICE: Final = Bar(2.0)
"""Seconds in which a service of 200 questions and 60 steps is loaded and checked."""

_START: Final = "from portal import create_app; create_app()"


def measure() -> list[Figure]:
    """Lines of each service file, the time of `portal check`, and how soon the web application can answer."""
    services = sorted((ROOT / "services").glob("*/service.yaml"))
    with tempfile.TemporaryDirectory(prefix="check-") as folder, progress("check and start", 2 * TIMES) as advance:
        World(Path(folder), services=ROOT / "services").close()
        checking, starting = [], []
        for _ in range(TIMES):
            checking.append(_run("-m", "portal.cli", "check", str(ROOT / "services")))
            advance(1)
            starting.append(_run("-c", _START, PORTAL_SECRET_KEY="k" * 40, PORTAL_DATA_DIR=folder))
            advance(1)
    return [
        *(_lines(service) for service in services),
        Figure(f"check of {FIELDS} questions, {STEPS} steps", _big(), "s", BIG_SERVICE, "CPU time, with loading"),
        Figure("portal check, all services", min(checking), "s", note=f"{len(services)} services; whole process"),
        Figure("start of a web process", min(starting), "s", note="Python's start, imports, create_app"),
        Figure("create_app alone", _create_app() * MS, "ms", note="everything imported"),
    ]


def _lines(service: Path) -> Figure:
    lines = sum(1 for _ in service.open(encoding="utf-8"))
    return Figure(f"{service.parent.name}, lines of YAML", lines, "", SERVICE_LINES)


def _big() -> float:
    """Seconds of CPU time that the big service takes, the best of a few."""
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        found = check(load_text(big_service(), "big.yaml"))
        took.append(time.process_time() - began)
        assert not found, found[0]
    return min(took)


def _run(*arguments: str, **variables: str) -> float:
    """Seconds until a Python process of its own has ended well."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-2000:] or done.stdout[-2000:]
    return time.perf_counter() - began


def _create_app() -> float:
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        world = World(Path(folder), services=ROOT / "services")
        create_app(settings=world.environment.settings)
        began = time.perf_counter()
        create_app(settings=world.environment.settings)
        took = time.perf_counter() - began
        world.close()
    return took
