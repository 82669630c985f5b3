"""What an author waits for after a change, and an operator after a start."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from benchmarks.figures import Bar, Figure
from benchmarks.timing import MS, progress
from portal import create_app
from portal.settings import ROOT
from tests.world import World

TIMES: Final = 3
SERVICE_LINES: Final = Bar(150)
"""Form, three tiers of offices, SMS and certificate in as many lines of YAML."""

_START: Final = "from portal import create_app; create_app()"


def measure() -> list[Figure]:
    """Lines of each service file, the time of `portal check`, and how soon the web application can answer."""
    services = sorted((ROOT / "services").glob("*/service.yaml"))
    with tempfile.TemporaryDirectory(prefix="check-") as folder, progress("check and start", 2 * TIMES) as advance:
        World(Path(folder)).close()
        checking, starting = [], []
        for _ in range(TIMES):
            checking.append(_run("-m", "portal.cli", "check", str(ROOT / "services")))
            advance(1)
            starting.append(_run("-c", _START, PORTAL_SECRET_KEY="k" * 40, PORTAL_DATA_DIR=folder))
            advance(1)
    return [
        *(_lines(service) for service in services),
        Figure("portal check, all services", min(checking), "s", note=f"{len(services)} services; whole process"),
        Figure("start of a web process", min(starting), "s", note="Python's start, imports, create_app"),
        Figure("create_app alone", _create_app() * MS, "ms", note="everything imported"),
    ]


def _lines(service: Path) -> Figure:
    lines = sum(1 for _ in service.open(encoding="utf-8"))
    return Figure(f"{service.parent.name}, lines of YAML", lines, "", SERVICE_LINES)


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
        world = World(Path(folder))
        create_app(settings=world.environment.settings)
        began = time.perf_counter()
        create_app(settings=world.environment.settings)
        took = time.perf_counter() - began
        world.close()
    return took
