"""The demo's folder: keys that only its owner reads, data that are complete or made anew, and nobody else's files."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from portal.demo.home import DemoHome, InUseError, NotADemoError
from portal.people.passwords import HashedPassword, hash_password
from portal.store.in_use import in_use, lock_of


@pytest.fixture
def home(tmp_path: Path) -> DemoHome:
    made = DemoHome(tmp_path / "demo")
    made.prepare()
    return made


def test_keys_are_made_once_and_only_their_owner_reads_them(home: DemoHome) -> None:
    key, password = home.settings(8000).secret_key.get_secret_value(), home.officers_password()
    assert len(key) >= 32
    again = DemoHome(home.folder)
    again.prepare()
    assert again.settings(9000).secret_key.get_secret_value() == key
    assert again.officers_password() == password
    for name in ("secret-key", "officers-password"):
        assert stat.S_IMODE((home.folder / name).stat().st_mode) == 0o600


def test_two_demos_have_different_keys(home: DemoHome, tmp_path: Path) -> None:
    other = DemoHome(tmp_path / "other")
    other.prepare()
    assert other.settings(8000).secret_key != home.settings(8000).secret_key
    assert other.officers_password() != home.officers_password()


def test_the_password_is_one_that_officers_may_have(home: DemoHome) -> None:
    assert isinstance(hash_password(home.officers_password(), "demo"), HashedPassword)


def test_a_real_gateway_or_database_of_the_environment_is_not_used(
    home: DemoHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_SMS_GATEWAY", "twilio")
    monkeypatch.setenv("PORTAL_DATABASE_URL", "postgresql+psycopg://real/portal")
    settings = home.settings(8123)
    assert settings.sms_gateway == "console"
    assert settings.effective_database_url.startswith("sqlite")
    assert settings.base_url == "http://127.0.0.1:8123"
    assert settings.demo
    assert not settings.cookie_secure


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "portal.db").write_text("somebody's")
    with pytest.raises(NotADemoError):
        DemoHome(tmp_path).prepare()
    assert (tmp_path / "portal.db").read_text() == "somebody's"
    assert [path.name for path in tmp_path.iterdir()] == ["portal.db"]


def test_a_lock_that_nobody_has_is_nobodys_folder(tmp_path: Path) -> None:
    database = tmp_path / "portal.db"
    with in_use(database):
        with pytest.raises(NotADemoError):
            DemoHome(tmp_path).prepare()
        assert [path.name for path in tmp_path.iterdir()] == [lock_of(database).name]
    DemoHome(tmp_path).prepare()
    assert (tmp_path / "demo-portal").exists()


def test_data_count_only_when_they_are_complete(home: DemoHome) -> None:
    assert not home.has_data
    assert not home.was_interrupted
    (home.folder / "portal.db").touch()
    assert home.was_interrupted
    home.mark_complete()
    assert home.has_data
    assert not home.was_interrupted


def test_emptying_takes_the_data_and_leaves_the_keys_and_other_files(home: DemoHome) -> None:
    password = home.officers_password()
    for name in ("portal.db", "portal.db-wal", "jobs.db", "mine.txt"):
        (home.folder / name).touch()
    (home.folder / "files" / "ab").mkdir(parents=True)
    home.mark_complete()
    home.empty()
    assert sorted(path.name for path in home.folder.iterdir()) == ["demo-portal", "mine.txt", "officers-password"]
    assert not home.has_data
    assert home.officers_password() == password


def test_a_folder_is_one_demos_at_a_time(home: DemoHome) -> None:
    with home.held(), pytest.raises(InUseError), DemoHome(home.folder).held():
        pass
    with home.held():
        pass
