"""Bytes that nothing names any more are removed; nothing that is named, or is about to be, ever is."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.file_store import FileStore
from portal.store.schema import upgrade
from portal.store.tables import CaseRow, FileRow, PersonRow, ServiceVersionRow
from portal.store.unused_files import GRACE, UnusedFiles

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CASE = new_id()
SWEEPER = """
import sys
from datetime import timedelta
from portal.store.database import Database
from portal.store.file_store import FileStore
from portal.store.unused_files import UnusedFiles
url, folder = sys.argv[1:]
unused = UnusedFiles(Database(url), FileStore(folder), grace=timedelta(0))
unused.sweep()
print("removing", flush=True)
unused.sweep()
print("removed", flush=True)
"""


class Steady:
    """A steady clock that stands until it is moved."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now

    def move(self, length: timedelta) -> None:
        self.now += length.total_seconds()


def prepared(database: Database) -> Database:
    """With a case whose files can be named."""
    with database.writing() as session:
        session.add(PersonRow(id="p", language="lo", created_at=NOW))
        session.add(ServiceVersionRow(hash="h", service="s", version="1", definition="{}", published_at=NOW))
        session.flush()
        session.add(
            CaseRow(
                id=CASE,
                service="s",
                definition="h",
                applicant_id="p",
                status="draft",
                sequence=1,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    return database


@pytest.fixture
def database(database: Database) -> Database:
    return prepared(database)


def name(database: Database, content: str) -> None:
    with database.writing() as session:
        session.add(
            FileRow(
                case_id=CASE,
                field="photo",
                name="photo.jpg",
                media_type="image/jpeg",
                size=1,
                content=content,
                sent=content,
                uploaded_at=NOW,
            )
        )


def test_what_nothing_names_goes_after_the_grace_and_not_before(database: Database, tmp_path: Path) -> None:
    files, steady = FileStore(str(tmp_path / "files")), Steady()
    named, unnamed = files.put(b"named"), files.put(b"unnamed")
    name(database, named)
    cut_short = tmp_path / "files" / named[:2] / f"{named}.0123.part"
    cut_short.write_bytes(b"nam")
    os.utime(tmp_path / "files" / unnamed[:2] / unnamed, (0, 0))
    unused = UnusedFiles(database, files, steady=steady)
    assert unused.sweep() == 0, "however old the disk says that it is"
    steady.move(GRACE - timedelta(seconds=1))
    assert unused.sweep() == 0
    steady.move(timedelta(seconds=1))
    assert unused.sweep() == 2
    assert files.exists(named)
    assert not files.exists(unnamed)
    assert not cut_short.exists()


def test_bytes_that_are_put_again_stay_for_the_row_that_is_to_come(database: Database, tmp_path: Path) -> None:
    files, steady = FileStore(str(tmp_path / "files")), Steady()
    content = files.put(b"the same photograph")
    unused = UnusedFiles(database, files, steady=steady)
    unused.sweep()
    steady.move(GRACE)
    time.sleep(0.02)  # the disk's own clock must have moved
    assert files.put(b"the same photograph") == content
    assert unused.sweep() == 0
    name(database, content)
    steady.move(GRACE)
    assert unused.sweep() == 0
    assert files.exists(content)


def test_a_file_touched_between_the_look_and_the_removal_stays(tmp_path: Path) -> None:
    files = FileStore(str(tmp_path / "files"))
    files.put(b"bytes")
    [seen] = files.listed()
    time.sleep(0.02)
    content = files.put(b"bytes")
    assert not files.remove(seen)
    assert files.exists(content)


def test_the_same_bytes_uploaded_at_the_moment_of_removal_are_there_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FileStore(str(tmp_path / "files"))
    content = files.put(b"the same photograph")
    [seen] = files.listed()
    upload = threading.Thread(target=files.put, args=(b"the same photograph",))
    really = Path.unlink

    def meanwhile(path: Path, missing_ok: bool = False) -> None:
        upload.start()
        upload.join(0.5)
        really(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", meanwhile)
    assert files.remove(seen)
    upload.join(10)
    assert not upload.is_alive()
    assert files.exists(content)


def test_a_sweep_that_is_killed_loses_nothing_that_is_named_and_is_finished_by_the_next(tmp_path: Path) -> None:
    url, folder = f"sqlite:///{tmp_path / 'portal.db'}", tmp_path / "files"
    opened = Database(url)
    upgrade(opened)
    prepared(opened)
    files = FileStore(str(folder))
    contents = [files.put(f"upload {number}".encode()) for number in range(600)]
    for content in contents[::60]:
        name(opened, content)
    process = subprocess.Popen([sys.executable, "-c", SWEEPER, url, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "removing\n"
    while sum(map(files.exists, contents)) == len(contents) and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert all(files.exists(content) for content in contents[::60])
    unused = UnusedFiles(opened, files, grace=timedelta(0))
    unused.sweep()
    unused.sweep()
    assert {content for content in contents if files.exists(content)} == set(contents[::60])
    opened.dispose()
