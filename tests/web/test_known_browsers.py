"""What a browser that somebody signed in in keeps open for them: one mark a code, and nothing for anybody else."""

from __future__ import annotations

import dataclasses
import re
import secrets
from collections.abc import Iterator

import pytest
import structlog
from bs4 import BeautifulSoup, Tag
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal import create_app
from portal.people.code_allowances import PART_OF_ONE_ADDRESS
from portal.people.officers import FAILURES_ALLOWED, set_password
from portal.store import messages
from portal.store.tables import OfficerRow
from portal.web import known_here, limits
from portal.web.codes_refused import EVERY
from tests.visits import client_of
from tests.web.limited import limited
from tests.world import PASSWORD, World


@pytest.fixture
def app(world: World) -> Iterator[Flask]:
    with limited(world) as app:
        yield app


@pytest.fixture
def number() -> str:
    return f"+85620557{secrets.randbelow(90_000) + 10_000}"


def _token(answer: TestResponse) -> str:
    found = BeautifulSoup(answer.text, "html.parser").select_one("main form input[name=_csrf]")
    assert isinstance(found, Tag)
    return str(found["value"])


def _ask(client: FlaskClient, number: str) -> TestResponse:
    return client.post("/sign-in", data={"_csrf": _token(client.get("/sign-in")), "phone": number})


def _at_the_code(world: World, app: Flask, number: str) -> tuple[str, dict[str, str]]:
    """The session cookie of a browser that has the code, and the form that sends it."""
    client = app.test_client()
    assert _ask(client, number).status_code == 303
    token = _token(client.get("/sign-in/code"))
    with world.environment.database.reading() as session:
        said = next(row.text for row in messages.newest(session, 50) if row.number == number)
    code = re.search(r"\b\d{6}\b", said)
    cookie = client.get_cookie("session")
    assert code
    assert cookie
    return cookie.value, {"_csrf": token, "code": code[0]}


def _mark_of_sending(app: Flask, cookie: str, form: dict[str, str], mark: str | None = None) -> str:
    """The mark that a browser with this session and perhaps a mark already gets for sending the code."""
    client = app.test_client()
    client.set_cookie("session", cookie)
    if mark:
        client.set_cookie("numbers", mark)
    assert client.post("/sign-in/code", data=form).status_code == 303
    made = client.get_cookie("numbers")
    assert made
    return made.value


def _word(app: Flask, mark: str, number: str) -> str | None:
    with app.test_request_context(headers={"Cookie": f"numbers={mark}"}):
        return known_here.browser_of(number)


def test_a_code_sent_again_and_again_marks_one_browser(world: World, app: Flask, number: str) -> None:
    cookie, form = _at_the_code(world, app, number)
    others = ["+8562055558001", "+8562055558002"]
    marks = []
    for other in others:
        world.clock.move(minutes=1)
        marks.append(_mark_of_sending(app, *_at_the_code(world, app, other)))
    made = [_mark_of_sending(app, cookie, form, mark) for mark in (None, None, None, *marks)]
    assert len({_word(app, mark, number) for mark in made}) == 1
    assert all(_word(app, mark, other) for mark, other in zip(made[3:], others, strict=True)), "a family shares a phone"


def test_a_browser_keeps_its_word_and_another_code_marks_another(world: World, app: Flask, number: str) -> None:
    first = _mark_of_sending(app, *_at_the_code(world, app, number))
    world.clock.move(minutes=2)
    again = _mark_of_sending(app, *_at_the_code(world, app, number), first)
    world.clock.move(minutes=2)
    elsewhere = _mark_of_sending(app, *_at_the_code(world, app, number))
    assert _word(app, again, number) == _word(app, first, number) != _word(app, elsewhere, number)


def test_signing_out_ends_the_minute_of_a_code(world: World, app: Flask, number: str) -> None:
    cookie, form = _at_the_code(world, app, number)
    client = app.test_client()
    client.set_cookie("session", cookie)
    client.post("/sign-in/code", data=form)
    token = BeautifulSoup(client.get("/my").text, "html.parser").select_one("input[name=_csrf]")
    assert token
    assert client.post("/sign-out", data={"_csrf": str(token["value"])}).status_code == 303
    client.set_cookie("session", cookie)
    client.post("/sign-in/code", data=form)
    assert client.get("/my").status_code == 303, "nobody is signed in"


