"""What an action asks its officer is a form like the applicant's: filled in, kept, and shown where it belongs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from playwright.sync_api import Browser
from sqlalchemy import select

from portal import create_app
from portal.papers.record import CertificateRecord
from portal.store import answers as answer_store
from portal.store.tables import CertificateRow, MessageRow, OfficerRow
from portal.workflow.case import Status
from portal.workflow.events import ActionTaken
from tests.browser import SMALLEST, axe_violations, serving, sideways_overflow, visiting
from tests.visits import client_of, sign_in
from tests.web.desk_visits import Answer, Desk
from tests.world import PASSWORD, World

SERVICE = "scale-permit"
SHELF = "ຕູ້ລັບ 7"
ADVICE = "ເຊັດຊິງຊັ່ງທຸກມື້\nຢ່າໃຫ້ປຽກ"
TYPED = {
    "load": "120,5",
    "class": "fine",
    "weighed-day": "20",
    "weighed-month": "11",
    "weighed-year": "2026",
    "advice": ADVICE,
    "shelf": SHELF,
}


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, services=Path(__file__).with_name("asking_services"))
    yield made
    made.close()


@pytest.fixture
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


def _weighing(world: World, app: Flask) -> tuple[str, Desk, str]:
    """A case at the district, its inspector, and the page that asks what was weighed."""
    case_id = world.submitted(SERVICE)
    world.act(case_id, "village.support")
    task = world.task(case_id, "district")
    return case_id, Desk(app, world.officer("inspector", task.area)), _address(case_id, task.id, "pass")


def _address(case_id: str, task: str, action: str) -> str:
    return f"/desk/cases/{case_id}/tasks/{task}/{action}"


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def _boxes(page: Answer) -> dict[str, str]:
    """What stands in each box and which choice is marked."""
    form = page.page.select_one("form#asked-form")
    assert form is not None
    boxes = {str(one["name"]): str(one.get("value", "")) for one in form.select("input[type=text]")}
    marked = {str(one["name"]): str(one["value"]) for one in form.select("input[type=radio][checked]")}
    return boxes | marked | {str(one["name"]): one.get_text().strip() for one in form.select("textarea")}


def test_a_mistake_is_said_beside_its_box_and_nothing_is_lost(world: World, app: Flask) -> None:
    case_id, desk, address = _weighing(world, app)
    asking = desk.get(address)
    assert "Advice (optional)" in asking.text
    page = desk.press(asking, "Pass", _do="continue", **{**TYPED, "load": "501", "weighed-year": "2027"})
    assert page.errors == ["Test load must be 500 or less", "Not before it was bought, nor after today"]
    for link, box in zip(page.page.select(".govuk-error-summary__list a"), ("load", "weighed-day"), strict=True):
        assert link["href"] == f"#{box}"
    beside = page.page.select_one("#at--load .govuk-error-message")
    assert beside is not None
    assert _boxes(page) == {**TYPED, "load": "501", "weighed-year": "2027"}
    switch = page.page.select_one("header button[lang=lo]")
    assert switch is not None
    lao = desk.post(page.path, _do=str(switch["value"]), **_boxes(page))
    assert lao.page.select_one("html")["lang"] == "lo"  # type: ignore[index]
    assert lao.errors == ["«ນ້ຳໜັກທີ່ທົດລອງ» ຕ້ອງບໍ່ເກີນ 500", "ຕ້ອງບໍ່ກ່ອນວັນທີຊື້ ແລະ ບໍ່ເກີນມື້ນີ້"]
    assert _boxes(lao) == _boxes(page)
    assert world.case(case_id).step == "district"


def test_what_is_missing_is_asked_for_and_what_is_optional_is_not(world: World, app: Flask) -> None:
    case_id, desk, address = _weighing(world, app)
    page = desk.press(desk.get(address), "Pass", _do="continue", load=" ")
    assert page.errors == ["Enter test load", "Choose an answer: class", "Enter day of weighing"]
    required = {name: text for name, text in TYPED.items() if name not in {"advice", "shelf"}}
    desk.press(page, "Pass", _do="continue", **required)
    assert world.case(case_id).outcome == "granted"


def test_what_was_said_is_kept_told_and_printed(world: World, app: Flask) -> None:
    case_id, desk, address = _weighing(world, app)
    done = desk.press(desk.get(address), "Pass", _do="continue", **TYPED)
    assert world.case(case_id).status is Status.ENDED
    with world.environment.database.reading() as session:
        kept = list(answer_store.remarks(session, case_id).values())
    said = {"load": 120.5, "class": "fine", "weighed": "2026-11-20", "advice": ADVICE, "shelf": SHELF}
    assert kept == [said]
    taken = [event for event in world.events(case_id) if isinstance(event, ActionTaken)][-1]
    assert taken.remarks.keys() == said.keys()
    assert not {str(value) for value in said.values()} & set(taken.remarks.values())
    history = _plain(done.page.select_one("#history").get_text(" "))  # type: ignore[union-attr]
    for line in (
        "Test load 120.5 kg",
        "Class Fine",
        "Day of weighing 20 November 2026",
        "Advice “ເຊັດຊິງຊັ່ງທຸກມື້ ຢ່າໃຫ້ປຽກ”",
        f"Shelf of the file {SHELF}",
    ):
        assert line in history, line
    world.work()
    with world.environment.database.reading() as session:
        texts = list(session.scalars(select(MessageRow.text).where(MessageRow.case_id == case_id)))
        paper = session.scalars(select(CertificateRow.paper).where(CertificateRow.case_id == case_id)).one()
    reference = world.case(case_id).reference
    assert f"{reference}: ຊັ່ງ 120,5 ກິໂລ, ຊັ້ນລະອຽດ, 20 ພະຈິກ 2026" in [_plain(text or "") for text in texts]
    assert paper is not None
    assert "weighs 120.5 kg rightly" in _plain(CertificateRecord.from_json(paper).paper.body.en)


def test_the_applicant_reads_what_was_said_to_them_and_nothing_inside(world: World, app: Flask) -> None:
    case_id, desk, address = _weighing(world, app)
    desk.press(desk.get(address), "Pass", _do="continue", **TYPED)
    world.work()
    case = world.case(case_id)
    own = client_of(app, "applicant", case.applicant, "en").get(f"/my/{case.reference}").get_data(as_text=True)
    assert "Test load" in own
    assert "ຢ່າໃຫ້ປຽກ" in own
    assert SHELF not in own
    with world.environment.database.reading() as session:
        texts = session.scalars(select(MessageRow.text).where(MessageRow.case_id == case_id))
        assert SHELF not in "".join(text or "" for text in texts)


def test_what_was_typed_is_shown_once_more_when_a_colleague_was_quicker(world: World, app: Flask) -> None:
    case_id, desk, address = _weighing(world, app)
    asking = desk.get(address)
    task = world.task(case_id, "district")
    other = world.officer("inspector", task.area, another=True)
    world.act(case_id, "district.reject", reason="ຊັ່ງບໍ່ຖືກ", officer=other)
    late = desk.press(asking, "Pass", _do="continue", **{**TYPED, "load": "ຫຼາຍ"})
    assert "A colleague was quicker" in late.text
    assert "Test load ຫຼາຍ" in late.text
    assert "Day of weighing 20 November 2026" in _plain(late.text)


def test_an_optional_note_is_asked_and_a_note_to_colleagues_is_called_so(world: World, app: Flask) -> None:
    case_id = world.submitted(SERVICE)
    task = world.task(case_id, "village")
    desk = Desk(app, world.officer("clerk", task.area))
    assert "Note to your colleagues" in desk.get(_address(case_id, task.id, "object")).text
    assert "What has to be done" in desk.get(_address(case_id, task.id, "return")).text
    supporting = desk.get(_address(case_id, task.id, "support"))
    assert "Conditions (optional)" in supporting.text
    desk.press(supporting, "Support", _do="continue", note="")
    assert world.case(case_id).step == "district"


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_page_that_asks_and_the_history_are_for_everybody(
    world: World, app: Flask, browser: Browser, language: str
) -> None:
    case_id, desk, address = _weighing(world, app)
    wrong = {**TYPED, "load": "501"}
    desk.press(desk.get(address), "Pass", _do="continue", **wrong)
    with serving(app) as served, visiting(browser, served, language, SMALLEST) as page:
        sign_in(page.context, app, served, "officer", desk.officer)
        page.goto(address)
        assert page.locator(".govuk-error-summary").count() == 1
        assert (axe_violations(page), sideways_overflow(page)) == ([], 0)
        page.locator("[name=load]").fill("12")
        page.locator("[name=load]").press("Enter")
        page.wait_for_url("**?decided=*")
        assert page.locator("#history .portal-said").count() == len(["load", "class", "weighed", "advice", "shelf"])
        assert (axe_violations(page), sideways_overflow(page)) == ([], 0)
    assert world.case(case_id).outcome == "granted"


def test_answers_are_there_again_when_the_session_ran_out_under_them(world: World, app: Flask) -> None:
    _case_id, desk, address = _weighing(world, app)
    typed = {**TYPED, "_csrf": desk.get(address).hidden("Pass")["_csrf"]}
    desk.client.delete_cookie("session")
    desk.client.post(address, data=typed, headers={"Origin": "http://localhost"})
    signing_in = BeautifulSoup(desk.client.get("/desk/sign-in").text, "html.parser")
    token = signing_in.select("input[name=_csrf]")[0]["value"]
    with world.environment.database.reading() as session:
        username = session.get_one(OfficerRow, desk.officer).username
    who = {"_csrf": str(token), "username": username, "password": PASSWORD}
    entered = desk.client.post("/desk/sign-in", data=who)
    assert entered.headers["Location"] == address
    assert _boxes(desk.get(address)) == TYPED
