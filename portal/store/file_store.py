"""Bytes by their content: what was put can be found under its SHA-256, and never changes."""

from __future__ import annotations

import hashlib
import os
import re
import uuid
from typing import BinaryIO, Final, cast

import fsspec
from fsspec.implementations.local import LocalFileSystem

_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class MissingFileError(FileNotFoundError):
    """A file that was put is no longer there: somebody or something removed it from the store."""


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
        if not self._filesystem.exists(path):
            if isinstance(self._filesystem, LocalFileSystem):
                self._put_in_folder(path, data)
            else:
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


def _sync_folder(folder: str) -> None:
    """A file's name is safe from a power cut only when its folder is written too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
