"""A correction that changes the fee or the office says so before it is sent; the page of the case says who waits."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from portal import create_app
from portal.workflow.case import Status
from tests.web.test_citizen_ways import Citizen
from tests.world import World

PARTS = {"parts-rows": "0", "parts-0-use": "living", "parts-0-floors": "2"}


@pytest.fixture(scope="module")
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


def _said(page: BeautifulSoup) -> str:
    return " ".join(
        line.get_text().replace("\N{NO-BREAK SPACE}", " ") for line in page.select("main .govuk-inset-text li")
    )


def test_a_correction_that_changes_the_fee_says_so_before_it_is_sent(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540031")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("parts",), note="ເນື້ອທີ່")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {**PARTS, "parts-0-area": "200"})
    assert world.case(case_id).status is Status.WITH_APPLICANT, "not sent before it is seen"
    assert "400" in _said(page), "the new total"
    assert "600.000" in _said(page), "the new fee"
    assert "405.750" in _said(page), "the fee before"
    page = citizen.send(path, {**PARTS, "parts-0-area": "300"}, do="anyway")
    assert world.case(case_id).status is Status.WITH_APPLICANT, "other numbers than those seen"
    assert "900.000" in _said(page)
    page = citizen.send(path, {**PARTS, "parts-0-area": "300"}, do="anyway")
    assert world.case(case_id).fee == 900_000
    assert "900.000" in page.select(".govuk-notification-banner")[0].get_text(), "and it is said once more"


def test_a_correction_that_changes_nothing_else_is_sent_at_once(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540032")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    citizen.send(f"/my/{world.case(case_id).reference}/correct", {"full_name": "ນາງ ບົວພາ ສີຫາລາດ"})
    assert world.case(case_id).status is Status.WITH_OFFICE


def test_a_correction_of_the_place_says_which_office_begins_again(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540033")
    case_id = world.submitted("residence-certificate", citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("village",), note="ບ້ານໃດ")
    village: dict[str, object] = {"village-search": "", "village-list": "here", "village-of-here": "010103"}
    page = citizen.send(f"/my/{world.case(case_id).reference}/correct", village)
    assert "ເລີ່ມໃໝ່" in _said(page)
    assert world.case(case_id).status is Status.WITH_APPLICANT


def test_the_page_of_a_case_sent_back_says_who_waits_for_what_until_when(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540034")
    case_id = world.submitted("construction-permit", citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("parts", "plans"), note="ເນື້ອທີ່")
    case = world.case(case_id)
    said = citizen.open(f"/my/{case.reference}").select_one("main .govuk-inset-text")
    assert said is not None
    words = said.get_text()
    assert "ຫ້ອງ" in words, "the office"
    assert [line.get_text().replace("\N{WORD JOINER}", "") for line in said.select("li")] == [
        "ສ່ວນຕ່າງໆຂອງອາຄານ",
        "ແບບກໍ່ສ້າງ",
    ]
    assert case.promised is not None
    assert f"{case.promised.day}" in words, "sent back today: the promise stands"
