"""`portal backup` and `portal restore`, over the files that processes leave which were killed."""

from __future__ import annotations

import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_portal_command import KEY, command, environment, run

WRITER = """
import sqlite3, sys, time
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("PRAGMA journal_mode=WAL"); c.execute("PRAGMA wal_autocheckpoint=0")
c.execute("CREATE TABLE IF NOT EXISTS later (n INTEGER PRIMARY KEY, t TEXT)")
for n in range(3000):
    c.execute("INSERT INTO later (t) VALUES (?)", ("x" * 400,))
print("written", flush=True)
time.sleep(600)
"""


KILLED = """
import os, pathlib, signal, sys
from portal.cli import portal
replace = pathlib.Path.replace
def killed(self, target):
    if str(target).endswith(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)
pathlib.Path.replace = killed
portal(["restore", sys.argv[2]])
"""


def _options(folder: Path) -> dict[str, str]:
    return {"PORTAL_DATA_DIR": str(folder / "data"), "PORTAL_SECRET_KEY": KEY}


def _again(made: Path, folder: Path) -> dict[str, str]:
    """What stands in `made`, once more in `folder`: a file of two names stays one."""
    subprocess.run(["cp", "--archive", f"{made}/.", str(folder)], check=True)
    return _options(folder)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a portal's database in data/ and a backup of it, copy.db."""
    folder = tmp_path_factory.mktemp("migrated")
    assert run("migrate", **_options(folder)).returncode == 0
    assert run("backup", str(folder / "copy.db"), **_options(folder)).returncode == 0
    return folder


@pytest.fixture
def options(tmp_path: Path, migrated: Path) -> dict[str, str]:
    return _again(migrated, tmp_path)


MOMENTS = {"before its log": "/portal.db.before-restore-wal", "after it": "/portal.db"}


@pytest.fixture(scope="module")
def cut_off(tmp_path_factory: pytest.TempPathFactory, migrated: Path) -> dict[str, Path]:
    """Folders like `migrated` whose restore was killed, by the moment: what came after the backup is in the log."""
    folders = {}
    for name, moment in MOMENTS.items():
        folders[name] = folder = tmp_path_factory.mktemp("cut-off")
        options = _again(migrated, folder)
        _write_and_be_killed(folder / "data" / "portal.db")
        restoring = [sys.executable, "-c", KILLED, moment, str(folder / "copy.db")]
        assert subprocess.run(restoring, env=environment(**options), check=False).returncode == -signal.SIGKILL
    return folders


