"""Bytes by their content: what was put can be found under its SHA-256, and never changes."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


_LOCK: Final = ".lock"


class MissingFileError(FileNotFoundError):
    """A file that was put is no longer there: somebody or something removed it from the store."""


@dataclass(frozen=True)
class Kept:
    """A file of the store as it was seen at `touched` (nanoseconds, by the disk). Putting its bytes again touches it.

    `sha256` is None for one whose writing was cut short.
    """

    path: str
    touched: int
    sha256: str | None


class FileStore:
    """A folder of files named by their SHA-256, at an fsspec address (a path, file:// or, with its driver, s3://)."""

    def __init__(self, root_url: str) -> None:
        filesystem, root = fsspec.core.url_to_fs(root_url)
        self._filesystem: fsspec.AbstractFileSystem = filesystem
        self._root = str(root).rstrip("/")

    def put(self, data: bytes) -> str:
        """Keep `data` and return its SHA-256. It is there whole or not at all; putting it again changes nothing."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if self._is_folder:
            if not self._touch(path):
                self._put_in_folder(path, data)
        elif not self._filesystem.exists(path):
            self._filesystem.pipe_file(path, data)  # an object store shows an object only when it is complete
        return sha256

    def open(self, sha256: str) -> BinaryIO:
        """Open the file for reading. Raises MissingFileError when there is none, ValueError when it is no SHA-256."""
        try:
            return cast(BinaryIO, self._filesystem.open(self._path(sha256), "rb"))
        except FileNotFoundError:
            raise MissingFileError(sha256) from None

    def exists(self, sha256: str) -> bool:
        """Whether the file is there. Raises ValueError when it is no SHA-256."""
        return bool(self._filesystem.exists(self._path(sha256)))

    def listed(self) -> Iterator[Kept]:
        """Every file of a folder, also unfinished ones. An object store lists nothing: its own rules sweep it."""
        if not self._is_folder:
            return
        for path in Path(self._root).glob("??/*"):
            try:
                touched = path.stat().st_mtime_ns
            except FileNotFoundError:
                continue
            yield Kept(str(path), touched, path.name if _SHA256.fullmatch(path.name) else None)

    def remove(self, kept: Kept) -> bool:
        """Remove a listed file, unless its bytes were put again since; return whether it went."""
        path = Path(kept.path)
        with self._locked(fcntl.LOCK_EX):
            try:
                if path.stat().st_mtime_ns != kept.touched:
                    return False
                path.unlink()
            except FileNotFoundError:
                return False
        return True

    def _touch(self, path: str) -> bool:
        """Note that the file is wanted now; return whether it is there. Never while one is being removed."""
        if not Path(path).exists():
            return False
        with self._locked(fcntl.LOCK_SH):
            try:
                os.utime(path)
            except FileNotFoundError:
                return False
        return True

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        """Hold the folder's lock, which the system lets go of when this process dies."""
        with Path(self._root, _LOCK).open("ab") as lock:
            fcntl.flock(lock, how)
            yield

    @property
    def _is_folder(self) -> bool:
        return isinstance(self._filesystem, LocalFileSystem)

    def _path(self, sha256: str) -> str:
        if _SHA256.fullmatch(sha256) is None:
            raise ValueError("files are named by a SHA-256 in lower-case hexadecimal")
        return f"{self._root}/{sha256[:2]}/{sha256}"

    def _put_in_folder(self, path: str, data: bytes) -> None:
        # fsspec's own commit goes through /tmp, maybe another disk; a rename beside the file cannot be half done.
        folder, _, _ = path.rpartition("/")
        self._filesystem.makedirs(folder, exist_ok=True)
        unfinished = f"{path}.{uuid.uuid4().hex}.part"
        try:
            with self._filesystem.open(unfinished, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._filesystem.mv(unfinished, path)
        except BaseException:
            if self._filesystem.exists(unfinished):
                self._filesystem.rm_file(unfinished)
            raise
        _sync_folder(folder)
        _sync_folder(self._root)  # the folder may be new


def _sync_folder(folder: str) -> None:
    """A file's name is safe from a power cut only when its folder is written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
