"""A database that another version of the portal made is said to be one in a line, and put in no other's place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli import portal
from tests.cli.test_portal_command import KEY

MADE_BY = {
    "a newer one": "UPDATE alembic_version SET version_num = '9042'",
    "one whose tables were others": "ALTER TABLE files DROP COLUMN sent",
}


def _run(folder: Path, *words: str) -> tuple[int, str]:
    options = {"PORTAL_DATA_DIR": str(folder / "data"), "PORTAL_SECRET_KEY": KEY}
    done = CliRunner().invoke(portal, list(words), env=options)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assert _run(tmp_path, "migrate")[0] == 0
    return tmp_path


def _change(database: Path, made_by: str) -> None:
    with closing(sqlite3.connect(database)) as opened:
        opened.execute(MADE_BY[made_by])
        opened.commit()


@pytest.mark.parametrize("made_by", MADE_BY)
@pytest.mark.parametrize("words", ["migrate", "officers list", "places load", "web"])
def test_no_command_goes_on_over_another_versions_database(folder: Path, made_by: str, words: str) -> None:
    _change(folder / "data" / "portal.db", made_by)
    code, said = _run(folder, *words.split())
    assert code == 1
    assert "is of another version of the portal" in said
    assert len(said.splitlines()) == 1


def test_a_backup_of_a_newer_version_replaces_nothing(folder: Path) -> None:
    copy, database = folder / "copy.db", folder / "data" / "portal.db"
    assert _run(folder, "backup", str(copy))[0] == 0
    _change(copy, "a newer one")
    before = database.read_bytes()
    code, said = _run(folder, "restore", str(copy))
    assert code == 1
    assert "Nothing was restored" in said
    assert "newer version of the portal (9042)" in said
    assert database.read_bytes() == before
