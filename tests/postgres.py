"""A private PostgreSQL for the tests: its own cluster in a temporary folder, reached by socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from portal.store.database import Database
from portal.store.schema import upgrade

WITHOUT = "TESTS_WITHOUT_POSTGRESQL"
"""An environment variable: set, the tests that need PostgreSQL are left out on a machine that has none."""

_TEMPLATE = "portal_template"


@dataclass
class Cluster:
    """A running cluster. Every database made in it is new."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create_database(self, template: str = "template1") -> str:
        """The address of a new database, a copy of `template`."""
        name = f"portal_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def run(self, statement: str) -> None:
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()


@pytest.fixture(scope="session")
def postgres_cluster() -> Iterator[Cluster]:
    """A cluster for the whole run, with an upgraded database to copy."""
    tools = _tools()
    if tools is None and os.environ.get(WITHOUT):
        pytest.skip(f"PostgreSQL is not installed, and {WITHOUT} is set")
    assert tools is not None, f"PostgreSQL is not installed. Install it, or leave its tests out with {WITHOUT}=1"
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path must be short
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    try:
        _as_owner(tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off -c max_connections=60"
        _as_owner(tools / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            cluster = Cluster(folder)
            cluster.run(f"CREATE DATABASE {_TEMPLATE}")
            template = Database(cluster.url(_TEMPLATE))
            upgrade(template)
            template.dispose()
            yield cluster
        finally:
            _as_owner(tools / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_cluster: Cluster) -> str:
    """The address of a new, empty PostgreSQL database."""
    return postgres_cluster.create_database()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The address of a new, empty SQLite database."""
    return f"sqlite:///{tmp_path / 'portal.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database without a table, once SQLite and once PostgreSQL."""
    wanted = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    yield from _open(request.getfixturevalue(wanted))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with the newest schema and no rows, once SQLite and once PostgreSQL."""
    if request.param == "sqlite":
        url = request.getfixturevalue("sqlite_url")
        opened = Database(url)
        upgrade(opened)
        opened.dispose()
    else:
        url = request.getfixturevalue("postgres_cluster").create_database(_TEMPLATE)
    yield from _open(url)


def _open(url: str) -> Iterator[Database]:
    opened = Database(url)
    yield opened
    opened.dispose()


def _tools() -> Path | None:
    found = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found is None and not installed:
        return None
    return (Path(found) if found else installed[-1]).parent


def _as_owner(*command: str | Path) -> None:
    """Run as the user `postgres` when we are root, whom PostgreSQL refuses to serve."""
    become = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*become, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
