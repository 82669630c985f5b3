"""The queue between the web and the worker. A job in it is only a bell: the outbox tables say what there is to do.

So a bell that is lost, rung twice or rung for nothing harms nobody: the worker looks by itself every few seconds. It
does so without this file, which may be lost, locked or broken, or on a full disk.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import structlog
from huey import SqliteHuey
from huey.consumer import Consumer, Scheduler, Worker

from portal.faults import described

SWEEP_SECONDS: Final = 5
"""How often the worker looks without having been called."""
POLL_SECONDS: Final = 0.2
"""How often it looks whether it has been called."""
LOCK_SECONDS: Final = 0.2
"""The longest wait for the file's lock: whoever rings has a person waiting for their page."""
QUIET_SECONDS: Final = 60
"""How long a queue that does not work is left alone, and how seldom the log says so."""
MOMENT_SECONDS: Final = 1
"""How long it is left alone when it is only locked."""
THREADS: Final = 2

_BROKEN: Final = frozenset({"SQLITE_CORRUPT", "SQLITE_NOTADB"})
_PASSING: Final = frozenset({"SQLITE_BUSY", "SQLITE_LOCKED"})
_BESIDE: Final = ("", "-wal", "-shm")

log = structlog.get_logger(__name__)


class WorkQueue:
    """Calls for work, by the name of the work, in a SQLite file that both processes open."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._opened: int | None = None
        self._seen: int | None = None
        self._quiet_until = self._next_word = self._next_new = 0.0
        self._mending = threading.Lock()
        self._work: dict[str, OneAtATime] = {}
        self._huey = SqliteHuey(
            "portal", filename=str(file), results=False, utc=True, timeout=LOCK_SECONDS, create_tables=False
        )
        self._call = self._huey.task(name="call")(self._answer)

    def call(self, *names: str) -> None:
        """Have each named work done soon. A work that is called for already is not called again.

        Never raises and never waits long: with a file that does not work the worker finds the work by itself.
        """
        self._using_file(lambda: self._ring(names))

    def serve(self, work: Mapping[str, Callable[[Callable[[], bool]], object]], shutdown_seconds: float) -> None:
        """Do what is called for, in this process, until SIGTERM or SIGINT; then let work end for `shutdown_seconds`.

        Each work is given a function that says whether to stop. It is never done twice at the same time here.
        """
        consumer = _Consumer(
            self,
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
        consumer.run()

    def answer_next(self) -> bool:
        """Do the work of the oldest call; return whether there was one."""
        found: list[Any] = []
        self._using_file(lambda: found.append(self._huey.dequeue()))
        task = found[0] if found else None
        if task is not None:
            self._answer(*task.args)
        return task is not None

    @property
    def work(self) -> Mapping[str, OneAtATime]:
        """What is done here, by name."""
        return self._work

    def _ring(self, names: tuple[str, ...]) -> None:
        waiting = {argument for task in self._huey.pending(limit=50) for argument in task.args}
        for name in names:
            if name not in waiting:
                self._call(name)

    def _answer(self, name: str) -> None:
        if name in self._work:
            self._work[name]()

    def _using_file(self, use: Callable[[], None]) -> None:
        if time.monotonic() < self._quiet_until:
            return
        try:
            self._open()
            use()
        except Exception as fault:
            self._opened = None
            self._out_of_order(fault)

    def _out_of_order(self, fault: Exception) -> None:
        now, name = time.monotonic(), _sqlite_name(fault)
        wait: float = MOMENT_SECONDS if name in _PASSING else QUIET_SECONDS
        if name in _BROKEN and now >= self._next_new and self._move_aside():
            wait, self._next_new = 0, now + QUIET_SECONDS
        self._quiet_until = now + wait
        if now >= self._next_word:
            self._next_word = now + QUIET_SECONDS
            log.error("bell_out_of_order", file=self._file.name, sqlite=name, **described(fault))

    def _open(self) -> None:
        """Open the file, or the one that has taken its place since."""
        with self._mending:
            self._seen = _inode(self._file)
            if self._seen is not None and self._seen == self._opened:
                return
            self._huey.storage.close()
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._huey.storage.initialize_schema()
            self._seen = self._opened = _inode(self._file)

    def _move_aside(self) -> bool:
        """Put a broken file out of the way, so that a new one is made; return whether it went."""
        with self._mending:
            if self._seen != _inode(self._file):
                return True  # the other process has done so
            moment = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())
            try:
                self._huey.storage.close()
                for end in _BESIDE:
                    part = self._file.with_name(self._file.name + end)
                    if part.exists():
                        part.rename(part.with_name(f"{part.name}.broken-{moment}"))
            except (OSError, sqlite3.Error):
                return False
            return True


def _inode(file: Path) -> int | None:
    try:
        return file.stat().st_ino
    except OSError:
        return None


def _sqlite_name(fault: BaseException) -> str | None:
    """SQLite's own name of a fault of it, as SQLITE_FULL; also of one that SQLAlchemy has wrapped."""
    name = getattr(getattr(fault, "orig", None) or fault, "sqlite_errorname", None)
    return name if isinstance(name, str) else None


