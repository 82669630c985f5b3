"""A database that this version cannot use is said in a line to be one, left alone, and put in no other's place."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import portal
from tests.cli.test_portal_command import KEY

OF_ANOTHER_VERSION = "is of another version of the portal"
WITHOUT_ONE = "does not say in alembic_version of which version of the portal it is"
FOREIGN = "is not a database of the portal"
CHANGED = {
    "a newer one": (OF_ANOTHER_VERSION, "UPDATE alembic_version SET version_num = '9042'"),
    "one whose tables were others": (OF_ANOTHER_VERSION, "ALTER TABLE files DROP COLUMN sent"),
    "one that lost a table": (OF_ANOTHER_VERSION, "DROP TABLE publications"),
    "one that says two versions": (WITHOUT_ONE, "INSERT INTO alembic_version VALUES ('9042')"),
    "one that says none": (WITHOUT_ONE, "DELETE FROM alembic_version"),
    "one that cannot say it": (WITHOUT_ONE, "DROP TABLE alembic_version"),
    "one that says it otherwise": (WITHOUT_ONE, "ALTER TABLE alembic_version RENAME COLUMN version_num TO x"),
}
"""What was done to the portal's own database, and what is said of it."""
ANOTHERS = {
    "another program's": ("CREATE TABLE notes (t TEXT)",),
    "another's that has such tables too": ("CREATE TABLE files (t TEXT)", "CREATE TABLE people (t TEXT)"),
    "another's with Alembic": (
        "CREATE TABLE alembic_version (version_num TEXT)",
        "INSERT INTO alembic_version VALUES ('0001')",
    ),
    "another's with a table named so": ("CREATE TABLE alembic_version (x INTEGER)",),
}
COMMANDS = (
    "migrate",
    "officers list",
    "places load",
    "places search ໜອງ",
    "check --officers",
    "web",
    "worker",
    "backup copy.db",
)


def _run(folder: Path, *words: str) -> tuple[int, str]:
    options = {"PORTAL_DATA_DIR": str(folder / "data"), "PORTAL_SECRET_KEY": KEY}
    done = CliRunner().invoke(portal, list(words), env=options)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    assert _run(folder, "migrate")[0] == 0
    return folder


@pytest.fixture
def folder(tmp_path: Path, migrated: Path) -> Path:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    return tmp_path


def _do(database: Path, *statements: str) -> None:
    with closing(sqlite3.connect(database)) as opened:
        for statement in statements:
            opened.execute(statement)
        opened.commit()


@pytest.mark.parametrize("kind", CHANGED)
@pytest.mark.parametrize("words", COMMANDS)
def test_no_command_goes_on_over_a_database_of_no_version_or_another(folder: Path, kind: str, words: str) -> None:
    expected, statement = CHANGED[kind]
    _do(folder / "data" / "portal.db", statement)
    code, said = _run(folder, *words.replace("copy.db", str(folder / "copy.db")).split())
    assert code == 1
    assert expected in said
    assert "portal migrate" not in said, "it would not help"
    assert len(said.splitlines()) == 1
    assert not list(folder.glob("copy*"))


@pytest.mark.parametrize("kind", ANOTHERS)
@pytest.mark.parametrize("words", COMMANDS)
def test_another_programs_database_is_refused_and_left_as_it_is(tmp_path: Path, kind: str, words: str) -> None:
    database = tmp_path / "data" / "portal.db"
    database.parent.mkdir()
    _do(database, *ANOTHERS[kind])
    before = database.read_bytes()
    code, said = _run(tmp_path, *words.replace("copy.db", str(tmp_path / "copy.db")).split())
    assert code == 1
    assert FOREIGN in said
    assert len(said.splitlines()) == 1
    assert database.read_bytes() == before


@pytest.mark.parametrize("kind", [*CHANGED, *ANOTHERS])
def test_a_backup_that_no_command_would_open_replaces_nothing(folder: Path, kind: str) -> None:
    copy, database = folder / "copy.db", folder / "data" / "portal.db"
    if kind in CHANGED:
        assert _run(folder, "backup", str(copy))[0] == 0
        _do(copy, CHANGED[kind][1])
    else:
        _do(copy, *ANOTHERS[kind])
    before = database.read_bytes()
    code, said = _run(folder, "restore", str(copy))
    assert code == 1
    assert said.startswith(f"Error: Nothing was restored: {copy} ")
    assert (CHANGED[kind][0] if kind in CHANGED else FOREIGN) in said
    assert len(said.splitlines()) == 1
    assert database.read_bytes() == before
    assert not list((folder / "data").glob("*.restor*"))


def test_a_damaged_page_is_said_in_a_line(folder: Path) -> None:
    database = folder / "data" / "portal.db"
    with database.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(range(1, 251)) * 60)
    for words in (["worker"], ["backup", str(folder / "copy.db")], ["restore", str(database)]):
        code, said = _run(folder, *words)
        assert code == 1
        assert "is damaged: " in said
        assert len(said.splitlines()) == 1, said
