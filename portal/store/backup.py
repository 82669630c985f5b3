"""A copy of the SQLite database while the portal runs, putting one back, and whether a file is whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from portal.store.database import is_damaged, looked_at
from portal.store.ownership import belong_with
from portal.store.schema import (
    NotSetUpError,
    NotThePortalsError,
    OtherVersionError,
    UnusableError,
    require_usable,
)

LARGEST_CHECKED: Final = 512 * 1024 * 1024
"""Bytes of a database that is read through at the start, which takes a second or two. Of a larger one only the schema
is read."""
_KEPT: Final = ".before-restore"
_RESTORING: Final = ".restoring"
_BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database in use. Left by a process that was killed, it would be played onto another."""


class DamagedError(Exception):
    """The file is no database, or a damaged one, or not one that this version of the portal can use."""


class CorruptError(DamagedError):
    """The file is not what was written to it, and nothing but a backup of it helps."""


def back_up(database: Path, copy: Path) -> None:
    """Write a whole copy of the database in use, in place of any older one. DamagedError when it would not be whole, or
    this version of the portal could not use it."""
    if not database.exists():
        raise DamagedError(f"there is no database {database}")
    _require_its_log(database)
    with _made_whole(database, copy.with_name(copy.name + ".part"), "mode=rw") as part:
        part.replace(copy)
    _sync(copy.parent)


def restore(copy: Path, database: Path) -> Path | None:
    """Put a copy back in place of the database, which nobody may have open; the old one is kept, at the path returned.

    Raises DamagedError for a copy that is not whole, or that only another version can use; then nothing has changed.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    # Without a log beside it a file can be read where nothing can be written, as on a backup's disk.
    how = "mode=ro" if copy.with_name(f"{copy.name}-wal").exists() else "mode=ro&immutable=1"
    with _made_whole(copy, database.with_name(database.name + _RESTORING), how) as part:
        belong_with(part, database)
        take_back(database)
        kept = _put_aside(database)
        _sync(database.parent)
        part.replace(database)
    _sync(database.parent)
    return kept


def _require_usable(part: Path, source: Path) -> None:
    try:
        with looked_at(part.absolute()) as connection:
            require_usable(connection)
    except NotSetUpError as error:
        raise DamagedError(f"{source} {NotThePortalsError()}") from error
    except OtherVersionError as error:
        raise DamagedError(f"{source} {error}; install that first") from error
    except UnusableError as error:
        raise DamagedError(f"{source} {error}") from error


def mend_cut_off(database: Path) -> None:
    """Put right what a restore that was killed left, and remove its unfinished copy. Only for who has the database
    (`portal.store.in_use`)."""
    take_back(database)
    _remove(database.with_name(database.name + _RESTORING))


def take_back(database: Path) -> None:
    """Give the database its log again when a restore was killed after it had put the log aside and before the copy
    stood in its place. Only for who has the database (`portal.store.in_use`); otherwise nothing is done."""
    kept = database.with_name(database.name + _KEPT)
    if not _is_being_put_aside(database):
        return
    log, kept_log = (one.with_name(f"{one.name}-wal") for one in (database, kept))
    if not log.exists():
        with suppress(FileNotFoundError):  # a process that starts at the same moment has done it
            kept_log.rename(log)
    kept.unlink(missing_ok=True)


def _is_being_put_aside(database: Path) -> bool:
    """Whether the database and the one that is kept are one file still, which they are only while it is put aside."""
    try:
        return database.samefile(database.with_name(database.name + _KEPT))
    except FileNotFoundError:
        return False


def _require_its_log(database: Path) -> None:
    if _is_being_put_aside(database):
        raise DamagedError(
            f"{database} may lack its log, since a restore was cut off: restore again, or start the portal"
        )


def check(database: Path) -> None:
    """Raises DamagedError for a database that must not be served. One that is locked or not there yet is passed.

    One of which a restore was cut off is as it was before (see `take_back`).
    """
    take_back(database)
    if not database.exists() or not database.stat().st_size:
        return
    try:
        with closing(sqlite3.connect(database)) as opened:
            if database.stat().st_size > LARGEST_CHECKED:
                opened.execute("SELECT count(*) FROM sqlite_master").fetchone()
            elif flaw := _flaw(opened, "quick_check"):
                raise CorruptError(f"{database} is damaged: {flaw}")
    except sqlite3.DatabaseError as error:
        if is_damaged(error):
            raise CorruptError(f"{database} is damaged: {error}") from error


@contextmanager
def _made_whole(source: Path, part: Path, how: str) -> Iterator[Path]:
    """A checked copy of `source` at `part`, of which nothing is left in the end but what was moved away."""
    _remove(part)
    try:
        try:
            _copy(source, part, how)
        except sqlite3.Error as error:
            if is_damaged(error):
                raise CorruptError(f"{source} is damaged: {error}") from error
            raise DamagedError(f"{source} cannot be copied: {error}") from error
        _require_usable(part, source)
        _sync(part)
        yield part
    finally:
        _remove(part)


def _copy(source: Path, part: Path, how: str) -> None:
    address = f"{source.absolute().as_uri()}?{how}"
    with closing(sqlite3.connect(address, uri=True)) as read, closing(sqlite3.connect(part)) as written:
        read.backup(written)
        if flaw := _flaw(written, "integrity_check"):
            raise CorruptError(f"{source} is damaged: {flaw}")


def _flaw(opened: sqlite3.Connection, how: str) -> str | None:
    """The first thing that is wrong with the database, in a line; SQLite may say before it in which of several."""
    found = str(opened.execute(f"PRAGMA {how}(1)").fetchone()[0])
    return None if found == "ok" else found.splitlines()[-1]


def _put_aside(database: Path) -> Path | None:
    """Keep the database and its log under other names. Between them the database stands without its log: whoever is
    killed there leaves what `take_back` mends."""
    if not database.exists():
        for ending in _BESIDE:
            database.with_name(database.name + ending).unlink(missing_ok=True)
        return None
    kept = database.with_name(database.name + _KEPT)
    _remove(kept)
    os.link(database, kept)  # at no moment is there no database: the portal would begin with an empty one
    log = database.with_name(f"{database.name}-wal")
    if log.exists():
        log.replace(kept.with_name(f"{kept.name}-wal"))
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    return kept


def _remove(database: Path) -> None:
    for ending in ("", *_BESIDE, "-journal"):
        part = database.with_name(database.name + ending)
        if part.exists():  # what is not there needs no disk that can be written to
            part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
