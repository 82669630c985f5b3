"""What a disk, or somebody at it, does to a file that was kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final


def _cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _put_a_folder(path: Path) -> None:
    path.unlink()
    (path / "of somebody").mkdir(parents=True)


def _write_zeros(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


SHORTER: Final[dict[str, Callable[[Path], None]]] = {
    "gone": Path.unlink,
    "cut off": _cut_off,
    "emptied": _empty,
    "a folder in its place": _put_a_folder,
}
"""It is not there, or not as long as it was."""
DAMAGED: Final = {**SHORTER, "replaced by zeros": _write_zeros}
