"""Ways that citizens went and lost something on: corrections, lists of villages, drafts, cut connections."""

from __future__ import annotations

import io

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from portal import create_app
from portal.store.tables import AnswerRow, FileRow, InputRow
from tests.visits import client_of
from tests.world import World


@pytest.fixture(scope="module")
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


class Citizen:
    """An applicant with a browser without a screen."""

    def __init__(self, world: World, app: Flask, number: str) -> None:
        self.person = world.applicant(number)
        self.client: FlaskClient = client_of(app, "applicant", self.person)

    def open(self, path: str) -> BeautifulSoup:
        answer = self.client.get(path, follow_redirects=True)
        assert answer.status_code == 200, (path, answer.status_code)
        self.path = answer.request.path
        return BeautifulSoup(answer.text, "html.parser")

    def send(self, path: str, typed: dict[str, object], do: str = "continue") -> BeautifulSoup:
        hidden = {
            str(one["name"]): str(one.get("value") or "")
            for one in self.open(path).select("main form input[type=hidden]")
            if one.get("name") in {"csrf_token", "_key"}
        }
        answer = self.client.post(path, data={**hidden, "_do": do, **typed}, follow_redirects=True)
        assert answer.status_code == 200, answer.status_code
        self.path = answer.request.path
        return BeautifulSoup(answer.text, "html.parser")


def test_a_correction_that_opens_another_question_asks_it(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510001")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("owner",), note="ເຮືອນຂອງໃຜ")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {"owner": "other"})
    assert citizen.path == path
    assert page.find("input", attrs={"name": "host_name"}), "the question that the answer opens is asked"
    chosen = page.find("input", attrs={"name": "owner", "value": "other"})
    assert isinstance(chosen, Tag)
    assert chosen.has_attr("checked"), "what was answered is kept"


def test_a_correction_that_makes_another_answer_wrong_opens_that_one(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510002")
    case_id = world.submitted("residence-certificate", citizen.person)
    world.act(case_id, "village.return", fields=("born",), note="ວັນເກີດ")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {"born-day": "1", "born-month": "1", "born-year": "2020"})
    assert page.find("input", attrs={"name": "since-year"}), "living there since before being born must be mended too"
    typed = page.find("input", attrs={"name": "born-year"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "2020"


def test_a_question_that_no_longer_applies_is_not_asked_in_a_correction(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510003")
    case_id = world.submitted("residence-certificate", citizen.person, example="corrected")
    world.act(case_id, "village.return", fields=("owner", "consent"), note="ກວດຄືນ")
    path = f"/my/{world.case(case_id).reference}/correct"
    citizen.send(path, {"owner": "own"})
    assert citizen.path == path.removesuffix("/correct"), "sent, without the consent of a householder there is not"


HOME = {"since-day": "1", "since-month": "1", "since-year": "2012", "owner": "own"}


def village_of(world: World, case_id: str) -> object:
    return world.case(case_id).answers.get("village")


def test_the_village_chosen_last_counts(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510004")
    case_id = world.draft("residence-certificate", citizen.person)
    path = f"/applications/{case_id}/pages/home"
    before = village_of(world, case_id)
    walk = {"village-province": "01", "village-district": "0102", "village-listed": "010201"}
    citizen.send(path, {**HOME, "village": str(before), "village-was": str(before), "village-search": "", **walk})
    assert village_of(world, case_id) == "010201", "taken from the lists, though another was marked before"
    again = {"village": "010103", "village-was": "010201", "village-waslisted": "010201", "village-search": "", **walk}
    citizen.send(path, {**HOME, **again})
    assert village_of(world, case_id) == "010103", "marked among the matches, though the lists still show another"


def test_another_district_asks_for_another_village(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510005")
    case_id = world.draft("residence-certificate", citizen.person)
    path = f"/applications/{case_id}/pages/home"
    walk = {"village-province": "01", "village-district": "0102", "village-listed": "010101", "village-search": ""}
    page = citizen.send(path, {**HOME, **walk})
    assert citizen.path == path
    assert page.select_one("#at-village .govuk-error-message")
    assert page.select_one("select[name=village-listed] option[value='010201']"), "the villages of the new district"


def test_stopping_keeps_what_was_typed_and_resuming_leads_there(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510006")
    case_id = world.draft("residence-certificate", citizen.person)
    citizen.send(f"/applications/{case_id}/pages/you", {"full_name": "ຊື່ທີ່ປ່ຽນ"}, do="stop")
    assert citizen.path == "/my"
    page = citizen.open(f"/applications/{case_id}")
    assert citizen.path.endswith("/pages/you")
    typed = page.find("input", attrs={"name": "full_name"})
    assert isinstance(typed, Tag)
    assert typed["value"] == "ຊື່ທີ່ປ່ຽນ"
    citizen.open(f"/applications/{case_id}/check")
    assert citizen.path.endswith("/pages/you"), "an unfinished change is not passed over"


def test_a_deleted_draft_is_gone(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055510007")
    case_id = world.draft("residence-certificate", citizen.person, example="corrected")
    citizen.send(f"/applications/{case_id}/delete", {})
    page = citizen.open("/my")
    assert page.select(".portal-cases li") == []
    with world.environment.database.reading() as session:
        for table in (AnswerRow, InputRow, FileRow):
            left = session.scalar(select(func.count()).where(table.case_id == case_id))
            assert left == 0, table.__name__


def test_a_form_cut_short_changes_nothing(world: World, app: Flask) -> None:
    """gunicorn hands what arrived before the connection broke on as if it were all, and says so to Werkzeug."""
    citizen = Citizen(world, app, "+8562055510008")
    case_id = world.draft("residence-certificate", citizen.person)
    token = citizen.open(f"/applications/{case_id}/delete").select_one("main form input[name=csrf_token]")
    assert token is not None
    body = f"csrf_token={token['value']}&_key=abc&more=" + "x" * 200
    for arrived, status in ((body[:-100], 400), (body, 303)):
        answer = citizen.client.open(
            f"/applications/{case_id}/delete",
            method="POST",
            input_stream=io.BytesIO(arrived.encode()),
            content_type="application/x-www-form-urlencoded",
            environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body))},
        )
        assert answer.status_code == status
        assert world.case(case_id).status == ("draft" if status == 400 else "ended")
