"""What the database says when it cannot serve now, and that the portal starts while another process writes."""

from __future__ import annotations

import errno
import resource
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.pool import Pool, QueuePool

from portal import create_app
from portal.store.database import WEB_BUSY_TIMEOUT_MS, Database, cannot_now
from portal.store.schema import NotSetUpError, current_revision, require_set_up, upgrade
from tests.postgres import Cluster
from tests.world import World


def _fault(database: Database, *statements: str) -> DBAPIError:
    try:
        with database.writing() as session:
            for statement in statements:
                session.execute(text(statement))
    except DBAPIError as fault:
        return fault
    raise AssertionError("the database took it")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path}/a.db", busy_timeout_ms=100)
    with made.writing() as session:
        session.execute(text("CREATE TABLE t (x TEXT UNIQUE)"))
    return made


def test_a_locked_database_cannot_now(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("INSERT INTO t VALUES ('a')"))
        assert cannot_now(_fault(database, "SELECT 1"))


def test_a_full_database_cannot_now(database: Database) -> None:
    assert cannot_now(_fault(database, "PRAGMA max_page_count=1", "INSERT INTO t VALUES (zeroblob(1000000))"))


def test_a_read_only_database_cannot_now(database: Database) -> None:
    assert cannot_now(_fault(database, "PRAGMA query_only=ON", "INSERT INTO t VALUES ('a')"))


def test_a_database_whose_folder_is_away_cannot_now(tmp_path: Path) -> None:
    made = Database(f"sqlite:///{tmp_path}/away/a.db")
    (tmp_path / "away").rmdir()
    assert cannot_now(_fault(made, "SELECT 1"))


def test_a_running_portal_makes_no_database_where_its_own_was(tmp_path: Path) -> None:
    """As when the disk was unmounted: the folder is the bare mount point."""
    folder = tmp_path / "its # 100% own"
    upgrade(Database(f"sqlite:///{folder}/a.db"))
    running = Database(f"sqlite:///{folder}/a.db", creates=False)
    assert current_revision(running)
    running.dispose()
    for file in folder.iterdir():
        file.unlink()
    assert cannot_now(_fault(running, "SELECT 1"))
    with pytest.raises(NotSetUpError):
        require_set_up(running)
    assert list(folder.iterdir()) == []
    (folder / "a.db").touch()
    with pytest.raises(NotSetUpError):
        upgrade(running)


