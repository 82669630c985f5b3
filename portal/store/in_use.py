"""Who has the data folder: any number of serving processes together, or one that puts a backup back, alone.

It is a lock of the system on a file: a process that was killed has it no longer.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_LOCK: Final = "in-use.lock"


class InUseError(Exception):
    """Processes run over the folder, or a backup is being put back into it."""


@contextmanager
def in_use(data_dir: Path) -> Iterator[None]:
    """Serve from this folder. Raises InUseError while a backup is put back."""
    with _locked(data_dir, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """Have this folder for oneself. Raises InUseError while anything is served from it."""
    with _locked(data_dir, fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(data_dir: Path, how: int) -> Iterator[None]:
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = os.open(data_dir / _LOCK, os.O_RDONLY | os.O_CREAT, 0o600)  # forked workers have it too, even as orphans
    try:
        try:
            fcntl.flock(lock, how | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUseError(data_dir) from None
        yield
    finally:
        os.close(lock)
