"""Files are kept whole, once, under what they hold."""

from __future__ import annotations

import fcntl
import hashlib
import os
import threading
from pathlib import Path

import fsspec
import pytest

from portal.store.file_store import FileStore, MissingFileError
from tests.damaged_files import DAMAGED, SHORTER

DATA = "ໃບຢັ້ງຢືນ".encode() * 1000
SHA256 = hashlib.sha256(DATA).hexdigest()


def files(folder: Path) -> list[Path]:
    """What is kept; the store's own lock is hidden."""
    return [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")]


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_what_was_put_is_found_by_its_sha256(tmp_path: Path, scheme: str) -> None:
    store = FileStore(f"{scheme}{tmp_path}/files")
    assert not store.exists(SHA256)
    assert store.put(DATA) == SHA256
    assert store.exists(SHA256)
    with FileStore(f"{scheme}{tmp_path}/files").open(SHA256) as file:
        assert file.read() == DATA


def test_another_kind_of_place_works_alike() -> None:
    store = FileStore("memory://files")
    assert store.put(DATA) == SHA256
    assert store.exists(SHA256)
    with store.open(SHA256) as file:
        assert file.read() == DATA


@pytest.mark.parametrize("damage", DAMAGED)
def test_what_was_lost_is_not_read_and_is_whole_once_it_is_put_again(tmp_path: Path, damage: str) -> None:
    store = FileStore(str(tmp_path))
    store.put(DATA)
    assert store.is_intact(SHA256, len(DATA))
    assert store.read(SHA256) == DATA
    (kept,) = files(tmp_path)
    DAMAGED[damage](kept)
    assert not store.is_intact(SHA256, len(DATA))
    with pytest.raises(MissingFileError):
        store.read(SHA256)
    if damage in SHORTER:
        assert not store.exists(SHA256, len(DATA))
        with pytest.raises(MissingFileError):
            store.open(SHA256, len(DATA))
    assert store.put(DATA) == SHA256
    assert kept.read_bytes() == DATA
    assert [each.sha256 for each in store.listed()] == [SHA256]


def test_another_kind_of_place_is_mended_too() -> None:
    store = FileStore("memory://mended")
    store.put(DATA)
    fsspec.filesystem("memory").pipe_file(f"/mended/{SHA256[:2]}/{SHA256}", DATA[:100])
    assert store.exists(SHA256)
    assert not store.exists(SHA256, len(DATA))
    assert not store.is_intact(SHA256, len(DATA))
    store.put(DATA)
    assert store.is_intact(SHA256, len(DATA))
    assert store.read(SHA256) == DATA


def test_what_is_written_anew_is_not_removed_in_place_of_what_was_there(tmp_path: Path) -> None:
    """The sweep has looked at the file that is replaced before it can remove it."""
    store = FileStore(str(tmp_path))
    store.put(DATA)
    (kept,) = files(tmp_path)
    kept.write_bytes(DATA[:100])
    (seen,) = store.listed()
    with (tmp_path / ".lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        writing = threading.Thread(target=store.put, args=(DATA,))
        writing.start()
        writing.join(0.3)
        assert kept.stat().st_size == 100
    writing.join()
    assert not store.remove(seen)
    assert kept.read_bytes() == DATA


def test_putting_again_keeps_one_file_and_notes_that_it_is_wanted(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path))
    store.put(DATA)
    (kept,) = files(tmp_path)
    os.utime(kept, (0, 0))
    inode = kept.stat().st_ino
    store.put(DATA)
    assert files(tmp_path) == [kept]
    assert kept.stat().st_ino == inode, "it was not written again"
    assert kept.stat().st_mtime > 0


def test_a_file_that_could_not_be_finished_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileStore(str(tmp_path))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.put(DATA)
    assert not store.exists(SHA256)
    assert files(tmp_path) == []


def test_the_name_of_a_file_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is its folder's: a power cut would take it along unless the folder is written after the file has it."""
    written: dict[Path, set[str]] = {}

    def note(handle: int) -> None:
        path = Path(f"/proc/self/fd/{handle}").readlink()
        written[path] = {inside.name for inside in path.iterdir()} if path.is_dir() else set()

    monkeypatch.setattr(os, "fsync", note)
    FileStore(str(tmp_path)).put(DATA)
    assert written[tmp_path / SHA256[:2]] == {SHA256}
    assert SHA256[:2] in written[tmp_path]


def test_readers_never_see_half_a_file(tmp_path: Path) -> None:
    data = os.urandom(4_000_000)
    sha256 = hashlib.sha256(data).hexdigest()
    store = FileStore(str(tmp_path))
    seen: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            if store.exists(sha256):
                with store.open(sha256) as file:
                    seen.append(len(file.read()))

    reader = threading.Thread(target=read)
    reader.start()
    writers = [threading.Thread(target=store.put, args=(data,)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    done.set()
    reader.join()
    assert set(seen) <= {len(data)}
    assert len(files(tmp_path)) == 1


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/etc/passwd", SHA256.upper(), SHA256[:-1], f"{SHA256}\n"])
def test_nothing_but_a_sha256_is_a_name(tmp_path: Path, name: str) -> None:
    store = FileStore(str(tmp_path))
    with pytest.raises(ValueError, match="SHA-256"):
        store.open(name)
    with pytest.raises(ValueError, match="SHA-256"):
        store.exists(name)


def test_an_unknown_file_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        FileStore(str(tmp_path)).open(SHA256)
