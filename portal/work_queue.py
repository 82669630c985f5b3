"""The queue between the web and the worker. A job in it is only a bell: the outbox tables say what there is to do.

So a bell that is lost, rung twice or rung for nothing harms nobody; the worker looks again every few seconds anyway.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import structlog
from huey import SqliteHuey
from huey.consumer import Consumer, Scheduler

from portal.faults import described

SWEEP_SECONDS: Final = 5
"""How often the worker looks without having been called."""
POLL_SECONDS: Final = 0.2
"""How often it looks whether it has been called."""
THREADS: Final = 2

log = structlog.get_logger(__name__)


class WorkQueue:
    """Calls for work, by the name of the work, in a SQLite file that both processes open."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._huey = SqliteHuey("portal", filename=str(file), results=False, utc=True)
        self._work: dict[str, Callable[[], None]] = {}
        self._call = self._huey.task(name="call")(self._answer)
        self._huey.periodic_task(lambda _: True, name="sweep", expires=SWEEP_SECONDS)(self._sweep)

    def call(self, *names: str) -> None:
        """Have each named work done soon. A work that is called for already is not called again."""
        waiting = {argument for task in self._huey.pending(limit=50) for argument in task.args}
        for name in names:
            if name not in waiting:
                self._call(name)

    def serve(self, work: dict[str, Callable[[Callable[[], bool]], object]], shutdown_seconds: float) -> None:
        """Do what is called for, in this process, until SIGTERM or SIGINT; then let work end for `shutdown_seconds`.

        Each work is given a function that says whether to stop. It is never done twice at the same time here.
        """
        consumer = _Consumer(
            self._huey,
            workers=THREADS,
            initial_delay=POLL_SECONDS,
            backoff=1,
            max_delay=POLL_SECONDS,
            graceful_signal="TERM",
            shutdown_timeout=shutdown_seconds,
        )
        for name, do in work.items():
            self._work[name] = OneAtATime(name, do, consumer.stop_flag.is_set)
        self._sweep()
        consumer.run()

    def _answer(self, name: str) -> None:
        if name in self._work:
            self._work[name]()

    def _sweep(self) -> None:
        self.call(*self._work)


class OneAtATime:
    """A work that is never done twice at once: called for while it is being done, it is done once more afterwards."""

    def __init__(self, name: str, do: Callable[[Callable[[], bool]], object], stopping: Callable[[], bool]) -> None:
        self._name, self._do, self._stopping = name, do, stopping
        self._called = threading.Event()
        self._busy = threading.Lock()

    def __call__(self) -> None:
        self._called.set()
        while self._called.is_set() and not self._stopping() and self._busy.acquire(blocking=False):
            try:
                self._called.clear()
                self._do(self._stopping)
            except Exception as fault:
                log.error("work_failed", work=self._name, **described(fault))
            finally:
                self._busy.release()


class _Scheduler(Scheduler):  # type: ignore[misc]
    periodic_task_seconds = SWEEP_SECONDS


class _Consumer(Consumer):  # type: ignore[misc]
    """huey's consumer with a short sweep; Ctrl-C ends it as gently as SIGTERM does."""

    scheduler_class = _Scheduler

    def start(self) -> None:
        super().start()
        signal.signal(signal.SIGINT, _end_gently)


def _end_gently(_signal: int, _frame: Any) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
