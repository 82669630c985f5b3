"""What strangers send costs them little and shuts nobody out: limits, large forms, and forms that are sent twice."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.store import messages
from portal.store.tables import CaseRow, CertificateRow
from portal.web.shell import MOST_FIELDS, MOST_TYPED
from portal.workflow.case import Status
from tests.visits import client_of, token_of
from tests.web.limited import limited
from tests.world import PASSWORD, World

NUMBER = "+8562055557301"
NO_CERTIFICATE = "/v/AAAA-AAAA-AAAA"
HOUR = 3600


@pytest.fixture
def app(world: World) -> Iterator[Flask]:
    with limited(world) as app:
        yield app


def _until_refused(client: FlaskClient, path: str, **sent: str) -> TestResponse:
    for _ in range(1300):
        answer = client.post(path, data=sent) if sent else client.get(path)
        if answer.status_code == 429:
            return answer
    raise AssertionError("nothing was refused")


def _code(world: World, number: str) -> str:
    with world.environment.database.reading() as session:
        said = next(row.text for row in messages.newest(session, 50) if row.number == number)
    found = re.search(r"\b\d{6}\b", said)
    assert found is not None
    return found[0]


def test_who_tries_codes_of_certificates_keeps_no_neighbour_from_checking_a_paper(world: World, app: Flask) -> None:
    world.played("residence-certificate", "granted")
    world.work()
    with world.environment.database.reading() as session:
        code = session.scalars(select(CertificateRow.code).where(CertificateRow.made_at.is_not(None))).first()
    _until_refused(app.test_client(), NO_CERTIFICATE)
    assert app.test_client().get(NO_CERTIFICATE).status_code == 429
    for _ in range(3):
        assert app.test_client().get(f"/v/{code}").status_code == 200


def test_a_refusal_says_until_when(world: World, app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("lang", "en")
    refused = _until_refused(client, NO_CERTIFICATE)
    wait = int(refused.headers["Retry-After"])
    assert 60 < wait <= HOUR + 1
    assert "Try again after" in refused.text
    assert "minutes" not in refused.text


def test_who_signed_in_here_before_is_not_shut_out_by_a_neighbour(world: World, app: Flask) -> None:
    stranger, known = app.test_client(), client_of(app, "applicant", world.applicant(NUMBER))
    known.delete_cookie("session")
    _until_refused(stranger, "/sign-in", _csrf=token_of(stranger.get("/sign-in")), phone="")
    token = token_of(known.get("/sign-in"))
    assert known.post("/sign-in", data={"_csrf": token, "phone": NUMBER}).status_code == 303
    assert known.post("/sign-in/code", data={"_csrf": token, "code": "1"}).status_code == 303
    _until_refused(known, "/sign-in", _csrf=token, phone="")


def test_an_officer_who_signed_in_here_before_is_not_shut_out_by_a_neighbour(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger, known = app.test_client(), client_of(app, "officer", world.officer("village", "010101"))
    known.delete_cookie("session")
    token = token_of(stranger.get("/desk/sign-in"))
    with monkeypatch.context() as quick:  # a password takes a sixth of a second on purpose, and here it takes 300
        quick.setattr("portal.people.officers.is_right", lambda _hashed, _password: False)
        _until_refused(stranger, "/desk/sign-in", _csrf=token, username="", password="")
    sent = {"_csrf": token_of(known.get("/desk/sign-in")), "username": "x", "password": PASSWORD}
    assert known.post("/desk/sign-in", data=sent).status_code == 303


@pytest.mark.parametrize("body", [b"a=" + b"x" * MOST_TYPED, b"a=&" * MOST_FIELDS, b"&" * MOST_FIELDS])
def test_a_form_larger_than_any_page_is_refused_before_it_is_taken_apart(app: Flask, body: bytes) -> None:
    refused = app.test_client().post("/sign-in", data=body, content_type="application/x-www-form-urlencoded")
    assert refused.status_code == 413
    assert "ໄຟລ໌" not in refused.text, "it has no file"


def test_the_longest_form_is_read(app: Flask) -> None:
    client = app.test_client()
    sent = {"_csrf": token_of(client.get("/sign-in")), "phone": "020 555"}
    sent |= {f"n{place}": "ກ" * 10_000 for place in range(10)} | {f"m{place}": "" for place in range(900)}
    assert client.post("/sign-in", data=sent).status_code == 303


def _at_the_code(world: World, app: Flask, number: str) -> tuple[FlaskClient, dict[str, str], str]:
    """A browser that has the code, the form that sends it, and the cookie it has before."""
    client = app.test_client()
    token = token_of(client.get("/sign-in?next=/apply/residence-certificate"))
    asked = client.post("/sign-in", data={"_csrf": token, "phone": number}, follow_redirects=True)
    cookie = client.get_cookie("session")
    assert cookie is not None
    return client, {"_csrf": token_of(asked), "code": _code(world, number)}, cookie.value


def test_a_code_sent_twice_before_the_first_answer_came_signs_in_and_starts_one_draft(world: World, app: Flask) -> None:
    number = f"+85620555{secrets.randbelow(90_000) + 10_000}"
    client, form, before = _at_the_code(world, app, number)
    first = client.post("/sign-in/code", data=form)
    client.set_cookie("session", before)
    again = client.post("/sign-in/code", data=form)
    assert first.headers["Location"].startswith("/applications/")
    assert client.get(again.headers["Location"], follow_redirects=True).status_code == 200
    assert client.get("/my").status_code == 200
    with world.environment.database.reading() as session:
        drafts = select(func.count()).select_from(CaseRow).where(CaseRow.applicant_id == world.applicant(number))
        assert session.scalar(drafts.where(CaseRow.status == Status.DRAFT)) == 1


def test_a_code_sent_again_later_signs_nobody_in(world: World, app: Flask) -> None:
    number = f"+85620556{secrets.randbelow(90_000) + 10_000}"
    client, form, before = _at_the_code(world, app, number)
    client.post("/sign-in/code", data=form)
    client.set_cookie("session", before)
    world.clock.move(minutes=2)
    client.post("/sign-in/code", data=form)
    assert client.get("/my").status_code == 303


def test_the_cookie_holds_nothing_of_the_browser_and_its_address(world: World, app: Flask) -> None:
    client, form, _before = _at_the_code(world, app, "+8562055557309")
    client.post("/sign-in/code", data=form)
    with client.session_transaction() as session:
        assert "_id" not in session
        assert session["_user_id"]


def test_signing_in_leads_where_it_was_asked_for_last(app: Flask) -> None:
    client = app.test_client()
    client.get("/sign-in?next=/apply/residence-certificate")
    wrong = client.post("/sign-in", data={"_csrf": token_of(client.get("/sign-in?next=/t/X")), "phone": "1"})
    assert wrong.headers["Location"] == "/sign-in?next=/t/X", "a mistake does not lose the way"
    client.get("/sign-in")
    with client.session_transaction() as session:
        assert "sign_in.next" not in session


@pytest.mark.parametrize("path", ["//t//x", "/t//x", "//sign-in", "/sign-in/", "/my//", "", "/my", "/t/x"])
def test_no_address_is_answered_with_the_host_that_the_request_named(app: Flask, path: str) -> None:
    asked = {"PATH_INFO": path, "HTTP_HOST": "evil.example"}
    answer = app.test_client().get("/", environ_overrides=asked)
    assert "evil.example" not in answer.headers.get("Location", "")
