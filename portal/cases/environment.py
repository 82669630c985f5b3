"""What every use case works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from portal.cases.services import ServiceShelf
from portal.lao.dates import local_date
from portal.settings import Settings
from portal.store.database import Database
from portal.store.file_store import FileStore


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def _nobody_to_wake() -> None:
    return None


@dataclass(frozen=True)
class Environment:
    """The parts a use case needs. `wake` tells the worker that an outbox has something; losing a call loses nothing."""

    settings: Settings
    database: Database
    files: FileStore
    services: ServiceShelf
    clock: Callable[[], datetime] = system_clock
    wake: Callable[[], None] = field(default=_nobody_to_wake)

    def today(self) -> date:
        """The day it is in Vientiane."""
        return local_date(self.clock())
