"""The queue: what waits for an officer's offices, its filters, and finding a case."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.cases import work
from portal.store.columns import new_id
from portal.store.queue import PAGE
from tests.web.desk_visits import Desk
from tests.world import World

VILLAGE = "010101"
OTHER_VILLAGE = "010102"
DISTRICT = "0101"


def test_a_row_says_all_that_choosing_needs(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate", full_name="ສົມຊາຍ ວົງສາ")
    task = world.task(case_id, "village")
    colleague = world.officer("clerk", VILLAGE, another=True)
    work.claim(world.environment, colleague, case_id, task.id, new_id())
    page = desk.get("/desk")
    row = page.page.select_one(".portal-queue tbody tr")
    assert row is not None
    said = " ".join(row.get_text(" ").split()).replace("\N{NO-BREAK SPACE}", " ")
    reference = world.case(case_id).reference
    wanted = (reference, "Residence certificate", "ສົມຊາຍ ວົງສາ", "Ban Nongping", "Village check", "24 November 2026")
    assert [word for word in wanted if str(word) not in said] == []
    assert "Bounmy" in said, "who has taken it"
    assert "late" not in said


def test_what_is_promised_first_stands_first_and_says_when_it_is_late(world: World, desk: Desk) -> None:
    construction = world.submitted("construction-permit", village=VILLAGE)  # three working days
    residence = world.submitted("residence-certificate")  # one working day
    world.clock.move(days=1)
    later = world.submitted("residence-certificate")
    world.clock.move(days=1)
    page = desk.get("/desk")
    assert page.cases == [residence, later, construction]
    late = [row.get_text() for row in page.page.select(".portal-queue tbody tr") if row.select(".govuk-tag--red")]
    assert len(late) == 1
    assert "1\N{NO-BREAK SPACE}working day late" in late[0]


def test_an_officer_sees_the_offices_they_are_appointed_to_and_no_other(world: World, app: Flask, desk: Desk) -> None:
    here = world.submitted("residence-certificate", village=VILLAGE)
    there = world.submitted("residence-certificate", village=OTHER_VILLAGE)
    assert desk.get("/desk").cases == [here]
    assert Desk(app, world.officer("signer", DISTRICT)).get("/desk").cases == []
    world.appoint(desk.officer, "clerk", OTHER_VILLAGE)
    assert set(desk.get("/desk").cases) == {here, there}
    only_one_service = world.officer("clerk", VILLAGE, service="construction-permit")
    assert Desk(app, only_one_service).get("/desk").cases == []


def test_filters_narrow_the_queue_and_can_be_taken_off(world: World, desk: Desk) -> None:
    world.appoint(desk.officer, "clerk", OTHER_VILLAGE)
    late = world.submitted("residence-certificate")
    world.clock.move(days=2)
    mine = world.submitted("residence-certificate")
    there = world.submitted("residence-certificate", village=OTHER_VILLAGE)
    permit = world.submitted("construction-permit", village=VILLAGE)
    work.claim(world.environment, desk.officer, mine, world.task(mine, "village").id, new_id())
    assert desk.get("/desk?only=late").cases == [late]
    assert desk.get("/desk?only=mine").cases == [mine]
    assert desk.get(f"/desk?office={OTHER_VILLAGE}").cases == [there]
    assert desk.get("/desk?service=construction-permit").cases == [permit]
    shown = desk.get("/desk?service=construction-permit&only=late")
    assert shown.cases == []
    assert "Nothing in your queue is of this kind" in shown.text
    assert shown.page.find("a", string="Show all", href="/desk") is not None
    chosen = [str(one["value"]) for one in shown.page.select("option[selected], form[method=get] [type=hidden]")]
    assert sorted(chosen) == ["construction-permit", "late"]
    assert len(desk.get("/desk").cases) == 4


def test_a_claim_that_has_lapsed_is_nobody_s(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    work.claim(world.environment, desk.officer, case_id, world.task(case_id, "village").id, new_id())
    assert desk.get("/desk?only=mine").cases == [case_id]
    world.clock.move(minutes=world.environment.settings.claim_minutes + 1)
    assert desk.get("/desk?only=mine").cases == []
    assert "nobody" in desk.get("/desk").text


def test_pages_lead_through_the_whole_queue_and_back(world: World, desk: Desk) -> None:
    made = {world.submitted("residence-certificate") for _ in range(PAGE * 2 + 3)}
    pages = [desk.get("/desk")]
    while link := pages[-1].page.select_one("a[rel=next]"):
        pages.append(desk.get(str(link["href"])))
    assert [len(page.cases) for page in pages] == [PAGE, PAGE, 3]
    assert {case_id for page in pages for case_id in page.cases} == made
    back = desk.get(str(pages[2].page.select("a[rel=prev]")[0]["href"]))
    assert back.cases == pages[1].cases
    assert desk.get(str(back.page.select("a[rel=prev]")[0]["href"])).cases == pages[0].cases
    assert pages[0].page.select("a[rel=prev]") == []


@pytest.mark.parametrize("place", ["nonsense", "2026-11-24_x", "2026-11-24_%00", "9999-99-99_", "_"])
def test_a_made_up_place_in_the_queue_shows_its_beginning(world: World, desk: Desk, place: str) -> None:
    case_id = world.submitted("residence-certificate")
    assert desk.get(f"/desk?after={place}").cases == [case_id]
    assert desk.get(f"/desk?before={place}&service=%00&office=nowhere&only=%00").cases == [case_id]


def test_an_empty_queue_says_so_and_an_officer_without_an_office_is_told(world: World, app: Flask, desk: Desk) -> None:
    assert "Nothing waits for you" in desk.get("/desk").text
    world.clock.move(days=-30)
    assert "not appointed" in desk.get("/desk").text


@pytest.mark.parametrize(
    "typed", ["ສົມຊາຍ", "ວົງ", "ວົງສາ", "ສົມຊາຍວົງສາ", "5555 1234", "020 5555 1234", "02055551234", "+85620 5555 1234"]
)
def test_a_case_is_found_by_part_of_a_name_or_a_phone(world: World, desk: Desk, typed: str) -> None:
    wanted = world.submitted("residence-certificate", full_name="ສົມຊາຍ ວົງສາ", phone="020 5555 1234")
    other = world.applicant("+856305559876")
    world.submitted("residence-certificate", other, full_name="ບົວຄຳ ພົມມະຈັນ", phone="030 555 9876")
    assert desk.find(typed).cases == [wanted]


def test_a_name_is_found_without_its_tone_marks(world: World, desk: Desk) -> None:
    wanted = world.submitted("residence-certificate", full_name="ແກ້ວ ບຸນຍົງ")
    assert desk.find("ແກວ").cases == [wanted]


def test_a_reference_leads_straight_to_its_case_also_when_it_is_closed(world: World, desk: Desk) -> None:
    case_id = world.played("residence-certificate", "refused", village=VILLAGE)
    reference = world.case(case_id).reference
    assert reference is not None
    assert desk.find(reference.lower()).path == f"/desk/cases/{case_id}"


def test_nothing_is_found_of_other_offices_or_in_other_answers(world: World, app: Flask, desk: Desk) -> None:
    there = world.submitted("residence-certificate", village=OTHER_VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    here = world.submitted("residence-certificate", full_name="ບົວຄຳ ພົມມະຈັນ", gender="male", born="1985-03-12")
    reference = world.case(there).reference
    assert reference is not None
    for typed in (reference, "ສົມຊາຍ", "male", "1985", "010101", "own", "%", "_", "   ", "\u0000"):
        assert desk.find(typed).cases == [], typed
        assert desk.find(typed).path == "/desk/search"
    assert desk.find("ບົວຄຳ").cases == [here]


def test_what_is_looked_for_stands_in_no_address(world: World, desk: Desk) -> None:
    page = desk.press(desk.get("/desk"), "Find", q="ສົມຊາຍ")
    assert page.path == "/desk/search"
    assert page.page.select_one("input[name=q]")["value"] == "ສົມຊາຍ"  # type: ignore[index]
    assert "ສົມຊາຍ" not in "".join(str(link.get("href")) for link in page.page.select("a"))
    switched = desk.get(str(page.page.select_one(".portal-language a")["href"]))  # type: ignore[index]
    assert switched.page.select_one("input[name=q]")["value"] == "ສົມຊາຍ"  # type: ignore[index]
