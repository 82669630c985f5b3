"""The bell between the web and the worker, rung after a commit: the worker looks at once, not a little later."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import structlog

from portal.faults import described
from portal.settings import Settings
from portal.work_queue import WorkQueue

MESSAGES: Final = "messages"
CERTIFICATES: Final = "certificates"

log = structlog.get_logger(__name__)


def bell(settings: Settings) -> Callable[[], None]:
    """Return what calls the worker. Ringing never raises, for the worker finds the work anyway."""
    data_dir = settings.data_dir

    def ring() -> None:
        try:
            queue_in(data_dir).call(CERTIFICATES, MESSAGES)
        except Exception as fault:
            log.warning("bell_not_rung", **described(fault))

    return ring


@cache
def queue_in(data_dir: Path) -> WorkQueue:
    """The queue of the portal whose data lie in this folder."""
    return WorkQueue(data_dir / "jobs.db")
