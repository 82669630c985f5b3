"""Finding a case that has moved on, and the lists of what is sent back and what was decided."""

from __future__ import annotations

import base64
import zlib
from datetime import UTC, datetime, time, timedelta

import pytest
from flask import Flask

from portal.cases import apply, work
from portal.definition.model import Text
from portal.store import answers
from portal.store.columns import new_id
from portal.store.queue import PAGE
from portal.store.tables import CaseNameRow
from tests.web.desk_visits import Answer, Desk, as_read
from tests.world import World

VILLAGE = "010101"
OTHER_VILLAGE = "010102"
DISTRICT = "0101"
SERVICE = "residence-certificate"
ROWS = ".portal-queue tbody tr"


def rows(answer: Answer) -> list[str]:
    """The lines of the table, as they are read."""
    return [as_read(row) for row in answer.page.select(ROWS)]


def _reference(world: World, case_id: str) -> str:
    return str(world.case(case_id).reference)


def _sent_back(world: World, **changes: str) -> str:
    case_id = world.submitted(SERVICE, example="corrected", village=VILLAGE, **changes)
    world.act(case_id, "village.return", fields=["since"], note="ກວດວັນທີຄືນ")
    return case_id


def test_a_case_is_found_in_whatever_state_open_ones_first(world: World, desk: Desk) -> None:
    name = "ສົມຊາຍ ວົງສາ"
    refused = world.played(SERVICE, "refused", village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    issued = world.played(SERVICE, "granted", village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    withdrawn = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    apply.withdraw(world.environment, world.case(withdrawn).applicant, withdrawn, new_id())
    world.clock.move(hours=1)
    elsewhere = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    world.act(elsewhere, "village.confirm")
    world.clock.move(hours=1)
    here = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    returned = _sent_back(world, full_name=name)
    found = desk.find("ວົງ ສົມຊາຍ")
    assert found.cases == [returned, here, elsewhere, withdrawn, issued, refused]
    states = (
        "Sent back to the applicant",
        "Waiting at Ban Nongping",
        "Waiting at Chanthaboury",
        "Withdrawn by the applicant",
        "Certificate being made",
        "Refused",
    )
    for row, state in zip(rows(found), states, strict=True):
        assert state.split(" Ban ")[0].split(" Chan")[0] in row, (row, state)
        assert "23 November 2026" in row
    waiting = [row for row in rows(found) if "Waiting at" in row]
    assert "district" in waiting[1].lower()
    assert "district" not in waiting[0].lower()


@pytest.mark.parametrize("typed", ["020 5555 1234", "+856 20 5555 1234", "1234", "໕໕໕໕ ໑໒໓໔"])
def test_a_closed_case_is_found_by_its_phone_number(world: World, desk: Desk, typed: str) -> None:
    wanted = world.played(SERVICE, "refused", village=VILLAGE, phone="020 5555 1234")
    world.played(SERVICE, "refused", world.applicant("+856305559876"), village=VILLAGE, phone="030 555 9876")
    assert desk.find(typed).cases == [wanted]


@pytest.mark.parametrize("typed", ["020 2222 7777", "7777", "+856 20 2222 7777"])
def test_a_case_is_found_by_the_number_that_its_messages_go_to(world: World, desk: Desk, typed: str) -> None:
    daughter = world.applicant("+8562022227777")
    wanted = world.submitted(SERVICE, daughter, village=VILLAGE, phone="020 5555 1234")
    world.submitted(SERVICE, village=VILLAGE, phone="020 5555 1234")
    assert desk.find(typed).cases == [wanted]
    assert "020 2222 7777" in desk.case(wanted).text.replace("\N{NO-BREAK SPACE}", " ")
    with world.environment.database.writing() as session:
        answers.erase(session, wanted)
    assert desk.find(typed).cases == []


def test_a_half_typed_reference_finds_its_case(world: World, desk: Desk) -> None:
    case_id = _sent_back(world)
    world.submitted(SERVICE, village=VILLAGE)
    reference = _reference(world, case_id)
    for part in (reference[:6].lower(), reference[-4:], reference[2:7]):
        assert desk.find(part).cases == [case_id], part


@pytest.mark.parametrize("courtesy", ["ທ້າວ ", "ທ້າວ", "ນາງ ", "ທ່ານ ນາງ ", "Mr. ", "Mrs "])
def test_a_name_is_found_with_its_word_of_courtesy(world: World, desk: Desk, courtesy: str) -> None:
    wanted = world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    world.submitted(SERVICE, village=VILLAGE, full_name="ບົວຄຳ ພົມມະຈັນ")
    assert desk.find(f"{courtesy}ສົມຊາຍ ວົງສາ").cases == [wanted]


@pytest.mark.parametrize("typed", ["ໜອງປິງ", "ບ້ານ ໜອງປິງ", "ບານໜອງປິງ", "Nongping"])
def test_a_district_finds_the_cases_of_a_village(world: World, app: Flask, typed: str) -> None:
    planner = Desk(app, world.officer("land_officer", DISTRICT))
    here, elsewhere = (world.submitted("construction-permit", village=code) for code in (VILLAGE, OTHER_VILLAGE))
    for case_id in (here, elsewhere):
        world.act(case_id, "village.support")
    assert planner.find(typed).cases == [here]


def test_a_corrected_village_is_the_one_that_finds_the_case(world: World, app: Flask) -> None:
    planner = Desk(app, world.officer("land_officer", DISTRICT))
    case_id = world.submitted("construction-permit", village=VILLAGE)
    world.act(case_id, "village.support")
    world.act(case_id, "reviews.land.return", fields=["village"], note="ຜິດບ້ານ")
    world.correct(case_id, village=OTHER_VILLAGE)
    assert planner.find("ໜອງປິງ").cases == []


@pytest.mark.parametrize("typed", ["ບົວຄຳ", "ນາງ ບົວຄຳ", "ພົມມະຈັນ ບົວຄຳ"])
def test_a_case_found_by_another_person_says_whose_name_it_was(world: World, desk: Desk, typed: str) -> None:
    name = "ບົວຄຳ ພົມມະຈັນ"
    own = world.submitted(SERVICE, village=VILLAGE, full_name=name)
    world.clock.move(hours=1)
    husband = world.submitted(SERVICE, village=VILLAGE, example="corrected", full_name="ສົມຊາຍ ວົງສາ", host_name=name)
    found = desk.find(typed)
    assert found.cases == [husband, own]
    label = world.service(SERVICE).fields["host_name"].label.en
    theirs, hers = rows(found)
    assert f"{label}: {name}" in theirs
    assert label not in hers
    assert label not in rows(desk.find("ສົມຊາຍ"))[0]


def test_two_windows_do_not_mix_up_their_searches(world: World, desk: Desk) -> None:
    names = ("ສົມຊາຍ ວົງສາ", "ບົວຄຳ ພົມມະຈັນ")
    made = [world.submitted(SERVICE, village=VILLAGE, full_name=name) for name in names]
    desk.get("/desk")
    one, other = (desk.post("/desk/search", q=name) for name in names)
    assert (one.cases, other.cases) == ([made[0]], [made[1]])
    assert "1 case found" in one.text
    link = one.page.select_one(f"tbody a[href*='{made[0]}']")
    assert link is not None
    case = desk.get(str(link["href"]))
    back = case.page.select_one(".govuk-back-link")
    assert back is not None
    assert desk.get(str(back["href"])).cases == [made[0]], "not what the other window looked for last"


def test_a_search_that_is_not_kept_says_so(desk: Desk) -> None:
    assert "is not kept any more" in desk.get("/desk/search?found=nonsense").text


def test_namesakes_are_told_apart(world: World, desk: Desk) -> None:
    for number in ("020 5555 1234", "020 5555 9876"):
        world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ", phone=number)
    world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ແກ້ວ", phone="020 5555 4321")
    said = rows(desk.find("ສົມຊາຍ"))
    assert [any(end in row for row in said) for end in ("1234", "9876", "4321")] == [True, True, False]


@pytest.mark.parametrize("place", range(8))
def test_one_wrong_letter_of_a_reference_is_forgiven(world: World, desk: Desk, place: int) -> None:
    case_id = world.played(SERVICE, "refused", village=VILLAGE)
    letters = _reference(world, case_id).replace("-", "")
    for other in "O", "5" if letters[place] != "5" else "6":
        wrong = letters[:place] + other + letters[place + 1 :]
        found = desk.find(wrong)
        assert found.cases == [case_id], wrong
        assert "Did you mean this one?" in found.text


def test_a_wrong_reference_of_another_office_gives_nothing_away(world: World, desk: Desk) -> None:
    letters = _reference(world, world.submitted(SERVICE, village=OTHER_VILLAGE))
    wrong = ("3" if letters[0] != "3" else "4") + letters[1:]
    found = desk.find(wrong)
    assert found.cases == []
    assert "a letter or digit of it must be wrong" in found.text
    assert "no case of your offices has it" in desk.find(letters).text


def test_a_correction_changes_by_what_a_case_is_found_and_an_erasure_ends_it(world: World, desk: Desk) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    world.act(case_id, "village.return", fields=["full_name"], note="ຂຽນຊື່ໃຫ້ຖືກ")
    world.correct(case_id, full_name="ບົວຄຳ ພົມມະຈັນ")
    assert desk.find("ສົມຊາຍ").cases == []
    assert desk.find("ບົວຄຳ").cases == [case_id]
    with world.environment.database.writing() as session:
        answers.erase(session, case_id)
        assert session.get(CaseNameRow, case_id) is None
    assert desk.find("ບົວຄຳ").cases == []


def test_a_draft_is_found_by_nobody(world: World, desk: Desk) -> None:
    world.draft(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ")
    assert desk.find("ສົມຊາຍ").cases == []


def test_more_than_a_page_goes_on_to_the_last(world: World, desk: Desk) -> None:
    made = {world.submitted(SERVICE, village=VILLAGE, full_name="ສົມຊາຍ ວົງສາ") for _ in range(PAGE + 4)}
    first = desk.find("ສົມຊາຍ")
    link = first.page.select_one("a[rel=next]")
    assert link is not None
    second = desk.get(str(link["href"]))
    assert (len(first.cases), len(second.cases)) == (PAGE, 4)
    assert {*first.cases, *second.cases} == made
    assert second.page.select_one("a[rel=next]") is None
    beginning = second.page.find("a", string="Back to the beginning")
    assert beginning is not None
    assert desk.get(str(beginning["href"])).cases == first.cases
    assert f"More than {PAGE} cases found" in first.text


@pytest.mark.parametrize(
    "place", ["nonsense", "o_2026-11-24", "e_2026-11-24_x", "o_2026-11-24T00:00:00_%00", "_", "o__"]
)
def test_a_made_up_place_in_a_list_shows_its_beginning(world: World, desk: Desk, place: str) -> None:
    case_id = _sent_back(world)
    for path in ("/desk/sent-back", "/desk/decided"):
        assert desk.get(f"{path}?after={place}").cases == [case_id]


def test_what_is_sought_stands_in_no_cookie_and_goes_with_the_session(world: World, desk: Desk) -> None:
    for typed in ("ສົມຊາຍ", "020 5555 1234"):
        desk.find(typed)
        cookie = desk.client.get_cookie("session")
        assert cookie is not None
        kept = _unpacked(cookie.value)
        assert typed not in kept
        assert "sought" not in kept
    address = desk.post("/desk/search", q="020 5555 1234").address
    assert desk.get(address).page.select_one("input[name=q]")["value"] == "020 5555 1234"  # type: ignore[index]
    again = Desk(desk.app, desk.officer)
    assert again.get(address).page.select_one("input[name=q]")["value"] == ""  # type: ignore[index]


def _unpacked(cookie: str) -> str:
    """A cookie as anyone can read it: Flask's session is compressed JSON."""
    payload = cookie.lstrip(".").split(".")[0]
    raw = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)) if cookie.startswith((".", "ey")) else b""
    return cookie + (zlib.decompress(raw) if cookie.startswith(".") else raw).decode("unicode-escape", "replace")


def test_the_desk_says_how_much_is_late_mine_sent_back_and_decided(world: World, desk: Desk) -> None:
    late = world.submitted(SERVICE, village=VILLAGE)
    world.clock.move(days=3)
    returned = _sent_back(world)
    issued = world.played(SERVICE, "granted", village=VILLAGE)
    refused = world.played(SERVICE, "refused", village=VILLAGE)
    shown = {
        link.get_text(" ", strip=True): str(link["href"]) for link in desk.get("/desk").page.select("nav.portal-tabs a")
    }
    assert list(shown) == [
        "All that waits 1",
        "Not taken by colleagues 1",
        "Late 1",
        "Taken by me 0",
        "With the applicant 1",
        "Decided this month 3",
    ]
    opened = [desk.get(path).cases for path in shown.values()]
    assert opened[:5] == [[late], [late], [late], [], [returned]]
    assert set(opened[5]) == {returned, issued, refused}
    decided = rows(desk.get("/desk/decided"))
    assert any("Certificate being made" in row and "Confirm" in row for row in decided), "the village's own decision"
    world.work()
    assert any("Certificate issued" in row and "Confirm" in row for row in rows(desk.get("/desk/decided")))


def test_what_was_decided_last_month_is_not_of_this_one(world: World, desk: Desk) -> None:
    world.played(SERVICE, "refused", village=VILLAGE)
    assert len(desk.get("/desk/decided").cases) == 1
    world.clock.move(days=10)
    assert desk.get("/desk/decided").cases == []
    assert "Nothing decided yet this month" in desk.get("/desk/decided").text


def test_the_tabs_keep_service_and_office_and_count_what_they_lead_to(world: World, desk: Desk) -> None:
    world.appoint(desk.officer, "clerk", OTHER_VILLAGE)
    for village in (VILLAGE, VILLAGE, OTHER_VILLAGE):
        world.submitted(SERVICE, village=village)
        returned = world.submitted(SERVICE, example="corrected", village=village)
        world.act(returned, "village.return", fields=["since"], note="ກວດວັນທີຄືນ")
    page = desk.get(f"/desk?office={OTHER_VILLAGE}&service={SERVICE}")
    for _ in range(2):
        links = page.page.select("nav.portal-tabs a")
        said = [link.get_text(" ", strip=True) for link in links]
        assert said == [
            "All that waits 1",
            "Not taken by colleagues 1",
            "Late 0",
            "Taken by me 0",
            "With the applicant 1",
            "Decided this month 1",
        ]
        for link, count in zip(links, (1, 1, 0, 0, 1, 1), strict=True):
            page = desk.get(str(link["href"]))
            assert len(page.cases) == count, link
            assert "Show all" in page.text
    assert len(desk.get("/desk/decided").cases) == 3


def test_the_free_ones_are_those_that_no_colleague_has_taken(world: World, desk: Desk) -> None:
    free, taken, mine = (world.submitted(SERVICE, village=VILLAGE) for _ in range(3))
    colleague = world.officer("clerk", VILLAGE, another=True)
    for officer, case_id in ((colleague, taken), (desk.officer, mine)):
        work.claim(world.environment, officer, case_id, world.task(case_id, "village").id, new_id())
    assert set(desk.get("/desk?only=free").cases) == {free, mine}
    world.clock.move(minutes=world.environment.settings.claim_minutes + 1)
    assert set(desk.get("/desk?only=free").cases) == {free, mine, taken}


def test_the_lists_say_who_decided_and_who_sent_back_what(world: World, desk: Desk) -> None:
    colleague = world.officer("clerk", VILLAGE, another=True, name=Text(lo="ນາງ ແກ້ວ", en="Kaew"))
    theirs, mine = (world.submitted(SERVICE, village=VILLAGE) for _ in range(2))
    world.act(theirs, "village.return", officer=colleague, fields=["since"], note="ກວດວັນທີຄືນ")
    world.act(mine, "village.confirm")
    world.clock.move(days=2)
    (waiting,) = rows(desk.get("/desk/sent-back"))
    assert "By Kaew, to correct: Living there since for 2 days" in waiting
    decided = desk.get("/desk/decided")
    assert decided.cases == [mine, theirs] or decided.cases == [theirs, mine]
    assert any("Kaew" in row for row in rows(decided))
    link = decided.page.find("a", string="Decided by me")
    assert link is not None
    assert desk.get(str(link["href"])).cases == [mine]


def test_an_answer_that_came_too_late_says_by_how_much(world: World, desk: Desk) -> None:
    in_time = world.played(SERVICE, "refused", village=VILLAGE)
    late = world.submitted(SERVICE, village=VILLAGE)
    promised = world.case(late).promised
    assert promised is not None
    world.clock.now = datetime.combine(promised, time(3), UTC) + timedelta(days=7)  # with the National Day
    world.act(late, "village.reject", reason="ຜິດບ້ານ")
    assert "answered in time" in desk.case(in_time).text
    assert "answered 4 working days late" in desk.case(late).text
    (row,) = rows(desk.find(_reference(world, late)[:6]))
    assert "answered 4 working days late" in row
