"""What an officer keeps while going through the queue: who they are, their filters, and a case of their own."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from tests.web.desk_visits import Answer, Desk
from tests.world import World

VILLAGE = "010101"
OTHER_VILLAGE = "010102"
DISTRICT = "0101"
SERVICE = "residence-certificate"


def _row(answer: Answer) -> str:
    found = answer.page.select(".portal-queue tbody tr")
    assert len(found) == 1
    return " ".join(found[0].get_text(" ").split())


@pytest.mark.parametrize("path", ["/desk", "/desk/search", "/desk/sent-back", "/desk/decided", "/desk/help", "case"])
def test_each_page_says_who_is_signed_in_and_for_which_offices(world: World, desk: Desk, path: str) -> None:
    world.appoint(desk.officer, "clerk", OTHER_VILLAGE)
    case_id = world.submitted(SERVICE, village=VILLAGE)
    shown = desk.case(case_id) if path == "case" else desk.get(path)
    line = shown.page.select_one("header .portal-officer")
    assert line is not None
    said = " ".join(line.get_text(" ").split())
    assert "Bounmy" in said
    assert said.count("Ban ") + said.count("village") >= 2, said
    assert line.find("a", href="/desk/help") is not None


@pytest.mark.parametrize(
    "path", ["/desk/nope", "/desk/cases/00000000-0000-7000-8000-000000000000", "/desk/decided/nope"]
)
def test_a_page_of_the_desk_that_is_not_there_looks_like_the_others(desk: Desk, path: str) -> None:
    shown = desk.get(path)
    assert shown.status == 404
    assert shown.page.select_one("header .portal-officer") is not None
    assert shown.page.select_one('link[href*="desk."]') is not None


def test_no_other_page_looks_up_an_officer(world: World, desk: Desk) -> None:
    for path in ("/about", "/nope", "/desk/sign-in"):
        assert desk.get(path).page.select_one(".portal-officer") is None, path


def test_the_filters_go_with_the_officer_from_case_to_case(world: World, desk: Desk) -> None:
    world.appoint(desk.officer, "clerk", OTHER_VILLAGE)
    world.submitted(SERVICE, village=OTHER_VILLAGE)
    world.clock.move(minutes=1)
    first = world.submitted("construction-permit", village=VILLAGE)
    second = world.submitted("construction-permit", village=VILLAGE)
    query = f"?service=construction-permit&office={VILLAGE}"
    opened = desk.get(str(desk.get(f"/desk{query}").page.select(".portal-queue tbody th a")[0]["href"]))
    assert opened.path == f"/desk/cases/{first}"
    back = opened.page.select_one("a.govuk-back-link")
    assert back is not None
    assert set(desk.get(str(back["href"])).cases) == {first, second}
    task = world.task(first, "village").id
    decided = desk.post(f"/desk/cases/{first}/tasks/{task}/support{query}", **opened_key(opened))
    onward = next(
        link for link in decided.page.select("a") if str(link.get("href")).startswith(f"/desk/cases/{first}/next")
    )
    assert parse_qs(urlsplit(str(onward["href"])).query)["service"] == ["construction-permit"]
    assert desk.get(str(onward["href"])).path == f"/desk/cases/{second}"


def opened_key(opened: Answer) -> dict[str, str]:
    """The key of the page's first form."""
    found = opened.page.select_one("main input[name=_key]")
    assert found is not None
    return {"_key": str(found["value"])}


def test_a_filter_nobody_offers_is_not_obeyed(world: World, desk: Desk) -> None:
    first, second = (world.submitted(SERVICE, village=VILLAGE) for _ in range(2))
    world.act(first, "village.confirm", officer=desk.officer)
    assert desk.get(f"/desk/cases/{first}/next?service=nothing&office=x&only=y").path == f"/desk/cases/{second}"


def test_two_officers_who_ask_for_the_next_case_get_different_ones(world: World, app: Flask, desk: Desk) -> None:
    colleague = Desk(app, world.officer("clerk", VILLAGE, another=True))
    done = world.submitted(SERVICE, village=VILLAGE)
    world.act(done, "village.confirm", officer=desk.officer)
    waiting = [world.submitted(SERVICE, village=VILLAGE) for _ in range(2)]
    assert desk.get(f"/desk/cases/{done}/next").path == f"/desk/cases/{waiting[0]}"
    assert colleague.get(f"/desk/cases/{done}/next").path == f"/desk/cases/{waiting[1]}"
    assert desk.get(f"/desk/cases/{done}/next").path == f"/desk/cases/{waiting[0]}", "still in hand"
    world.clock.move(minutes=11)
    assert colleague.get(f"/desk/cases/{done}/next").path == f"/desk/cases/{waiting[0]}", "a look is over by itself"


def test_opening_a_case_is_no_event(world: World, desk: Desk) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE)
    before = world.events(case_id)
    desk.case(case_id)
    assert world.events(case_id) == before


def test_a_step_that_is_late_and_a_promise_that_is_broken_are_told_apart(world: World, desk: Desk) -> None:
    world.submitted(SERVICE, village=VILLAGE)  # Monday; the step is due on Tuesday, the case on Thursday
    world.clock.move(days=1)
    row = _row(desk.get("/desk"))
    assert "late" not in row
    assert "today" in row
    world.clock.move(days=1)
    row = _row(desk.get("/desk")).replace("\N{NO-BREAK SPACE}", " ")
    assert row.count("late") == 1
    assert "24 November 2026 1 working day late Promised to the applicant for 26 November 2026" in row
    world.clock.move(days=3)  # Saturday
    row = _row(desk.get("/desk")).replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "24 November 2026 3 working days late Promised to the applicant for 26 November 2026 1 working day late" in row
    )


def test_a_row_says_that_the_case_was_corrected_and_later_that_it_was_sent_back(
    world: World, app: Flask, desk: Desk
) -> None:
    case_id = world.submitted(SERVICE, example="corrected", village=VILLAGE)
    assert "back" not in _row(desk.get("/desk"))
    world.act(case_id, "village.return", fields=["since"], note="ກວດວັນທີຄືນ")
    world.correct(case_id)
    assert "Corrected, back again" in _row(desk.get("/desk"))
    world.act(case_id, "village.confirm")
    signer = Desk(app, world.officer("signer", DISTRICT))
    assert "Sent back once" in _row(signer.get("/desk"))
    assert "Corrected" not in _row(signer.get("/desk"))
