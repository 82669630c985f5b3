"""What tests of pages begin with: the application over the world of the module, unless a module has its own."""

from __future__ import annotations

import pytest
from flask import Flask

from portal import create_app
from tests.world import World


@pytest.fixture(scope="module")
def app(world: World) -> Flask:
    return create_app(environment=world.environment)