class OneAtATime:
    """A work that is never done twice at once: called for while it is being done, it is done once more afterwards."""

    def __init__(self, name: str, do: Callable[[Callable[[], bool]], object], stopping: Callable[[], bool]) -> None:
        self._name, self._do, self._stopping = name, do, stopping
        self._called = threading.Event()
        self._busy = threading.Lock()
        self.in_vain = 0
        """How often it failed since it was last done."""

    def __call__(self) -> None:
        self._called.set()
        while self._called.is_set() and not self._stopping() and self._busy.acquire(blocking=False):
            try:
                self._called.clear()
                self._do(self._stopping)
                self.in_vain = 0
            except Exception as fault:
                self.in_vain += 1
                log.error("work_failed", work=self._name, sqlite=_sqlite_name(fault), **described(fault))
            finally:
                self._busy.release()


class _Listener(Worker):  # type: ignore[misc]
    """Waits for calls; a queue that does not work costs it nothing but the calls."""

    queue: WorkQueue

    def loop(self, now: Any = None) -> None:
        if not self.queue.answer_next():
            self.stop_flag.wait(POLL_SECONDS)


class _Sweeper(Scheduler):  # type: ignore[misc]
    """Looks for every work every few seconds, each in a thread of its own; work that fails, more and more seldom."""

    queue: WorkQueue

    def initialize(self) -> None:
        self._threads: dict[str, threading.Thread] = {}
        self._next: dict[str, float] = {}

    def loop(self, now: Any = None) -> None:
        for name, work in self.queue.work.items():
            thread = self._threads.get(name)
            if (thread is None or not thread.is_alive()) and time.monotonic() >= self._next.get(name, 0):
                self._threads[name] = threading.Thread(target=self._look, args=(name, work), name=name, daemon=True)
                self._threads[name].start()
        self.stop_flag.wait(SWEEP_SECONDS)

    def _look(self, name: str, work: OneAtATime) -> None:
        work()
        wait = min(SWEEP_SECONDS * (1 << min(work.in_vain, 4)), QUIET_SECONDS) if work.in_vain else 0
        self._next[name] = time.monotonic() + wait

    def shutdown(self) -> None:
        for thread in self._threads.values():
            thread.join()


class _Consumer(Consumer):  # type: ignore[misc]
    """huey's consumer over a WorkQueue; Ctrl-C ends it as gently as SIGTERM does."""

    worker_class = _Listener
    scheduler_class = _Sweeper
    queue: WorkQueue

    def __init__(self, queue: WorkQueue, huey: SqliteHuey, **options: Any) -> None:
        self.queue = queue
        super().__init__(huey, **options)

    def _create_worker(self) -> _Listener:
        listener: _Listener = super()._create_worker()
        listener.queue = self.queue
        return listener

    def _create_scheduler(self) -> _Sweeper:
        sweeper: _Sweeper = super()._create_scheduler()
        sweeper.queue = self.queue
        return sweeper

    def start(self) -> None:
        super().start()
        signal.signal(signal.SIGINT, _end_gently)


def _end_gently(_signal: int, _frame: Any) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
