"""`portal officers`: accounts and appointments from the command line, with passwords that never stand on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from portal import create_app
from portal.cli.officers import officers
from portal.people import officer_browsers
from portal.people.officers import FAILURES_ALLOWED, Officer, sign_in
from portal.people.sessions import open_session, owner
from portal.settings import Settings
from portal.store.database import Database
from portal.store.places import load_areas
from portal.store.schema import upgrade
from portal.store.tables import AppointmentRow, OfficerRow
from tests.visits import client_of
from tests.world import World

PASSWORD = "ຂ້າວໜຽວ 7 ກະຕິບ ທີ່ບ້ານ"
ADD = ("add", "noy.v", "--name-lo", "ນ້ອຍ ວົງສາ", "--name-en", "Noy Vongsa", "--password-stdin")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_SECRET_KEY", "k" * 40)
    made = Database(Settings().effective_database_url)
    upgrade(made)
    with made.writing() as session:
        load_areas(session)
    yield made
    made.dispose()


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(officers, arguments, input=typed)


def can_sign_in(database: Database, password: str) -> bool:
    return isinstance(sign_in(database, "noy.v", password, datetime.now(UTC)), Officer)


def test_an_account_is_opened_with_a_password_from_stdin(database: Database) -> None:
    added = run(*ADD, typed=PASSWORD + "\n")
    assert added.exit_code == 0, added.output
    assert PASSWORD not in added.output
    assert can_sign_in(database, PASSWORD)


def test_a_password_is_asked_for_twice_and_not_shown(database: Database) -> None:
    asked = run(*ADD[:-1], typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert asked.exit_code == 0, asked.output
    assert PASSWORD not in asked.output
    assert can_sign_in(database, PASSWORD)


def test_there_is_no_way_to_give_a_password_on_the_command_line() -> None:
    for name in ("add", "set-password"):
        command = officers.commands[name]
        flags = {option for parameter in command.params for option in parameter.opts if "password" in option}
        assert flags == {"--password-stdin"}


@pytest.mark.parametrize(
    ("typed", "says"),
    [("short\n", "too short"), ("aaaaaaaaaaaaaaaa\n", "easy to guess"), ("", "too short")],
)
def test_a_weak_password_is_refused_in_words(database: Database, typed: str, says: str) -> None:
    refused = run(*ADD, typed=typed)
    assert refused.exit_code == 1
    assert says in refused.output
    assert not can_sign_in(database, typed.strip())


def test_a_username_that_is_taken_or_odd_is_refused(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    assert "already" in run(*ADD, typed=PASSWORD + "\n").output
    assert "3 to 40" in run("add", "a b", *ADD[2:], typed=PASSWORD + "\n").output


def test_an_officer_is_appointed_and_listed(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    appointed = run("appoint", "noy.v", "clerk", "010101", "--until", "2099-12-31")
    assert appointed.exit_code == 0, appointed.output
    assert "Ban Nongping village office" in appointed.output
    with database.reading() as session:
        row = session.scalars(select(AppointmentRow)).one()
    assert (row.role, row.area, row.level, row.service) == ("clerk", "010101", "village", None)
    listed = json.loads(run("list", "--json").output)
    assert [(one["username"], one["active"]) for one in listed] == [("noy.v", True)]
    assert [one["area"] for one in listed[0]["appointments"]] == ["010101"]
    assert "clerk, Ban Nongping village office" in run("list").output


def test_a_role_no_service_has_is_remarked(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    remarked = run("appoint", "noy.v", "clrek", "010101")
    assert remarked.exit_code == 0
    assert "no service has work for a clrek" in remarked.output
    assert "no service" not in run("appoint", "noy.v", "clerk", "010101").output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("noy.v", "clerk", "999999"), "no area"),
        (("nobody", "clerk", "010101"), "no such officer"),
        (("noy.v", "clerk", "010101", "--from", "2026-02-01", "--until", "2026-01-01"), "end before it starts"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_in_words(
    database: Database, arguments: tuple[str, ...], says: str
) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    refused = run("appoint", *arguments)
    assert refused.exit_code == 1
    assert says in refused.output


def test_a_new_password_replaces_the_old_one(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    changed = run("set-password", "noy.v", "--password-stdin", typed="another long password 5\n")
    assert changed.exit_code == 0, changed.output
    assert not can_sign_in(database, PASSWORD)
    assert can_sign_in(database, "another long password 5")


def test_a_closed_account_lets_nobody_in_until_it_is_open_again(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    run("close", "noy.v")
    assert not can_sign_in(database, PASSWORD)
    assert "closed" in run("list").output
    run("reopen", "noy.v")
    assert can_sign_in(database, PASSWORD)


def test_an_ended_appointment_holds_no_longer_at_the_next_request(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World(tmp_path, now=datetime.now(UTC))
    monkeypatch.setenv("PORTAL_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PORTAL_SECRET_KEY", world.environment.settings.secret_key.get_secret_value())
    case_id = world.submitted("residence-certificate")
    [task] = world.case(case_id).tasks.values()
    officer = world.officer(task.role, task.area)
    with world.environment.database.reading() as session:
        username = session.get_one(OfficerRow, officer).username
    desk = client_of(create_app(environment=world.environment), "officer", officer)
    assert desk.get(f"/desk/cases/{case_id}").status_code == 200
    ended = run("end", username, task.role, task.area, "--json")
    assert ended.exit_code == 0, ended.output
    assert [(one["role"], one["area"]) for one in json.loads(ended.output)] == [(task.role, task.area)]
    assert desk.get(f"/desk/cases/{case_id}").status_code == 404
    assert run("end", username, task.role, task.area).exit_code == 1, "there is nothing left to end"
    world.close()


def test_an_appointment_can_end_later_and_for_one_service(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    run("appoint", "noy.v", "clerk", "010101")
    run("appoint", "noy.v", "clerk", "010101", "--service", "residence-certificate")
    later = run("end", "noy.v", "clerk", "010101", "--service", "residence-certificate", "--last-day", "2099-12-31")
    assert later.exit_code == 0, later.output
    held = json.loads(run("list", "--json").output)[0]["appointments"]
    assert [(one["service"], one["ends"]) for one in held] == [(None, None), ("residence-certificate", "2099-12-31")]
    run("end", "noy.v", "clerk", "010101", "--service", "residence-certificate")
    held = json.loads(run("list", "--json").output)[0]["appointments"]
    assert [one["service"] for one in held] == [None]


@pytest.mark.parametrize("command", ["sign-out", "close", "set-password"])
def test_whoever_is_signed_in_is_out_at_once_and_known_in_no_browser(database: Database, command: str) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    now, longest = datetime.now(UTC), timedelta(hours=12)
    with database.writing() as session:
        officer = session.scalars(select(OfficerRow.id)).one()
        token = open_session(session, "officer", officer, now, longest)
        mark = officer_browsers.remember(session, officer, None, now)
    stdin = ["--password-stdin"] if command == "set-password" else []
    done = run(command, "noy.v", *stdin, typed=PASSWORD + "\n")
    assert done.exit_code == 0, done.output
    with database.reading() as session:
        assert owner(session, token, now, longest) is None
        assert officer_browsers.owner(session, mark, now) is None
    assert can_sign_in(database, PASSWORD) is (command != "close")


def test_a_locked_account_is_shown_and_unlocked(database: Database) -> None:
    run(*ADD, typed=PASSWORD + "\n")
    for _ in range(FAILURES_ALLOWED):
        assert not can_sign_in(database, "wrong")
    assert not can_sign_in(database, PASSWORD)
    assert "locked until" in run("list").output
    assert run("unlock", "noy.v").exit_code == 0
    assert json.loads(run("list", "--json").output)[0]["locked_until"] is None
    assert can_sign_in(database, PASSWORD)


def test_a_username_is_found_however_it_is_typed(database: Database) -> None:
    assert run(*ADD, typed=PASSWORD + "\n").exit_code == 0
    for typed in (" Noy.V ", "no\u200by.v", "NOY.V\u00a0"):
        assert run("sign-out", typed).exit_code == 0, typed
