"""A database that commands reach by a link, that belongs to another user, or that is damaged: one plain line, and the
right file."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import gettempdir

import pytest

from portal.cli.opened import opened, serving
from portal.settings import Settings
from portal.store.schema import upgrade
from tests.cli.test_portal_command import KEY, command, environment, run
from tests.demo.test_command import free_port

NOBODY = 65534


def options_of(folder: Path) -> dict[str, str]:
    return {"PORTAL_DATA_DIR": str(folder), "PORTAL_SECRET_KEY": KEY}


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A data folder whose database is a link to one on another disk; and a backup of that, copy.db."""
    (tmp_path / "disk").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "portal.db").symlink_to(tmp_path / "disk" / "portal.db")
    assert run("migrate", **options_of(tmp_path / "data")).returncode == 0
    assert run("backup", str(tmp_path / "copy.db"), **options_of(tmp_path / "data")).returncode == 0
    return tmp_path / "data"


def test_a_backup_is_put_back_where_the_link_leads(tmp_path: Path, linked: Path) -> None:
    target = tmp_path / "disk" / "portal.db"
    before = target.stat().st_ino
    restored = run("restore", str(tmp_path / "copy.db"), **options_of(linked))
    assert (restored.returncode, restored.stdout.startswith(f"{target} is as it was")) == (0, True), restored.stderr
    assert (linked / "portal.db").readlink() == target
    assert target.stat().st_ino != before
    assert [file.name for file in linked.iterdir()] == ["portal.db"]
    assert {file.name for file in target.parent.iterdir()} >= {"portal.db", "portal.db.before-restore"}


def test_nothing_is_put_back_under_a_portal_that_runs_on_what_the_link_leads_to(tmp_path: Path, linked: Path) -> None:
    running = subprocess.Popen(
        command("worker"), env=environment(**options_of(tmp_path / "disk")), stderr=subprocess.PIPE, text=True
    )
    try:
        assert running.stderr is not None
        while "worker_started" not in (line := running.stderr.readline()):
            assert line, "it ended"
        refused = run("restore", str(tmp_path / "copy.db"), **options_of(linked))
    finally:
        running.send_signal(signal.SIGKILL)
        running.communicate()
    assert (refused.returncode, "The portal runs." in refused.stderr) == (1, True)


def test_a_backup_by_a_link_is_written_where_it_leads(tmp_path: Path, linked: Path) -> None:
    (tmp_path / "latest.db").symlink_to(tmp_path / "copies.db")
    assert run("backup", str(tmp_path / "latest.db"), **options_of(linked)).returncode == 0
    assert (tmp_path / "latest.db").is_symlink()
    assert (tmp_path / "copies.db").stat().st_size


def no_database(file: Path) -> None:
    file.write_bytes(b"nothing of the kind\n" * 999)


def first_page_only(file: Path) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))


@pytest.mark.parametrize(
    ("asked", "damage"),
    [
        ("web --port 1", first_page_only),
        ("worker", no_database),
        ("migrate", first_page_only),
        ("officers list", no_database),
        ("officers list", first_page_only),
        ("officers unlock noy.v", first_page_only),
        ("places load", no_database),
        ("places search ໜອງປິງ", first_page_only),
        ("check --officers", first_page_only),
        ("backup copy.db", no_database),
        ("backup copy.db", first_page_only),
        ("demo --port {port}", first_page_only),
    ],
)
def test_a_damaged_database_is_said_in_a_line(
    migrated_once: bytes, tmp_path: Path, asked: str, damage: Callable[[Path], None]
) -> None:
    file = tmp_path / "portal.db"
    file.write_bytes(migrated_once)
    damage(file)
    if asked.startswith("demo"):
        (tmp_path / "demo-portal").write_text("complete")
    words = asked.replace("copy.db", str(tmp_path / "copy.db")).format(port=free_port())
    refused = run(*words.split(), **options_of(tmp_path))
    assert refused.returncode == 1, refused.stderr
    assert f"{file} is damaged: " in refused.stderr
    assert ("--fresh" if asked.startswith("demo") else "`portal restore FILE`") in refused.stderr
    assert len(refused.stderr.splitlines()) == 1
    assert not (tmp_path / "copy.db").exists()


@pytest.fixture(scope="module")
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("once")
    assert run("migrate", **options_of(folder)).returncode == 0
    return (folder / "portal.db").read_bytes()


def as_nobody(do: Callable[[], object]) -> str:
    """What `do` prints in a process of the user nobody. The portal itself may lie where only root reads."""
    read, write = os.pipe()
    if (child := os.fork()) == 0:
        try:
            os.close(read)
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            os.write(write, str(do()).encode())
        except BaseException as fault:
            os.write(write, f"{type(fault).__name__}: {fault}".encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as said:
        text = said.read()
    os.waitpid(child, 0)
    return text


@pytest.fixture
def nobodys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The options of a portal whose folder, still empty, is nobody's."""
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    folder = tmp_path_factory.mktemp("nobodys")
    above = folder
    while above != Path(gettempdir()):
        above.chmod(0o755)
        above = above.parent
    os.chown(folder, NOBODY, NOBODY)
    for name, value in options_of(folder).items():
        monkeypatch.setenv(name, value)
    return Settings()


def serve(settings: Settings) -> str:
    with serving(settings):
        return "serves"


def test_what_root_makes_belongs_to_whom_the_portal_does(nobodys: Settings, tmp_path: Path) -> None:
    with opened(nobodys, creates=True) as database:
        upgrade(database)
    assert as_nobody(lambda: serve(nobodys)) == "serves"
    assert run("backup", str(tmp_path / "copy.db"), **options_of(nobodys.data_dir)).returncode == 0
    assert run("restore", str(tmp_path / "copy.db"), **options_of(nobodys.data_dir)).returncode == 0
    assert {file.stat().st_uid for file in nobodys.data_dir.iterdir()} == {NOBODY}
    assert as_nobody(lambda: serve(nobodys)) == "serves"


@pytest.mark.parametrize("whose", ["portal.db.in-use", "portal.db"])
def test_a_file_of_roots_is_said_in_a_line(nobodys: Settings, whose: str) -> None:
    with opened(nobodys, creates=True) as database:
        upgrade(database)
    file = nobodys.data_dir / whose
    os.chown(file, 0, 0)
    file.chmod(0o600)
    assert as_nobody(lambda: serve(nobodys)) == (
        f"ClickException: {file} belongs to root, and this runs as nobody. Give it back with `chown nobody {file}`."
    )


def test_a_database_in_memory_has_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for address in ("sqlite://", "sqlite:///:memory:"):
        refused = run("restore", "portal.db", PORTAL_DATABASE_URL=address, PORTAL_SECRET_KEY=KEY)
        assert refused.returncode != 0
        with opened(Settings(secret_key=KEY, database_url=address), creates=True) as database:
            upgrade(database)
    assert not list(tmp_path.iterdir())


def test_the_database_that_a_link_leads_to_is_the_one_that_is_written(linked: Path, tmp_path: Path) -> None:
    assert run("places", "load", **options_of(linked)).returncode == 0
    with closing(sqlite3.connect(tmp_path / "disk" / "portal.db")) as target:
        assert target.execute("SELECT count(*) FROM areas").fetchone()[0] > 8000
