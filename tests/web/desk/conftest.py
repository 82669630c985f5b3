"""What every test of the desk begins with: a world of its own, and the clerk of a village before their queue."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from tests.web.desk_visits import Desk
from tests.world import World

VILLAGE = "010101"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


@pytest.fixture
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


@pytest.fixture
def desk(world: World, app: Flask) -> Desk:
    """The clerk of a village."""
    return Desk(app, world.officer("clerk", VILLAGE))
