"""Whose the files are that root makes: those of the portal's own user, who could not open root's."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def belong_with(file: Path | int, database: Path) -> None:
    """Let a file (a path, or one that is open) belong to whom the database does, or its folder when there is none.

    Only root can give files away; nobody else's are changed, nor any on a read-only disk.
    """
    if os.geteuid() != 0:
        return
    owner = (database if database.exists() else database.parent).stat()
    has = os.stat(file)  # noqa: PTH116 - may be open
    if (has.st_uid, has.st_gid) != (owner.st_uid, owner.st_gid):
        with suppress(OSError):
            os.chown(file, owner.st_uid, owner.st_gid)
