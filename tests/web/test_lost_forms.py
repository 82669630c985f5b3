"""A form that arrives while the database is locked or the portal fails: nothing of it is kept, and nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from portal import create_app
from portal.cases import apply
from portal.definition.form import shown
from portal.people import officers
from portal.store.database import Database
from portal.workflow.case import Status
from tests.visits import client_of
from tests.world import World

SERVICE = "residence-certificate"
VILLAGE = "010101"
AWKWARD = 'ບ້ານ "ໂພນ" <ໄຊ> &amp; 12\r\nແຖວສອງ'


@pytest.fixture(scope="module")
def app(world: World) -> Flask:
    database = Database(world.environment.settings.effective_database_url, busy_timeout_ms=300)
    return create_app(environment=replace(world.environment, database=database))


@contextmanager
def locked(world: World) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    with sqlite3.connect(str(world.environment.database.engine.url.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()
    other.close()


def _form(answer: TestResponse, button: str) -> tuple[str, MultiDict[str, str]]:
    """Where the form with this button leads, and everything it sends that nobody has to type."""
    page = BeautifulSoup(answer.text, "html.parser")
    for form in page.select("main form"):
        if button in form.get_text() and form.get("method") == "post":
            hidden = [(str(field["name"]), str(field["value"])) for field in form.select("input[type=hidden]")]
            return str(form["action"]) if form.get("action") else answer.request.path, MultiDict(hidden)
    raise AssertionError(page.get_text())


def _first_page(world: World, case_id: str) -> str:
    page = shown(world.service(SERVICE), {}, world.environment.today()).pages[0].page
    return f"/applications/{case_id}/pages/{page}"


def test_a_page_of_answers_is_not_saved_and_can_be_sent_again(world: World, app: Flask) -> None:
    client = client_of(app, "applicant", world.applicant("+8562055550101"), "en")
    case_id = world.draft(SERVICE, world.applicant("+8562055550101"))
    address = _first_page(world, case_id)
    opened = client.get(address)
    _, sent = _form(opened, "Continue")
    sent.add("full_name", AWKWARD)
    sent.setlist("several", ["1", "2"])
    sent.add("_do", "continue")
    with locked(world):
        lost = client.post(address, data=sent)
    assert lost.status_code == 503
    assert int(lost.headers["Retry-After"]) > 0
    assert "What you just sent was not saved." in lost.text
    where, again = _form(lost, "Send again")
    assert where == address
    assert again.pop("_csrf")
    assert again == MultiDict([pair for pair in sent.items(multi=True) if pair[0] != "_csrf"])
    taken = client.post(where, data={**again.to_dict(flat=False), "_csrf": _form(lost, "Send again")[1]["_csrf"]})
    assert taken.status_code == 303


def test_chosen_files_are_asked_for_once_more(world: World, app: Flask) -> None:
    person = world.applicant("+8562055550102")
    client = client_of(app, "applicant", person, "en")
    case_id = world.draft(SERVICE, person)
    address = _first_page(world, case_id)
    _, sent = _form(client.get(address), "Continue")
    data: dict[str, Any] = {**sent.to_dict(), "photo": (BytesIO(b"picture"), "a.jpg")}
    with locked(world):
        lost = client.post(address, data=data, content_type="multipart/form-data")
    assert "Choose your files once more." in lost.text


def test_an_application_is_sent_once_it_can_be(world: World, app: Flask) -> None:
    person = world.applicant("+8562055550103")
    client = client_of(app, "applicant", person, "en")
    case_id = world.draft(SERVICE, person)
    _, sent = _form(client.get(f"/applications/{case_id}/check"), "Confirm and send")
    with locked(world):
        lost = client.post(f"/applications/{case_id}/submit", data=sent)
    assert lost.status_code == 503
    assert "Your application has not been sent." in lost.text
    assert world.case(case_id).status is Status.DRAFT
    where, again = _form(lost, "Send again")
    assert again["_key"] == sent["_key"]
    assert "/received" in client.post(where, data=again).headers["Location"]


def test_an_officer_reads_that_the_decision_was_not_recorded(world: World, app: Flask) -> None:
    case_id = world.submitted(SERVICE, world.applicant("+8562055550104"), village=VILLAGE)
    task = world.task(case_id, "village")
    client = client_of(app, "officer", world.officer("clerk", VILLAGE), "en")
    address = f"/desk/cases/{case_id}/tasks/{task.id}/return"
    _, sent = _form(client.get(address), "Send")
    sent.add("fields", "since")
    sent.add("note", AWKWARD)
    with locked(world):
        lost = client.post(address, data=sent)
    assert lost.status_code == 503
    assert "Your decision was not recorded." in lost.text
    assert _form(lost, "Send again")[1]["note"] == AWKWARD


def test_a_failure_of_ours_carries_what_was_typed_too(
    world: World, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = world.applicant("+8562055550105")
    client = client_of(app, "applicant", person, "en")
    case_id = world.draft(SERVICE, person)
    _, sent = _form(client.get(f"/applications/{case_id}/check"), "Confirm and send")

    def fail(*_all: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(apply, "submit", fail)
    lost = client.post(f"/applications/{case_id}/submit", data=sent)
    assert lost.status_code == 500
    assert "Your application has not been sent." in lost.text
    assert _form(lost, "Send again")[1]["_key"] == sent["_key"]


def test_no_password_is_put_into_a_page(world: World, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    client = app.test_client()
    client.set_cookie("lang", "en")
    _, sent = _form(client.get("/desk/sign-in"), "Sign in")

    def fail(*_all: object, **_named: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(officers, "sign_in", fail)
    lost = client.post("/desk/sign-in", data={**sent.to_dict(), "username": "nobody", "password": "ລັບ-1234567890"})
    assert lost.status_code == 500
    assert "ລັບ-1234567890" not in lost.text


def test_a_form_of_another_site_is_not_handed_on(app: Flask) -> None:
    lost = app.test_client().post("/apply/residence-certificate", data={"name": "evil"})
    assert lost.status_code == 400
    assert "evil" not in lost.text
