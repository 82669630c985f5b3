"""Removing bytes that no row names any more: of a deleted draft, a replaced upload, or an upload that was cut short.

How long nothing has named them is measured by this process's own steady clock, from the first look that found it so: a
clock that is set means nothing, and a process that starts anew begins to count anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from sqlalchemy import select

from portal.store.database import Database
from portal.store.file_store import FileStore, Kept
from portal.store.tables import CertificateRow, FileRow

GRACE: Final = timedelta(hours=6)
"""How long bytes stay that nothing names. An upload is stored before its row, and a copy of the files for a backup is
made after one of the database: both take far less."""
_AT_A_TIME: Final = 500


class UnusedFiles:
    """Sweeps the file store. One is kept for as long as a process runs; several processes may sweep at once."""

    def __init__(
        self,
        database: Database,
        files: FileStore,
        *,
        grace: timedelta = GRACE,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._database = database
        self._files = files
        self._grace = grace.total_seconds()
        self._steady = steady
        self._unused_since: dict[Kept, float] = {}

    def sweep(self, stopping: Callable[[], bool] = lambda: False) -> int:
        """Remove what has been unused for the grace period and return how many files that were."""
        now = self._steady()
        unused = {kept: self._unused_since.get(kept, now) for kept in self._unused(stopping)}
        removed = 0
        for kept, since in list(unused.items()):
            if stopping():
                break
            if now - since >= self._grace and kept in self._unused_since:
                removed += self._files.remove(kept)
                del unused[kept]
        self._unused_since = unused
        return removed

    def _unused(self, stopping: Callable[[], bool]) -> Iterator[Kept]:
        """What lies in the store as it was before the rows were asked for it, and is named by none."""
        listed = self._files.listed()
        while (some := list(islice(listed, _AT_A_TIME))) and not stopping():
            named = self._named([kept.sha256 for kept in some if kept.sha256])
            yield from (kept for kept in some if kept.sha256 not in named)

    def _named(self, contents: list[str]) -> set[str | None]:
        with self._database.reading() as session:
            return {
                *session.scalars(select(FileRow.content).where(FileRow.content.in_(contents))),
                *session.scalars(select(CertificateRow.content).where(CertificateRow.content.in_(contents))),
            }
