"""The database: one engine, and sessions that read or write.

On SQLite a writing session takes the write lock at once (BEGIN IMMEDIATE): two writers queue, and neither fails
half-way through.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

BUSY_TIMEOUT_MS: Final = 15_000
"""How long a SQLite writer waits for another before it gives up."""
WEB_BUSY_TIMEOUT_MS: Final = 5_000
"""The same while a person looks at a blank page."""
CONNECT_SECONDS: Final = 5
"""How long PostgreSQL may take to answer the door."""

_SQLITE_CANNOT_NOW: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_DISK_CANNOT_NOW: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
_POSTGRESQL_CANNOT_NOW: Final = ("08", "25006", "40", "53", "55", "57", "58")
"""SQLSTATE classes: connection, read-only, rolled back, no resources, object in use, operator's hand, system."""


class Database:
    """Where the portal keeps its state. Errors of the database never show values: they may be names or phones."""

    def __init__(self, url: str, *, busy_timeout_ms: int = BUSY_TIMEOUT_MS, creates: bool = True) -> None:
        """`creates`: a SQLite file that is not there is made. Otherwise it cannot be used now: where its disk is not
        mounted, an empty one would be served in its place."""
        parsed = make_url(url)
        self.creates = creates
        self.file = file_of(parsed)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if self.file is not None:
                parsed = parsed.set(database=str(self.file))
                if creates:
                    self.file.parent.mkdir(parents=True, exist_ok=True)
            self.engine = create_engine(parsed, connect_args={"timeout": busy_timeout_ms / 1000}, hide_parameters=True)
            _prepare_sqlite(self.engine, busy_timeout_ms)
            if self.file is not None and not creates:
                _open_only_what_is_there(self.engine, self.file)
        else:
            self.engine = create_engine(
                parsed, connect_args={"connect_timeout": CONNECT_SECONDS}, pool_pre_ping=True, hide_parameters=True
            )
        self._writer = self.engine.execution_options(begin="BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading; whatever it changes is thrown away."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session whose changes are committed together at the end, or not at all."""
        with Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def dispose(self) -> None:
        """Close every connection, as a process does before it forks or ends."""
        self.engine.dispose()

    def begin_anew(self) -> None:
        """Have connections of one's own in a process that was forked; those of the other process are left to it."""
        self.engine.dispose(close=False)


def file_of(url: str | URL) -> Path | None:
    """The SQLite file at an address of SQLAlchemy's, whatever links lead to it: there stand its log and its lock too.

    None for another database, and for one in memory.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        return None
    return Path(os.path.realpath(parsed.database))  # which a link in a circle does not stop


@contextmanager
def looked_at(file: Path) -> Iterator[Connection]:
    """A connection to a SQLite file by which nothing is set in it: it may be another program's."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=BUSY_TIMEOUT_MS / 1000),
        poolclass=NullPool,
        hide_parameters=True,
    )
    with engine.connect() as connection:
        yield connection


def is_damaged(error: BaseException) -> bool:
    """Whether SQLite found that a file is no database, or not as it wrote it. Only a backup helps."""
    fault = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(fault, sqlite3.Error) and getattr(fault, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def cannot_now(error: BaseException) -> bool:
    """Whether the database or the disk only cannot do it now (locked, full, read-only, away): no fault of ours."""
    if isinstance(error, OSError):
        return error.errno in _DISK_CANNOT_NOW
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_CANNOT_NOW  # the rest says how exactly
    state = getattr(error.orig, "sqlstate", None)
    return state.startswith(_POSTGRESQL_CANNOT_NOW) if state else isinstance(error, OperationalError)


def _open_only_what_is_there(engine: Engine, file: Path) -> None:
    @event.listens_for(engine, "do_connect")
    def _by_address(_dialect: Any, _record: Any, arguments: list[Any], options: dict[str, Any]) -> None:
        arguments[0] = f"{file.as_uri()}?mode=rw"  # https://www.sqlite.org/uri.html
        options["uri"] = True


def _prepare_sqlite(engine: Engine, busy_timeout_ms: int) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",  # a power cut must not lose what was acknowledged
            "foreign_keys=ON",
            "secure_delete=ON",  # what was erased is overwritten, not only unlisted
            f"busy_timeout={busy_timeout_ms}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
