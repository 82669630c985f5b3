"""The session's cookie: what it promises the browser, and how long it lives where clocks are wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
import time_machine
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from portal import create_app
from portal.web import known_here
from tests.visits import client_of
from tests.world import PASSWORD, World


def app_of(world: World, *, secure: bool) -> Flask:
    settings = world.environment.settings.model_copy(update={"cookie_secure": secure})
    app = create_app(environment=replace(world.environment, settings=settings))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def cookies_of_sign_in(world: World, *, secure: bool) -> SimpleCookie:
    officer = world.officer("clerk", "010101")
    with world.environment.database.reading() as session:
        from portal.people.officers import officer as known

        found = known(session, officer)
    assert found is not None
    answer = (
        app_of(world, secure=secure)
        .test_client()
        .post(
            "/desk/sign-in",
            data={"username": found.username, "password": PASSWORD},
            base_url="https://localhost" if secure else "http://localhost",
        )
    )
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/desk"
    cookies: SimpleCookie = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        cookies.load(header)
    return cookies


def test_over_https_the_cookies_are_bound_to_host_and_https(world: World) -> None:
    cookies = cookies_of_sign_in(world, secure=True)
    assert set(cookies) == {"__Host-session", "__Secure-officer"}
    session = cookies["__Host-session"]
    assert (session["path"], session["domain"]) == ("/", "")
    assert all(cookie["secure"] and cookie["httponly"] and cookie["samesite"] == "Lax" for cookie in cookies.values())


def test_over_plain_http_they_have_names_that_a_browser_takes(world: World) -> None:
    assert set(cookies_of_sign_in(world, secure=False)) == {"session", "officer"}


def test_the_session_ends_by_a_length_of_time(world: World) -> None:
    hours = world.environment.settings.session_hours
    assert int(cookies_of_sign_in(world, secure=False)["session"]["max-age"]) == hours * 3600


@pytest.mark.parametrize("back", [timedelta(days=2), timedelta(days=365)], ids=["two days", "a year"])
def test_after_the_clock_was_set_back_one_signs_in_anew(world: World, back: timedelta) -> None:
    app = app_of(world, secure=False)
    client = client_of(app, "applicant", world.applicant())
    assert client.get("/my").status_code == 200
    world.clock.now -= back
    with time_machine.travel(-back, tick=True):
        assert client.get("/my").status_code == 303
        assert client.get("/sign-in").status_code == 200
        fresh = client_of(app, "applicant", world.applicant())
        assert fresh.get("/my").status_code == 200
    world.clock.now += back


@pytest.mark.parametrize(("back", "status"), [(50, 200), (90, 303)])
def test_a_clock_that_steps_back_a_little_signs_nobody_out(world: World, back: int, status: int) -> None:
    with time_machine.travel(world.clock.now, tick=False):
        client = client_of(app_of(world, secure=False), "officer", world.officer("clerk", "010101"))
        assert client.get("/desk").status_code == 200
    with time_machine.travel(world.clock.now - timedelta(seconds=back), tick=False):
        assert client.get("/desk").status_code == status


def token_of(client: FlaskClient) -> str:
    box = BeautifulSoup(client.get("/sign-in").text, "html.parser").select_one("main form input[name=_csrf]")
    assert box is not None
    return str(box["value"])


def sent(client: FlaskClient, token: str) -> int:
    return client.post("/sign-in", data={"_csrf": token, "phone": "020 555"}).status_code


@pytest.mark.parametrize(
    ("moved", "status"),
    [
        pytest.param(timedelta(seconds=-50), 303, id="a little back"),
        pytest.param(timedelta(minutes=110), 303, id="as long as its session"),
        pytest.param(timedelta(minutes=130), 400, id="no longer"),
        pytest.param(timedelta(hours=-1), 400, id="an hour back"),
        pytest.param(timedelta(days=-1), 400, id="a day back"),
        pytest.param(timedelta(days=-3650), 400, id="ten years back"),
    ],
)
def test_a_form_can_be_sent_for_as_long_as_its_session_whatever_the_clock_says(
    world: World, moved: timedelta, status: int
) -> None:
    client = create_app(environment=world.environment).test_client()
    with time_machine.travel(world.clock.now, tick=False):
        token = token_of(client)
    with time_machine.travel(world.clock.now + moved, tick=False):
        assert sent(client, token) == status
        assert sent(client, token_of(client)) == 303, "a page opened now can always be sent"


@pytest.mark.parametrize(
    ("back", "known"),
    [(timedelta(seconds=90), True), (timedelta(days=40), True), (timedelta(days=181), False)],
    ids=["a little", "40 days", "longer than it is known"],
)
def test_a_browser_stays_known_when_the_clock_is_set_back(world: World, back: timedelta, known: bool) -> None:
    app = app_of(world, secure=False)
    number = "+8562055557177"
    with app.test_request_context(), time_machine.travel(world.clock.now, tick=False):
        name, value = known_here.mark_of_numbers(number, "a visit")
    cookie = {"Cookie": f"{name}={value}"}
    moment = world.clock.now - back
    with app.test_request_context(headers=cookie), time_machine.travel(moment, tick=False):
        assert (known_here.browser_of(number) is not None) is known
