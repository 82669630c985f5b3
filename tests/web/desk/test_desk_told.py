"""What an officer is told at the desk: what colleagues wrote, what came first, what changed, where the way leads."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from portal.store.columns import new_id
from portal.store.queue import PAGE
from tests.web.desk_visits import Answer, Desk
from tests.world import World

PERMIT = "construction-permit"
RESIDENCE = "residence-certificate"
VILLAGE = "010101"
DISTRICT = "0101"
PROVINCE = "01"
PART = {"use": "living", "floors": "1", "area": "200"}


def _plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def _written(answer: Answer) -> str:
    heading = answer.page.find("h2", string="What colleagues wrote")
    assert heading is not None
    assert heading.parent is not None
    return _plain(heading.parent.get_text(" "))


def _back(answer: Answer) -> Any:
    link = answer.page.select_one(".govuk-back-link")
    assert link is not None
    return link


def _row(answer: Answer) -> str:
    row = answer.page.select_one(".portal-queue tbody tr")
    assert row is not None
    return _plain(row.get_text(" "))


def _at_review(world: World, **changes: Any) -> str:
    case_id = world.submitted(PERMIT, village=VILLAGE, **changes)
    world.act(case_id, "village.object", note="ດິນຍັງມີຂໍ້ຂັດແຍ່ງ")
    return case_id


# What colleagues wrote


@pytest.mark.parametrize("action", ["return", "reject"])
def test_whoever_writes_to_the_applicant_reads_what_colleagues_wrote(world: World, app: Flask, action: str) -> None:
    case_id = _at_review(world)
    desk = Desk(app, world.officer("land_officer", DISTRICT))
    task = world.task(case_id, "reviews.land").id
    asking = desk.get(f"/desk/cases/{case_id}/tasks/{task}/{action}")
    (folded,) = [one for one in asking.page.select("details") if "What colleagues wrote" in one.get_text()]
    assert "ດິນຍັງມີຂໍ້ຂັດແຍ່ງ" in folded.get_text()
    first = Desk(app, world.officer("clerk", VILLAGE))
    fresh = world.submitted(PERMIT, village=VILLAGE)
    page = first.get(f"/desk/cases/{fresh}/tasks/{world.task(fresh, 'village').id}/return")
    assert "What colleagues wrote" not in page.text


def test_the_signer_reads_the_remarks_of_every_round_the_newest_first(world: World, app: Flask) -> None:
    case_id = _at_review(world)
    world.clock.move(hours=1)
    world.act(case_id, "reviews.land.return", fields=["title_no"], note="ກວດເລກທີ")
    world.correct(case_id, title_no="999")
    world.act(case_id, "reviews.land.return", fields=["phone"], note="ກວດເບີໂທ")
    world.correct(case_id, phone="020 5555 9999")
    for branch in ("land", "planning"):
        world.act(case_id, f"reviews.{branch}.approve")
    world.act(case_id, "province.return", note="ກວດແບບກໍ່ສ້າງ")
    for branch in ("land", "planning"):
        world.act(case_id, f"reviews.{branch}.approve")
    said = _written(Desk(app, world.officer("signer", PROVINCE)).case(case_id))
    places = [said.index(words) for words in ("ກວດແບບກໍ່ສ້າງ", "ກວດເລກທີ", "ດິນຍັງມີຂໍ້ຂັດແຍ່ງ")]
    assert places == sorted(places)
    objected = said[said.index("Village opinion") :] if "Village opinion" in said else said
    assert "Against" in objected
    assert "23 November 2026 at 09:00" in objected
    assert "Nongping" in objected
    assert "ກວດເບີໂທ" not in said, "the last sending back stands with what was corrected"


def test_a_refused_case_says_at_the_top_who_refused_it_and_why(world: World, desk: Desk) -> None:
    case_id = world.played(RESIDENCE, "refused", village=VILLAGE)
    top = desk.case(case_id).page.select_one("main .govuk-inset-text")
    assert top is not None
    said = _plain(top.get_text(" "))
    for words in ("Village check: Reject", "Bounmy Nongping", "“ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້”", "23 November 2026"):
        assert words in said, words


# What came first


def test_who_did_it_already_is_not_told_of_a_colleague(world: World, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    page = desk.case(case_id)
    asking = desk.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/reject")
    desk.press(page, "Confirm")
    again = desk.press(asking, "Reject", reason="")
    assert again.notices == ["You have already done this. You chose “Confirm” on 23 November 2026 at 09:00."]
    kept = desk.press(asking, "Reject", reason="ຜິດບ້ານ")
    assert "You have already done this" in kept.text
    assert "ຜິດບ້ານ" in kept.text
    assert "colleague was quicker" not in kept.text


def test_a_review_closed_by_another_sending_back_is_done_again_with_the_same_words(world: World, app: Flask) -> None:
    case_id = _at_review(world)
    planner = Desk(app, world.officer("planner", DISTRICT))
    page = planner.case(case_id)
    asking = planner.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'reviews.planning').id}/reject")
    world.act(case_id, "reviews.land.return", fields=["title_no"], note="ກວດເລກທີ")
    lost = planner.press(asking, "Reject", reason="ຜິດຜັງເມືອງ")
    assert "The case was sent back to the applicant, so this was not recorded" in lost.text
    assert "When the applicant has corrected it, you review it again." in lost.text
    assert "not needed any more" not in planner.press(page, "Approve").notices[0]
    world.correct(case_id, title_no="999")
    assert "It has come back corrected: review it again." in planner.press(page, "Approve").notices[0]
    assert "You have begun “Reject”." in planner.case(case_id).text
    anew = planner.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'reviews.planning').id}/reject")
    assert "ຜິດຜັງເມືອງ" in anew.text
    assert anew.errors == []
    planner.press(anew, "Reject", reason="ຜິດຜັງເມືອງ")
    assert world.case(case_id).outcome == "refused"


def test_words_are_not_offered_again_when_a_colleague_decided_the_task(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    asking = desk.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/reject")
    colleague = world.officer("clerk", VILLAGE, another=True)
    world.act(case_id, "village.return", officer=colleague, fields=["since"], note="ກວດ")
    desk.press(asking, "Reject", reason="ຜິດບ້ານ")
    world.correct(case_id)
    assert "You have begun" not in desk.case(case_id).text


# What a correction changed


def test_a_correction_shows_the_computed_answers_and_the_fee_before_and_after(world: World, app: Flask) -> None:
    case_id = _at_review(world, parts=[PART])
    world.act(case_id, "reviews.land.return", fields=["parts"], note="ກວດເນື້ອທີ່")
    world.correct(case_id, parts=[PART | {"area": "300"}])
    page = Desk(app, world.officer("land_officer", DISTRICT)).case(case_id)
    mark = page.page.select_one(".portal-returned")
    assert mark is not None
    said = _plain(mark.get_text(" "))
    assert "Total floor area Before 200 sq m After 300 sq m" in said
    assert "Fee Before 300,000 kip After 450,000 kip" in said


def test_a_correction_that_changes_nothing_computed_names_nothing_computed(world: World, app: Flask) -> None:
    case_id = _at_review(world)
    world.act(case_id, "reviews.land.return", fields=["title_no"], note="ກວດເລກທີ")
    world.correct(case_id, title_no="999")
    mark = Desk(app, world.officer("land_officer", DISTRICT)).case(case_id).page.select_one(".portal-returned")
    assert mark is not None
    assert [one.get_text() for one in mark.select("dl.portal-compare > div > dt")] == ["Land title number"]


# Who reads


def test_who_opens_another_case_has_left_the_one_before(world: World, app: Flask, desk: Desk) -> None:
    first, second = (world.submitted(RESIDENCE, village=VILLAGE) for _ in range(2))
    colleague = Desk(app, world.officer("clerk", VILLAGE, another=True))
    colleague.case(first)
    assert "is reading this now" in desk.case(first).text
    colleague.case(second)
    assert "is reading this now" not in desk.case(first).text
    assert "is reading this now" in desk.case(second).text


def test_whoever_writes_a_reason_is_reading_still(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    colleague = Desk(app, world.officer("clerk", VILLAGE, another=True))
    colleague.get(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/reject")
    assert "is reading this now" in desk.case(case_id).text


# The queue


def test_a_row_says_which_office_gave_the_case_back(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    world.act(case_id, "village.confirm")
    signer = Desk(app, world.officer("signer", DISTRICT))
    assert "Sent back by" not in _row(signer.get("/desk"))
    world.act(case_id, "district.return", note="ກວດຊື່ຄືນ")
    assert "Sent back by the district" in _row(desk.get("/desk"))
    world.act(case_id, "village.confirm")
    assert "Sent back by" not in _row(signer.get("/desk")), "it has only gone on again"
    permit = _at_review(world)
    for branch in ("land", "planning"):
        world.act(permit, f"reviews.{branch}.approve")
    world.act(permit, "province.return", note="ກວດແບບ")
    planner = Desk(app, world.officer("planner", DISTRICT))
    assert "Sent back by the province" in _row(planner.get("/desk"))


def test_on_days_off_after_the_last_day_a_step_is_late_by_no_number(world: World, desk: Desk) -> None:
    world.clock.move(days=3)  # Thursday: due on Friday
    world.submitted(RESIDENCE, village=VILLAGE)
    world.clock.move(days=2)
    assert "27 November 2026 Late" in _row(desk.get("/desk"))
    world.clock.move(days=2)
    assert "1 working day late" in _row(desk.get("/desk"))


# The way back


def test_from_the_decided_cases_back_leads_there_and_next_to_what_waits(world: World, desk: Desk) -> None:
    decided, waiting = (world.submitted(RESIDENCE, village=VILLAGE) for _ in range(2))
    world.act(decided, "village.confirm", officer=desk.officer)
    mine = desk.get(str(desk.get("/desk/decided").page.find("a", string="Decided by me")["href"]))  # type: ignore[index]
    case = desk.get(str(mine.page.select_one(".portal-queue tbody th a")["href"]))  # type: ignore[index]
    assert _back(case).get_text(strip=True) == "Decided this month"
    back = desk.get(str(_back(case)["href"]))
    assert back.address == mine.address
    assert back.cases == [decided]
    following = case.page.find("a", string="Next case")
    assert following is not None
    next_one = desk.get(str(following["href"]))
    assert next_one.path == f"/desk/cases/{waiting}"
    assert _back(next_one)["href"] == "/desk"


def test_what_i_decided_stays_mine_when_a_colleague_decides_after_me(world: World, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    world.act(case_id, "village.return", officer=desk.officer, fields=["since"], note="ກວດ")
    world.correct(case_id)
    world.clock.move(hours=1)
    colleague = world.officer("clerk", VILLAGE, another=True)
    world.act(case_id, "village.confirm", officer=colleague)
    mine = desk.get("/desk/decided?by=me")
    assert mine.cases == [case_id]
    assert "Send back, 23 November 2026" in _row(mine)
    assert "Confirm, 23 November 2026" in _row(desk.get("/desk/decided"))
    world.act(case_id, "district.return", note="ກວດຊື່ຄືນ")
    world.act(case_id, "village.confirm", officer=desk.officer)
    assert "Confirm, 23 November 2026" in _row(desk.get("/desk/decided?by=me"))


def test_from_the_cases_with_their_applicant_back_leads_there(world: World, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    world.act(case_id, "village.return", fields=["since"], note="ກວດ")
    opened = desk.get("/desk/sent-back").page.select_one(".portal-queue tbody th a")
    assert opened is not None
    back = desk.get(str(_back(desk.get(str(opened["href"])))["href"]))
    assert (back.path, back.cases) == ("/desk/sent-back", [case_id])


def test_from_the_second_page_of_the_queue_back_leads_to_it(world: World, desk: Desk) -> None:
    for _ in range(PAGE + 2):
        world.submitted(RESIDENCE, village=VILLAGE)
    first = desk.get("/desk")
    second = desk.get(str(first.page.select_one("a[rel=next]")["href"]))  # type: ignore[index]
    case = desk.get(str(second.page.select_one(".portal-queue tbody th a")["href"]))  # type: ignore[index]
    assert desk.get(str(_back(case)["href"])).cases == second.cases
    asking = desk.get(str(case.page.find("a", string="Reject")["href"]))  # type: ignore[index]
    assert desk.get(str(_back(desk.get(str(_back(asking)["href"])))["href"])).cases == second.cases
    decided = desk.press(case, "Confirm")
    assert desk.get(str(decided.page.find("a", string="Next case")["href"])).path == f"/desk/cases/{first.cases[0]}"  # type: ignore[index]


# What was not recorded


def test_a_decision_that_met_no_session_is_said_not_to_be_recorded(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    page = desk.case(case_id)
    form = page.form_of("Confirm")
    desk.client.delete_cookie("session")
    lost = desk.client.post(str(form["action"]), data=page.hidden("Confirm"))
    assert lost.status_code == 400
    assert "Your decision was not recorded" in lost.text
    signed_out = Desk(app, world.officer("clerk", VILLAGE))
    page = signed_out.case(case_id)
    with signed_out.client.session_transaction() as session:
        session.pop("_user_id")
    sent = signed_out.client.post(
        str(page.form_of("Confirm")["action"]),
        data={**page.hidden("Confirm"), "_key": new_id()},
        headers={"Origin": "http://localhost"},
        follow_redirects=True,
    )
    assert sent.request.path == "/desk/sign-in"
    assert "Your decision was not recorded, because you are not signed in any more." in sent.text
    assert "long time" not in sent.text
    assert world.case(case_id).step == "village"


# Finding


def test_a_certificate_s_number_finds_its_case_and_no_part_of_it_does(world: World, desk: Desk) -> None:
    case_id = world.played(RESIDENCE, "granted", village=VILLAGE)
    world.work()
    number = world.case(case_id).issuances[0].number
    assert number is not None
    assert desk.find(number).cases == [case_id]
    assert desk.find(number.replace("/", " ")).cases == [case_id]
    assert desk.find(number[:-1]).cases == []
    assert desk.find("ສົມຊາຍ").cases == [case_id], "its names are there still"


def test_the_number_of_an_identity_card_finds_its_case_and_no_part_of_it_does(
    world: World, app: Flask, desk: Desk
) -> None:
    case_id = world.submitted(PERMIT, village=VILLAGE, id_card="07-41 852963")
    for typed in ("07-41852963", "07 41 85 29 63", "0741852963", "໐໗-໔໑໘໕໒໙໖໓"):
        assert desk.find(typed).cases == [case_id], typed
    for part in ("0741852", "852963", "41852963"):
        assert desk.find(part).cases == [], part
    world.act(case_id, "village.return", fields=("id_card",), note="ບັດ")
    world.correct(case_id, id_card="07-41852964")
    assert desk.find("07-41852963").cases == [], "what was corrected finds nothing any more"
    assert desk.find("07-41852964").cases == [case_id]
    elsewhere = Desk(app, world.officer("clerk", "010102"))
    assert elsewhere.find("07-41852964").cases == [], "it never was at this officer's offices"


def test_a_search_for_nothing_asks_to_type_something(world: World, desk: Desk) -> None:
    assert (
        "Type a name, a village, a phone number, a reference, or the number of an identity card or certificate."
        in desk.find("  ").text
    )
    assert "Type a name" not in desk.find("ສົມຊາຍ").text


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/desk?only=late", "Nothing is late"),
        ("/desk?only=mine", "You have taken no case"),
        ("/desk/decided?by=me", "You have decided nothing yet this month"),
    ],
)
def test_an_empty_list_says_what_it_would_hold(world: World, app: Flask, path: str, said: str) -> None:
    desk = Desk(app, world.officer("clerk", VILLAGE))
    world.submitted(RESIDENCE, village=VILLAGE)
    assert said in desk.get(path).text


def test_the_list_of_what_was_decided_names_the_step(world: World, app: Flask) -> None:
    world.act(world.submitted(RESIDENCE, village=VILLAGE), "village.confirm")
    step = world.service(RESIDENCE).step_title("village")
    assert step is not None
    assert f"{step.en}: Confirm" in _row(Desk(app, world.officer("clerk", VILLAGE)).get("/desk/decided"))


def test_a_late_step_says_on_its_case_by_how_much(world: World, app: Flask) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    desk = Desk(app, world.officer("clerk", VILLAGE))
    assert "late" not in desk.case(case_id).text
    due = world.task(case_id, "village").due
    assert due is not None
    world.clock.move(days=(due - world.environment.today()).days + 1)
    assert "This step is late" in desk.case(case_id).text
    assert "1 working day late" in desk.case(case_id).text


def test_long_remarks_do_not_hide_the_way_to_the_decision(world: World, app: Flask) -> None:
    case_id = _at_review(world)
    page = Desk(app, world.officer("land_officer", DISTRICT)).case(case_id).page
    link = page.find("a", string="To the decision")
    assert link is not None
    target = page.find(id=str(link["href"]).removeprefix("#"))
    assert target is not None
    assert target.get_text(strip=True) == "Land review"


def test_what_came_last_stands_first_on_a_case_sent_back_twice(world: World, app: Flask) -> None:
    case_id = _at_review(world)
    world.act(case_id, "reviews.land.return", fields=["title_no"], note="ກວດເລກທີ")
    desk = Desk(app, world.officer("land_officer", DISTRICT))
    world.clock.move(hours=1)
    world.correct(case_id, title_no="999")
    corrected = desk.case(case_id).text
    assert corrected.index("ກວດເລກທີ") < corrected.index("ດິນຍັງມີຂໍ້ຂັດແຍ່ງ")
    for branch in ("land", "planning"):
        world.act(case_id, f"reviews.{branch}.approve")
    world.clock.move(hours=1)
    world.act(case_id, "province.return", note="ກວດແບບກໍ່ສ້າງ")
    again = desk.case(case_id).text
    assert again.index("ກວດແບບກໍ່ສ້າງ") < again.index("ກວດເລກທີ")