def test_a_disk_that_takes_no_more_of_a_file_cannot_now(database: Database) -> None:
    """SQLite names it by one of its extended codes, of which only the first byte says that it is the disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        fault = _fault(database, "INSERT INTO t VALUES (zeroblob(10000000))")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert getattr(fault.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_IOERR_WRITE
    assert cannot_now(fault)


def test_a_process_whose_connections_are_all_in_use_cannot_now() -> None:
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, pool_timeout=0.05)
    with engine.connect(), pytest.raises(PoolTimeoutError) as fault:
        engine.connect()
    assert cannot_now(fault.value)
    engine.dispose()


@pytest.mark.parametrize("statement", ["SELECT * FROM nowhere", "INSERT INTO t VALUES ('a'), ('a')"])
def test_a_mistake_of_ours_is_no_excuse(database: Database, statement: str) -> None:
    assert not cannot_now(_fault(database, statement))


def test_postgresql_that_is_down_cannot_now() -> None:
    assert cannot_now(_fault(Database("postgresql+psycopg://postgres@/x?host=/nowhere"), "SELECT 1"))


def test_a_mistake_of_ours_is_no_excuse_on_postgresql(postgres_cluster: Cluster) -> None:
    database = Database(postgres_cluster.create_database())
    assert not cannot_now(_fault(database, "SELECT * FROM nowhere"))
    assert cannot_now(_fault(database, "SET TRANSACTION READ ONLY", "CREATE TABLE t (x int)"))
    database.dispose()


def test_nothing_is_locked_when_the_schema_stands_where_it_should(world: World) -> None:
    """Another process writes, and the one that starts neither waits for it nor begins to write."""
    starting = Database(world.environment.settings.effective_database_url, busy_timeout_ms=100)
    begun: list[str] = []

    @event.listens_for(starting.engine, "before_cursor_execute")
    def _note(*executed: Any) -> None:
        begun.append(str(executed[2]))

    with world.environment.database.writing() as session:
        session.connection()
        upgrade(starting)
    assert begun
    assert not [one for one in begun if "IMMEDIATE" in one or not one.startswith(("BEGIN", "SELECT", "PRAGMA"))]
    assert current_revision(starting) == current_revision(world.environment.database)
    starting.dispose()


def test_the_web_starts_during_a_backup_and_waits_five_seconds_for_a_writer(world: World) -> None:
    with sqlite3.connect(str(world.environment.database.engine.url.database)) as backup:
        backup.execute("BEGIN IMMEDIATE")
        app = create_app(world.environment.settings)
        app.config["WTF_CSRF_ENABLED"] = False
        client = app.test_client()
        assert client.get("/").status_code == 200
        started = time.monotonic()
        answer = client.post("/sign-in", data={"phone": "020 5555 1234", "number": "020 5555 1234"})
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert WEB_BUSY_TIMEOUT_MS == 5_000
        assert 4 < time.monotonic() - started < 9
        backup.rollback()
    backup.close()


def test_a_full_disk_cannot_now_and_a_missing_file_is_a_fault() -> None:
    assert cannot_now(OSError(errno.ENOSPC, "No space left on device"))
    assert cannot_now(OSError(errno.EROFS, "Read-only file system"))
    assert cannot_now(OSError(errno.EDQUOT, "Disk quota exceeded"))
    assert cannot_now(OSError(errno.EIO, "Input/output error"))
    assert not cannot_now(FileNotFoundError(errno.ENOENT, "No such file or directory"))


@pytest.fixture
def as_sqlite_is_made_elsewhere() -> Iterator[None]:
    """Connections that begin without overwriting what is deleted, and without waiting for the disk.

    Debian's SQLite does both, whether asked or not.
    """

    def _begin(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in ("secure_delete=OFF", "synchronous=OFF"):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(Pool, "connect", _begin)  # before the portal's own, which is an engine's
    yield
    event.remove(Pool, "connect", _begin)


@pytest.mark.usefixtures("as_sqlite_is_made_elsewhere")
def test_what_was_erased_is_not_in_the_file_any_more(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'portal.db'}")
    with database.writing() as session:
        session.execute(text("CREATE TABLE said (words TEXT)"))
        session.execute(text("INSERT INTO said VALUES ('a name that nobody else has')"))
    with database.writing() as session:
        session.execute(text("DELETE FROM said"))
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.dispose()
    assert b"a name that nobody else has" not in (tmp_path / "portal.db").read_bytes()


@pytest.mark.usefixtures("as_sqlite_is_made_elsewhere")
def test_what_was_committed_is_on_the_disk(tmp_path: Path) -> None:
    """Only a power cut could show it, so SQLite is asked: 2 is FULL, https://www.sqlite.org/pragma.html."""
    database = Database(f"sqlite:///{tmp_path / 'portal.db'}")
    with database.writing() as session:
        assert session.scalar(text("PRAGMA synchronous")) == 2
    database.dispose()


def test_whoever_reads_for_long_keeps_nobody_from_writing(database: Database) -> None:
    with database.reading() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 0
        with database.writing() as writer:
            writer.execute(text("INSERT INTO t VALUES ('a')"))
        assert reader.scalar(text("SELECT count(*) FROM t")) == 0
    with database.reading() as reader:
        assert reader.scalar(text("SELECT count(*) FROM t")) == 1


def test_nothing_points_to_what_is_not_there(database: Database) -> None:
    with database.writing() as session:
        session.execute(text("CREATE TABLE belonging (x TEXT REFERENCES t (x))"))
    fault = _fault(database, "INSERT INTO belonging VALUES ('nobody')")
    assert getattr(fault.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
    assert not cannot_now(fault)