def _write_and_be_killed(database: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(database)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    assert writer.stdout.readline() == "written\n"
    writer.kill()
    writer.wait()
    writer.stdout.close()


def _state(database: Path) -> tuple[str, bool]:
    """Whether the database is whole, and whether it has what was written later."""
    with closing(sqlite3.connect(database)) as opened:
        whole = opened.execute("PRAGMA integrity_check").fetchone()[0]
        return whole, bool(opened.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchone())


def test_a_backup_is_restored_over_what_a_killed_process_left(tmp_path: Path, options: dict[str, str]) -> None:
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "copy.db"
    assert copy.stat().st_mode & 0o077 == 0
    _write_and_be_killed(database)
    assert database.with_name("portal.db-wal").stat().st_size > 0
    restored = run("restore", str(copy), **options)
    assert restored.returncode == 0, restored.stderr
    assert _state(database) == ("ok", False)
    assert _state(tmp_path / "data" / "portal.db.before-restore") == ("ok", True)
    assert run("migrate", **options).stdout.startswith("The schema is up to date")
    assert not list(tmp_path.rglob("*.part*")) + list(tmp_path.rglob("*.restoring*"))


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("then", ["worker", "restore"])
def test_a_restore_that_was_killed_leaves_what_there_was(
    tmp_path: Path, cut_off: dict[str, Path], moment: str, then: str
) -> None:
    options = _again(cut_off[moment], tmp_path)
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "copy.db"
    kept = tmp_path / "data" / "portal.db.before-restore"
    assert kept.samefile(database)
    refused = run("backup", str(tmp_path / "another.db"), **options)
    assert (refused.returncode, "a restore was cut off" in refused.stderr) == (1, True)
    assert (tmp_path / "data" / "portal.db.restoring").exists()
    if then == "restore":
        assert run("restore", str(copy), **options).returncode == 0
        assert not list((tmp_path / "data").glob("*.restoring*"))
        assert _state(kept) == ("ok", True)
        assert _state(database) == ("ok", False)
        return
    running = subprocess.Popen(command("worker"), env=environment(**options), stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        while "worker_started" not in (line := running.stderr.readline()):
            assert line, "it ended"
    finally:
        running.kill()
        running.wait()
        running.stderr.close()  # type: ignore[union-attr]
    assert _state(database) == ("ok", True)
    assert not kept.exists()
    assert not list((tmp_path / "data").glob("*.restoring*"))


@pytest.mark.parametrize(
    "asked",
    [
        ["migrate"],
        ["officers", "list"],
        ["officers", "add", "noy.v", "--name-lo", "ນ້ອຍ", "--name-en", "Noy", "--password-stdin"],
        ["places", "search", "ໜອງ"],
        ["places", "load"],
        ["check", "--officers"],
    ],
    ids=" ".join,
)
def test_a_command_after_a_restore_that_was_killed_finds_and_loses_nothing(
    tmp_path: Path, cut_off: dict[str, Path], asked: list[str]
) -> None:
    options, database = _again(cut_off["after it"], tmp_path), tmp_path / "data" / "portal.db"
    assert not database.with_name("portal.db-wal").exists()
    done = subprocess.run(
        command(*asked), env=environment(**options), input="ດອກຈຳປາ-ບານ-ທີ່ວຽງຈັນ\n", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert _state(database) == ("ok", True)
    assert not database.with_name("portal.db.before-restore").exists()


@pytest.mark.parametrize("way", ["another data folder", "a link to it"])
def test_nothing_is_restored_while_a_process_of_another_folder_has_the_database(
    tmp_path: Path, options: dict[str, str], way: str
) -> None:
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "copy.db"
    reached = database
    if way == "a link to it":
        reached = tmp_path / "linked.db"
        reached.symlink_to(database)
    elsewhere = options | {"PORTAL_DATA_DIR": str(tmp_path / "other"), "PORTAL_DATABASE_URL": f"sqlite:///{reached}"}
    running = subprocess.Popen(command("worker"), env=environment(**elsewhere), stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        while "worker_started" not in (line := running.stderr.readline()):
            assert line, "it ended"
        refused = run("restore", str(copy), **options)
    finally:
        running.kill()
        running.wait()
        running.stderr.close()  # type: ignore[union-attr]
    assert (refused.returncode, "The portal runs." in refused.stderr) == (1, True)


def test_a_backup_holds_what_still_stands_in_the_log(tmp_path: Path, options: dict[str, str]) -> None:
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "later.db"
    _write_and_be_killed(database)
    assert run("backup", str(copy), **options).returncode == 0
    assert _state(copy) == ("ok", True)


@pytest.mark.parametrize("content", [b"", b"x" * 9000, None], ids=["empty", "no database", "cut short"])
def test_a_bad_copy_changes_nothing(tmp_path: Path, options: dict[str, str], content: bytes | None) -> None:
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "copy.db"
    before = database.read_bytes()
    copy.write_bytes(before[: len(before) // 2] if content is None else content)
    refused = run("restore", str(copy), **options)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: Nothing was restored: ")
    assert "Traceback" not in refused.stderr
    assert database.read_bytes() == before


@pytest.mark.parametrize("process", ["web", "worker"])
def test_nothing_is_restored_while_a_process_runs(tmp_path: Path, options: dict[str, str], process: str) -> None:
    copy = tmp_path / "copy.db"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        arguments = [process, "--port", str(probe.getsockname()[1])] if process == "web" else [process]
    running = subprocess.Popen(command(*arguments), env=environment(**options), stderr=subprocess.PIPE, text=True)
    try:
        assert running.stderr is not None
        while "listening" not in (line := running.stderr.readline()) and "worker_started" not in line:
            assert line, "it ended"
        refused = run("restore", str(copy), **options)
    finally:
        running.kill()
        running.wait()
        running.stderr.close()  # type: ignore[union-attr]
    assert (refused.returncode, "The portal runs." in refused.stderr) == (1, True)
    deadline = time.monotonic() + 20  # a killed server's own processes end a moment later
    while run("restore", str(copy), **options).returncode:
        assert time.monotonic() < deadline


def test_a_log_that_belongs_to_another_file_is_found_at_the_start(tmp_path: Path, options: dict[str, str]) -> None:
    database, copy = tmp_path / "data" / "portal.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("CREATE TABLE meanwhile (t TEXT)")
        opened.executemany("INSERT INTO meanwhile VALUES (?)", [("y" * 900,)] * 2000)
        opened.commit()
        opened.execute("DELETE FROM meanwhile WHERE rowid % 2")
        opened.commit()
    _write_and_be_killed(database)
    database.write_bytes(copy.read_bytes())  # as one would, with cp
    refused = run("worker", **options)
    assert (refused.returncode, "is damaged" in refused.stderr) == (1, True)
