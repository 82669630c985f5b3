"""Bytes by their content: what was put can be found under its SHA-256, and never changes.

A disk can lose what it was given, in part or altogether: what is there is compared with what it should be where that
costs little, and bytes that are put again take the place of others.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import stat
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
_ASIDE: Final = ".aside"


class MissingFileError(FileNotFoundError):
    """A file that was put is no longer there as it was: somebody or something removed it, cut it off or changed it."""


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
        """Keep `data` and return its SHA-256. It is there whole or not at all; putting it again changes nothing, unless
        what is there is something else."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if not self._is_folder:
            # An object is shown only when it is complete. To be compared it would have to come back over the network.
            self._filesystem.pipe_file(path, data)
        elif not (self.is_intact(sha256, len(data)) and self._touch(path)):
            self._put_in_folder(path, data)
        return sha256

    def open(self, sha256: str, size: int | None = None) -> BinaryIO:
        """Open the file for reading; with `size`, in bytes, only one that is as long.

        Raises MissingFileError when there is none, ValueError when it is no SHA-256.
        """
        if not self.exists(sha256, size):
            raise MissingFileError(sha256)
        try:
            return cast(BinaryIO, self._filesystem.open(self._path(sha256), "rb"))
        except FileNotFoundError:
            raise MissingFileError(sha256) from None

    def read(self, sha256: str) -> bytes:
        """The bytes that were put. Raises MissingFileError when they, or some of them, are there no more."""
        with self.open(sha256) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != sha256:
            raise MissingFileError(sha256)
        return data

    def exists(self, sha256: str, size: int | None = None) -> bool:
        """Whether the file is there; with `size`, in bytes, one that is as long. Raises ValueError when it is no
        SHA-256."""
        path = self._path(sha256)
        try:
            found = self._filesystem.info(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return found["type"] != "directory" and size in {None, found["size"]}

    def is_intact(self, sha256: str, size: int) -> bool:
        """Whether the file of `size` bytes is there as it was put. A folder's is read through; an object store, which
        answers for what it holds, is only asked for the length."""
        if not self.exists(sha256, size):
            return False
        if not self._is_folder:
            return True
        try:
            with Path(self._path(sha256)).open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except OSError:  # removed meanwhile, or its part of the disk cannot be read
            return False

    def listed(self) -> Iterator[Kept]:
        """Every file of a folder, also unfinished ones. An object store lists nothing: its own rules sweep it."""
        if not self._is_folder:
            return
        for path in Path(self._root).glob("??/*"):
            try:
                seen = path.stat()
            except FileNotFoundError:
                continue
            if stat.S_ISREG(seen.st_mode):
                yield Kept(str(path), seen.st_mtime_ns, path.name if _SHA256.fullmatch(path.name) else None)

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
            with self._locked(fcntl.LOCK_SH):  # else it could be removed in place of what it replaces
                if Path(path).is_dir():
                    Path(path).rename(f"{path}.{uuid.uuid4().hex}{_ASIDE}")
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
