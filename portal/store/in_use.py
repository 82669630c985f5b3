"""Who has the SQLite database: any number of processes together, or one that puts a backup back, alone.

It is a lock of the system on a file beside the database, whichever data folder a process has. One that was killed
has it no longer, though the file stays. `database` is the file itself, as `portal.store.database.file_of` finds it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from portal.store.ownership import belong_with

_LOCK: Final = ".in-use"
"""Follows the name of the database in that of the file."""


class InUseError(Exception):
    """Processes have the database, or a backup is being put back."""


def lock_of(database: Path) -> Path:
    """The file whose lock says who has the database."""
    return database.with_name(database.name + _LOCK)


def is_had(database: Path) -> bool:
    """Whether some process has the database now. Makes no file."""
    if not lock_of(database).exists():
        return False
    try:
        with alone(database):
            return False
    except InUseError:
        return True


@contextmanager
def in_use(database: Path) -> Iterator[None]:
    """Use this database. Raises InUseError while a backup is put back."""
    with _locked(database, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Have this database for oneself. Raises InUseError while anybody else uses it."""
    with _locked(database, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(database: Path, how: int) -> Iterator[None]:
    lock = os.open(lock_of(database), os.O_RDONLY | os.O_CREAT, 0o600)  # forked workers have it too, even orphans
    try:
        belong_with(lock, database)
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(database) from None
        yield
    finally:
        os.close(lock)
