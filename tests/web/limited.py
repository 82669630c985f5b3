"""A portal that holds whoever asks too often to its limits; in other tests they are off."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from portal import create_app
from portal.web import limits
from tests.world import World


@contextmanager
def limited(world: World) -> Iterator[Flask]:
    """The application over a world, with its limits."""
    settings = world.environment.settings.model_copy(update={"rate_limits": True})
    app = create_app(environment=dataclasses.replace(world.environment, settings=settings))
    with app.app_context():
        limits.limiter.reset()
    yield app
    limits.limiter.enabled = False  # it is one for all the applications of a process