def test_guessing_in_an_officers_browser_makes_it_rest_and_a_new_password_ends_its_mark(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = world.officer("clerk", "010101")
    with world.environment.database.reading() as session:
        username = session.get_one(OfficerRow, officer).username

    def enter(client: FlaskClient, password: str) -> bool:
        form = {"_csrf": _token(client.get("/desk/sign-in")), "username": username, "password": password}
        client.post("/desk/sign-in", data=form)
        return client.get("/desk").status_code == 200

    known, stranger = app.test_client(), app.test_client()
    assert enter(known, PASSWORD)
    with monkeypatch.context() as quick:
        quick.setattr("portal.people.officers.is_right", lambda _hashed, _password: False)
        known.delete_cookie("session")
        for client in (stranger, known):
            for _ in range(FAILURES_ALLOWED):
                assert not enter(client, "wrong")
    assert not enter(known, PASSWORD), "it rests"
    world.clock.move(minutes=16)
    assert enter(known, PASSWORD)
    with world.environment.database.writing() as session:
        assert set_password(session, officer, PASSWORD) is None
    with app.test_request_context("/desk", headers={"Cookie": _cookie(known)}):
        assert known_here.officer_token()
        assert known_here.officer() is None


def _cookie(client: FlaskClient) -> str:
    mark = client.get_cookie("officer", path="/desk")
    assert mark
    return f"officer={mark.value}"


def test_a_mark_opens_nothing_for_another_number_nor_for_officers(
    world: World, app: Flask, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger, known = app.test_client(), client_of(app, "applicant", world.applicant(number))
    known.delete_cookie("session")
    token, desk = _token(stranger.get("/sign-in")), {"username": "", "password": ""}
    monkeypatch.setattr("portal.people.officers.is_right", lambda _hashed, _password: False)  # quick
    for path, sent in (("/sign-in", {"phone": ""}), ("/desk/sign-in", desk)):
        answers = (stranger.post(path, data={"_csrf": token, **sent}).status_code for _ in range(601))
        assert 429 in answers
    assert _ask(known, "020 5555 8009").status_code == 429
    assert known.post("/desk/sign-in", data={"_csrf": _token(known.get("/sign-in")), **desk}).status_code == 429
    assert _ask(known, number).status_code == 303


def test_all_the_marked_browsers_of_an_address_have_a_wider_limit(app: Flask) -> None:
    page = limits.limited(2, lambda: request.args.get("mark"))(lambda: "seen")
    app.add_url_rule("/counted", "counted", page)
    client = app.test_client()

    def seen(mark: str = "", address: str = "192.0.2.1") -> bool:
        asked = client.get("/counted", query_string={"mark": mark}, environ_base={"REMOTE_ADDR": address})
        return asked.status_code == 200

    assert [seen() for _ in range(3)] == [True, True, False]
    assert [seen("first") for _ in range(3)] == [True, True, False], "each counts for itself"
    taken = sum(seen(f"mark {place}") for place in range(3 * limits.MARKED))
    assert taken <= 2 * limits.MARKED - 2
    assert not seen("one more")
    assert seen("one more", "192.0.2.2")


def test_what_newcomers_are_refused_is_told_once_a_minute_with_a_count(world: World) -> None:
    few = world.environment.settings.model_copy(update={"codes_per_hour_of_all": PART_OF_ONE_ADDRESS})
    app = create_app(environment=dataclasses.replace(world.environment, settings=few))
    world.clock.move(hours=2)

    def asked(times: int) -> list[tuple[str, int]]:
        with structlog.testing.capture_logs() as lines:
            for place in range(times):
                _ask(app.test_client(), f"020 5566 10{place:02}")
        return [(line["event"], line["refused"]) for line in lines if line["event"].startswith("codes_of")]

    assert asked(6) == [("codes_of_one_address_used_up", 1)]
    world.clock.now += EVERY
    assert asked(1) == [("codes_of_one_address_used_up", 5)]
