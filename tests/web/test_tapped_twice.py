"""A second tap on the button that signs in, or out, leads where the first did."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal.people.sign_in import SENT_TWICE
from portal.store import messages
from portal.store.tables import OfficerRow, SessionRow
from tests.visits import client_of, token_of
from tests.world import PASSWORD, World

START = "/apply/residence-certificate"
HERE = {"Origin": "http://localhost"}
"""What a browser says of a form that stood on this site."""


def _asked(world: World, client: FlaskClient, number: str, target: str = START) -> dict[str, str]:
    """The form of the page that asks for the code, with the code of the SMS typed in."""
    world.clock.move(minutes=1)
    opened = client.get("/sign-in", query_string={"next": target})
    form = {"_csrf": token_of(opened), "phone": number}
    asked = client.post("/sign-in", data=form, follow_redirects=True)
    with world.environment.database.reading() as session:
        said = next(row.text for row in messages.newest(session, 50) if row.number == number)
    code = re.search(r"\b\d{6}\b", said)
    assert code is not None
    return {"_csrf": token_of(asked), "code": code[0]}


def _sessions(world: World) -> int:
    with world.environment.database.reading() as session:
        return session.scalar(select(func.count()).select_from(SessionRow)) or 0


def test_a_second_tap_on_the_code_goes_where_the_first_went(world: World, app: Flask) -> None:
    client = app.test_client()
    form = _asked(world, client, "+8562055557301")
    first = client.post("/sign-in/code", data=form)
    assert "/applications/" in first.headers["Location"]
    before = _sessions(world)
    again = {**form, "code": f"{form['code'][:3]} {form['code'][3:]}"}
    second = client.post("/sign-in/code", data=again, headers=HERE)
    assert (second.status_code, second.headers["Location"]) == (303, first.headers["Location"])
    assert _sessions(world) == before, "nobody was signed in anew"
    page = client.get(second.headers["Location"], follow_redirects=True)
    assert page.request.path.endswith("/pages/you"), "the first question, not the page that asks whether to go on"


def test_a_second_tap_before_the_first_was_answered_goes_to_the_same_application(world: World, app: Flask) -> None:
    client = app.test_client()
    form = _asked(world, client, "+8562055557302")
    cookie = client.get_cookie("session")
    assert cookie is not None
    first = client.post("/sign-in/code", data=form)
    other = app.test_client()
    other.set_cookie("session", cookie.value)
    second = other.post("/sign-in/code", data=form)
    assert "/applications/" in first.headers["Location"]
    assert second.headers["Location"] == first.headers["Location"]


@pytest.mark.parametrize(
    "case", ["another code", "a minute later", "another browser", "another person", "another site"]
)
def test_no_other_form_without_a_token_is_taken_for_a_second_tap(world: World, app: Flask, case: str) -> None:
    client = app.test_client()
    form = _asked(world, client, "+8562055557303")
    assert client.post("/sign-in/code", data=form).status_code == 303
    match case:
        case "another code":
            form["code"] = f"{(int(form['code']) + 1) % 1_000_000:06}"
        case "a minute later":
            world.clock.now += SENT_TWICE + timedelta(seconds=1)
        case "another browser":
            client = app.test_client()
        case "another person":
            client = client_of(app, "applicant", world.applicant("+8562055557304"))
    headers = {"Origin": "https://elsewhere.example"} if case == "another site" else HERE
    answer = client.post("/sign-in/code", data=form, headers=headers)
    assert answer.status_code == 400
    if case == "another browser":
        assert client.get("/my").status_code == 303, "and nobody is signed in there"


def test_a_second_tap_of_an_officer_goes_where_the_first_went(world: World, app: Flask) -> None:
    officer = world.officer("clerk", "010101")
    with world.environment.database.reading() as session:
        username = session.get_one(OfficerRow, officer).username
    client = app.test_client()
    token = token_of(client.get("/desk/sign-in?next=/desk/search"))
    form = {"_csrf": token, "username": username, "password": PASSWORD}
    first = client.post("/desk/sign-in", data=form)
    second = client.post("/desk/sign-in", data=form, headers=HERE)
    assert first.headers["Location"] == "/desk/search"
    assert (second.status_code, second.headers.get("Location")) == (303, "/desk/search")
    stranger = client.post("/desk/sign-in", data={**form, "username": "somebody.else"}, headers=HERE)
    assert stranger.status_code == 400


def test_a_second_tap_on_signing_out_leaves_too(world: World, app: Flask) -> None:
    client = client_of(app, "applicant", world.applicant("+8562055557305"))
    token = token_of(client.get("/my"))
    for _tap in range(2):
        answer = client.post("/sign-out", data={"_csrf": token}, headers=HERE)
        assert (answer.status_code, answer.headers.get("Location")) == (303, "/")
    signed_in = client_of(app, "applicant", world.applicant("+8562055557305"))
    answer = signed_in.post("/sign-out", data={"_csrf": token}, headers=HERE)
    assert answer.status_code == 400, "another session's token"
    assert signed_in.get("/my").status_code == 200
