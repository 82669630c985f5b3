"""A form names only files that came with it: any other name is no answer, and leads back to the question."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient

from portal.cases import apply
from portal.store.columns import new_id
from tests.visits import client_of
from tests.world import World

PERMIT = "construction-permit"


@pytest.fixture
def case_id(world: World) -> str:
    return world.draft(PERMIT, world.applicant())


@pytest.fixture
def client(world: World, app: Flask) -> FlaskClient:
    return client_of(app, "applicant", world.applicant(), "en")


def page_of(client: FlaskClient, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.text, "html.parser")


def send(client: FlaskClient, address: str, **typed: object) -> str:
    """Fill in what is on the page, and `typed` instead; where it leads."""
    page = page_of(client, address)
    values: dict[str, object] = {}
    for box in page.select("main form input[name], main form textarea[name]"):
        if box.get("type") != "file" and (box.get("type") not in {"radio", "checkbox"} or box.has_attr("checked")):
            values[str(box["name"])] = box.get("value") or box.get_text()
    answer = client.post(address, data={**values, "_do": "continue", **typed})
    assert answer.status_code == 303, answer.status_code
    return str(answer.headers["Location"]).partition("#")[0]


def message_at(page: BeautifulSoup, field: str) -> str:
    control = page.find(id=f"at--{field}")
    assert isinstance(control, Tag)
    message = control.find(class_="govuk-error-message")
    return message.get_text(" ", strip=True) if isinstance(message, Tag) else ""


@pytest.mark.parametrize("named", ["no-such-file", "another case's", "another question's"])
def test_a_page_is_not_saved_with_a_file_that_did_not_come_with_it(
    world: World, client: FlaskClient, case_id: str, named: str
) -> None:
    other = world.draft(PERMIT, world.applicant("+8562055550079"))
    own = world.case(case_id).answers
    foreign = {
        "another case's": world.case(other).answers["title_photo"][0],
        "another question's": own["plans"][0],
    }.get(named, named)
    address = f"/applications/{case_id}/pages/land"
    assert send(client, address, title_photo=foreign).endswith(address)
    page = page_of(client, address)
    assert "Add photo of the land title" in message_at(page, "title_photo")
    assert foreign not in str(page.find(id="at--title_photo"))
    assert world.case(case_id).answers["title_photo"] == own["title_photo"]
    assert not send(client, address, title_photo=own["title_photo"]).endswith(address)
    for each in (case_id, other):
        apply.withdraw(world.environment, world.case(each).applicant, each, new_id())


def test_a_correction_is_not_handed_in_with_a_file_that_did_not_come_with_it(world: World, client: FlaskClient) -> None:
    case_id = world.submitted(PERMIT, world.applicant())
    world.act(case_id, "village.return", fields=["plans"], note="ບໍ່ແຈ້ງ")
    case = world.case(case_id)
    address = f"/my/{case.reference}/correct"
    assert send(client, address, plans="no-such-file").endswith(address)
    assert "Add building plans" in message_at(page_of(client, address), "plans")
    assert world.case(case_id).correction is not None
    assert not send(client, address, plans=case.answers["plans"]).endswith(address)
    assert world.case(case_id).answers["plans"] == case.answers["plans"]


def test_the_twentieth_draft_says_what_to_do(world: World, app: Flask) -> None:
    person = world.applicant("+8562055550080")
    client = client_of(app, "applicant", person, "en")
    for _ in range(apply.MOST_DRAFTS):
        apply.start(world.environment, person, PERMIT, new_id())
    begin = f"/apply/{PERMIT}"
    assert send(client, begin).endswith(begin)
    assert "Send or delete some of them first" in page_of(client, begin).get_text()
