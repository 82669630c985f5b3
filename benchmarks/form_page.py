"""What a page of questions costs the server, beside the least that Flask itself costs."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.figures import Bar, Figure
from benchmarks.timing import alternately, p50, p95
from portal import create_app
from portal.cases import apply
from portal.cases.command import Done
from portal.store.columns import new_id
from tests.visits import client_of
from tests.world import World

ROUNDS: Final = 200
AGAINST_BARE: Final = Bar(3.0)
SERVICE: Final = "residence-certificate"
PAGE: Final = "you"
"""A page with a name, a choice, a date and a phone number."""


def measure(rounds: int = ROUNDS) -> list[Figure]:
    """Server time of a form page, signed in and on SQLite, against a bare Flask page of the same bytes."""
    with tempfile.TemporaryDirectory(prefix="form-") as folder:
        world = World(Path(folder))
        try:
            form, bare = _pages(world)
            times = alternately({"form": form, "bare": bare}, rounds, "form page and bare page", time.process_time)
        finally:
            world.close()
    ours, least = p50(times["form"]), p50(times["bare"])
    return [
        Figure("form page against a bare page", ours / least, "x", AGAINST_BARE, "medians of CPU time"),
        Figure("form page, median", ours, "ms", note=f"p95 {p95(times['form']):.1f} ms"),
        Figure("bare page, median", least, "ms", note=f"p95 {p95(times['bare']):.1f} ms"),
    ]


def _pages(world: World) -> tuple[Callable[[], object], Callable[[], object]]:
    person = world.applicant()
    started = apply.start(world.environment, person, SERVICE, new_id())
    assert isinstance(started, Done), started
    client = client_of(create_app(environment=world.environment), "applicant", person)
    path = f"/applications/{started.case_id}/pages/{PAGE}"
    return partial(_get, client, path), partial(_get, _bare(client.get(path).data), "/")


def _bare(body: bytes) -> FlaskClient:
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: body)
    return app.test_client()


def _get(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200, f"{path} answers {response.status_code}"
    response.close()
