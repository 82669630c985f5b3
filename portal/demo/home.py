"""The folder of the demo: its keys, made once, and whether its data are complete."""

from __future__ import annotations

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pydantic import SecretStr

from portal.settings import Settings
from portal.store.in_use import is_had, lock_of

MARK: Final = "demo-portal"
"""A file that says: this folder is a demo's, and may be emptied."""
COMPLETE: Final = "complete"
_LOCK: Final = "lock"
_UNFINISHED: Final = "being made"
_DATABASE: Final = "portal.db"
_EMPTIED: Final = (*(name + end for name in (_DATABASE, "jobs.db") for end in ("", "-wal", "-shm")), "files", "logs")
_SECRET_KEY: Final = "secret-key"  # noqa: S105 - the name of a file
_PASSWORD: Final = "officers-password"  # noqa: S105 - the name of a file
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without what is taken for something else when a password is typed from a screen."""


class NotADemoError(Exception):
    """The folder holds something that the demo did not make, and so must not touch."""


class InUseError(Exception):
    """Another demo runs over the folder's data."""


@dataclass(frozen=True)
class DemoHome:
    """The demo's folder. `prepare` comes first."""

    folder: Path

    def prepare(self) -> None:
        """Make the folder the demo's. Raises NotADemoError when it is somebody else's, OSError when it cannot be."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if not self._mark.exists():
            if self._is_somebodys:
                raise NotADemoError(self.folder)
            self._mark.write_text(_UNFINISHED)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the folder for this process. Raises InUseError when another has it; one that died has it no longer."""
        with (self.folder / _LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InUseError(self.folder) from None
            yield

    @property
    def has_data(self) -> bool:
        """Whether the data were made to their end."""
        return self._mark.read_text() == COMPLETE

    @property
    def was_interrupted(self) -> bool:
        """Whether somebody began to make data and did not come to the end."""
        return not self.has_data and (self.folder / _DATABASE).exists()

    def mark_complete(self) -> None:
        """Note that the data are all there."""
        self._mark.write_text(COMPLETE)

    def empty(self) -> None:
        """Throw the data away; the keys stay."""
        self._mark.write_text(_UNFINISHED)
        for name in _EMPTIED:
            path = self.folder / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)

    def settings(self, port: int) -> Settings:
        """The options of a desk machine over plain HTTP; whatever PORTAL_* says beside is kept, but never a real SMS
        gateway or another database: made-up people have numbers that may be somebody's."""
        return Settings(
            secret_key=SecretStr(self._kept(_SECRET_KEY, secrets.token_hex(32))),
            data_dir=self.folder,
            database_url="",
            base_url=f"http://127.0.0.1:{port}",
            cookie_secure=False,
            demo=True,
            sms_gateway="console",
        )

    def officers_password(self) -> str:
        """The one password of all officers."""
        groups = ("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        return self._kept(_PASSWORD, "-".join(groups))

    @property
    def logs(self) -> Path:
        """Where web and worker write their lines."""
        return self.folder / "logs"

    @property
    def _is_somebodys(self) -> bool:
        """Whether there is anything but the lock that a portal left which found no database here."""
        database = self.folder / _DATABASE
        return any(path != lock_of(database) for path in self.folder.iterdir()) or is_had(database)

    @property
    def _mark(self) -> Path:
        return self.folder / MARK

    def _kept(self, name: str, fresh: str) -> str:
        """The content of a file that only its owner can read, written with `fresh` when there is none yet."""
        path = self.folder / name
        if not path.exists():
            write_private(path, fresh)
        return path.read_text()


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read; it is there whole or not at all."""
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.touch(mode=0o600)
    unfinished.chmod(0o600)  # also when it was left over from before
    unfinished.write_text(text)
    unfinished.replace(path)
