"""A demo made for tests: a few cases of some services, in a folder of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from portal import create_environment
from portal.cases.environment import Environment, system_clock
from portal.demo.home import DemoHome
from portal.demo.load import Made, bring_areas, make_data
from portal.people.passwords import HashedPassword, hash_password


@dataclass(frozen=True)
class DemoMade:
    """A demo whose data are complete."""

    home: DemoHome
    environment: Environment
    made: Made


def password_of(home: DemoHome) -> HashedPassword:
    hashed = hash_password(home.officers_password(), "demo")
    assert isinstance(hashed, HashedPassword)
    return hashed


def make_demo(
    folder: Path, cases: int, services: Path | None = None, clock: Callable[[], datetime] = system_clock
) -> DemoMade:
    """Make a demo in `folder` with about `cases` cases of the portal's services, or of those in `services`."""
    home = DemoHome(folder)
    home.prepare()
    settings = home.settings(8000)
    if services is not None:
        settings = settings.model_copy(update={"services_dir": services})
    environment = replace(create_environment(settings), clock=clock)
    bring_areas(environment)
    made = make_data(environment, password_of(home), cases=cases)
    home.mark_complete()
    return DemoMade(home, environment, made)
