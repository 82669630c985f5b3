"""How a case goes: the page of a service for its officers, reached from the queue and from a case."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from portal.diagrams.outline import outline
from portal.lao.language import LANGUAGES, Language
from tests.web.desk_visits import Answer, Desk
from tests.world import World

PERMIT = "construction-permit"
RESIDENCE = "residence-certificate"
VILLAGE, DISTRICT = "010101", "0101"


def _address(answer: Answer, words: str) -> str:
    found = answer.page.find("a", string=words)
    assert found is not None
    return str(found["href"])


def _marked(answer: Answer) -> list[str]:
    """The steps in the table at which the case is said to be, and how many boxes of the drawing are marked."""
    rows = answer.page.select(".portal-steps tbody tr")
    found = [row.th for row in rows if row.th and row.th.select_one(".govuk-tag")]
    boxes = answer.page.select("svg rect[fill='#ffcf3f']")
    assert len(boxes) == len(found)
    return [next(iter(head.stripped_strings)) for head in found]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [PERMIT, RESIDENCE])
def test_table_says_what_the_drawing_shows(world: World, app: Flask, language: Language, name: str) -> None:
    desk = Desk(app, world.officer("clerk", VILLAGE), language)
    page = desk.get(f"/desk/services/{name}").page
    drawn = {each.get_text() for each in page.select("svg text")}
    rows = [re.sub(r"\s+", " ", row.get_text(" ")) for row in page.select(".portal-steps tbody tr")]
    places = [part for place in outline(world.service(name), language) for part in (place, *place.branches)]
    assert len(rows) == len(places)
    for place, row in zip(places, rows, strict=True):
        words = (place.title, place.office, place.role, place.days, place.note, place.late)
        assert [each for each in words if each not in row] == []
        for way in place.ways:
            assert f"{', '.join(way.labels)}: {way.title}" in row
        assert place.days in drawn or not place.days


def test_queue_leads_to_the_services_of_the_officer_s_appointments(world: World, app: Flask) -> None:
    every = Desk(app, world.officer("clerk", VILLAGE))
    titles = {"Residence certificate": RESIDENCE, "Construction permit": PERMIT}
    queue = every.get("/desk")
    assert {title: _address(queue, title) for title in titles} == {
        title: f"/desk/services/{name}" for title, name in titles.items()
    }


def test_officer_of_one_service_sees_no_other(world: World, app: Flask) -> None:
    one = Desk(app, world.officer("clerk", DISTRICT, service=RESIDENCE))
    assert one.get(f"/desk/services/{RESIDENCE}").status == 200
    assert one.get(f"/desk/services/{PERMIT}").status == 404
    assert one.get("/desk").page.find("a", string="Construction permit") is None


def test_case_leads_there_and_its_step_is_marked(world: World, app: Flask) -> None:
    case_id = world.submitted(PERMIT, village=VILLAGE)
    desk = Desk(app, world.officer("clerk", VILLAGE))
    address = _address(desk.get(f"/desk/cases/{case_id}"), "How a case goes")
    page = desk.get(address)
    assert page.status == 200
    assert _marked(page) == ["Village opinion"]
    assert _address(page, "Back to the case") == f"/desk/cases/{case_id}"
    world.act(case_id, "village.support")
    assert _marked(desk.get(address)) == ["Land review", "Planning review"]
    world.act(case_id, "reviews.land.approve")
    assert _marked(desk.get(address)) == ["Planning review"]
    world.act(case_id, "reviews.planning.return", fields=["title_no"], note="ຂຽນຄືນ")
    assert _marked(desk.get(address)) == ["Applicant"]
    assert _marked(desk.get(address.partition("?")[0])) == []


def test_ended_case_is_marked_at_its_end(world: World, app: Flask) -> None:
    case_id = world.played(RESIDENCE, "refused", village=VILLAGE)
    desk = Desk(app, world.officer("clerk", VILLAGE))
    assert _marked(desk.get(f"/desk/services/{RESIDENCE}?case={case_id}")) == ["Refused"]
