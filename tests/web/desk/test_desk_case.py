"""A case on the desk: everything an officer needs to decide, and what they do with it."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from structlog.testing import capture_logs

from portal import create_app
from portal.cases import apply, work
from portal.cases.escalate import escalate_overdue
from portal.definition.model import Text
from portal.store import answers as answer_store
from portal.store import certificates
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.tables import CommandRow
from portal.workflow.case import Status
from portal.workflow.events import ActionTaken, FileOpened, SentBack, TaskClaimed
from tests.web.desk_visits import Answer, Desk, as_read
from tests.world import World

VILLAGE = "010101"
OTHER_VILLAGE = "010102"
DISTRICT = "0101"
QUICKER = (
    "A colleague was quicker: this step is already dealt with. "
    "Bounmy Nongping chose “{action}” on 23 November 2026 at 09:00."
)
PROVINCE = "01"


def _history(answer: Answer) -> list[str]:
    return [
        " ".join(line.get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split())
        for line in answer.page.select("#history .portal-history li")
    ]


def _address(world: World, case_id: str, path: str, action: str) -> str:
    return f"/desk/cases/{case_id}/tasks/{world.task(case_id, path).id}/{action}"


def _let_go_up(world: World, case_id: str) -> None:
    world.clock.move(days=10)
    escalate_overdue(world.environment)
    assert all(task.escalated for task in world.case(case_id).tasks.values())


def _next(desk: Desk, answer: Answer) -> Answer:
    link = answer.page.find("a", string="Next case")
    assert link is not None
    return desk.get(str(link["href"]))


def _files(answer: Answer) -> list[str]:
    """The addresses of the uploaded files themselves, those of photographs too, which are shown in a page."""
    return [str(link["href"]).removesuffix("/picture") for link in answer.page.select("main a[href*='/files/']")]


def _opened(world: World, case_id: str) -> list[str]:
    """The files that were opened, one for each event."""
    return [event.file for event in world.events(case_id) if isinstance(event, FileOpened)]


def _plain(answer: Answer) -> str:
    return answer.text.replace("\N{NO-BREAK SPACE}", " ")


# Seeing


def test_answers_stand_page_by_page_with_what_was_worked_out(world: World, desk: Desk) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    page = desk.case(case_id)
    headings = [one.get_text() for one in page.page.select("main h2")]
    assert [one for one in headings if one in ("The applicant", "The land", "The building")] == [
        "The applicant",
        "The land",
        "The building",
    ]
    for said in ("ສົມຊາຍ ວົງສາ", "01-123456", "020 5555 1234", "A house to live in", "Store or garage", "270.5 sq m"):
        assert said in page.text.replace("\N{NO-BREAK SPACE}", " "), said
    assert "405,750 kip" in page.text.replace("\N{NO-BREAK SPACE}", " "), "the fee"
    assert len(_files(page)) == 2


def test_a_photograph_is_shown_and_a_pdf_is_saved(world: World, desk: Desk) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    photograph, plan = (desk.client.get(address) for address in _files(desk.case(case_id)))
    assert photograph.mimetype == "image/jpeg"
    assert photograph.data.startswith(b"\xff\xd8")
    assert photograph.headers["Content-Disposition"].startswith("inline")
    assert plan.mimetype == "application/pdf"
    assert plan.data.startswith(b"%PDF-")
    assert plan.headers["Content-Disposition"].startswith("attachment")
    saved_as = plan.headers["Content-Disposition"].partition("filename=")[2]
    assert re.fullmatch(r"plans-[0-9a-f]{8}\.pdf", saved_as), "a name of the portal's own"
    for answer in (photograph, plan):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["ແຜນ\r\nX-Evil: 1.pdf", '"; filename="x.html', "ແບບກໍ່ສ້າງ.pdf", "\u202e", "a/../b.pdf"])
def test_a_file_is_given_whatever_it_was_called(world: World, desk: Desk, name: str) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE, plans=[name])
    answer = desk.client.get(_files(desk.case(case_id))[1])
    assert answer.status_code == 200
    assert "X-Evil" not in answer.headers
    assert "html" not in answer.headers["Content-Disposition"].partition('"')[0]


def test_a_photograph_has_a_page_of_its_own_with_a_way_back(world: World, desk: Desk) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    link = desk.get(f"/desk/cases/{case_id}?only=late").page.select_one("main a[href*='/picture']")
    assert link is not None
    page = desk.get(str(link["href"]))
    shown = page.page.select_one("main img")
    assert shown is not None
    assert desk.client.get(str(shown["src"])).mimetype == "image/jpeg"
    back = page.page.select_one(".govuk-back-link")
    assert back is not None
    assert back["href"] == f"/desk/cases/{case_id}?only=late"
    plan = world.case(case_id).answers["plans"][0]
    assert desk.get(f"/desk/cases/{case_id}/files/{plan}/picture").status == 404, "a PDF is no picture"
    assert desk.get(f"/desk/cases/{case_id}/files/{plan}/small").status == 404


def test_opening_a_file_is_one_event_with_the_officer_s_name(world: World, desk: Desk) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    address = _files(desk.case(case_id))[0]
    photograph = world.case(case_id).answers["title_photo"][0]
    desk.client.get(f"{address}/picture")
    desk.client.get(address)
    desk.client.get(address, headers={"Range": "bytes=0-99"})
    desk.client.get(address, headers={"Range": "bytes=100-199"})
    assert _opened(world, case_id) == [photograph], "what a browser asks for to show one picture is one opening"
    world.clock.move(minutes=16)
    desk.client.get(f"{address}/picture")
    assert _opened(world, case_id) == [photograph] * 2
    looks = desk.case(case_id).page.select("#looks li")
    assert len(looks) == 1, "a line an officer and question"
    said = as_read(looks[0])
    for word in ("Bounmy Nongping", "2 times, last on"):
        assert word in said, word
    assert not any("opened" in line for line in _history(desk.case(case_id))), "decisions stand by themselves"


def test_a_glance_opens_nothing(world: World, desk: Desk) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    page = desk.case(case_id)
    address = _files(page)[0]
    small = page.page.select_one("main img[src$='/small']")
    assert small is not None
    answer = desk.client.get(str(small["src"]))
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    with Image.open(io.BytesIO(answer.data)) as picture:
        assert max(picture.size) <= 160, "nothing can be read in it"
    assert desk.client.head(address).status_code == 200
    assert desk.client.head(f"{address}/picture").status_code == 200
    assert _opened(world, case_id) == []


def test_the_history_says_who_did_what_where_when_and_why(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate", example="corrected", village=VILLAGE)
    world.clock.move(hours=1)
    world.act(case_id, "village.return", fields=["since", "born"], note="ກວດວັນທີຄືນ\nທັງສອງ")
    world.clock.move(hours=1)
    world.correct(case_id, since="2011-05-01", born="1999-11-30")
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.return", note="ກະລຸນາກວດຊື່ຄືນ")
    page = Desk(app, world.officer("signer", DISTRICT)).case(case_id)
    district, village, correction, sent_back, sent = _history(page)
    office, at_village = "Chanthabuly District office", "Ban Nongping village office"
    assert district.startswith(
        f"District signature: Back to village Bounmy Chanthabuly {office} Note to your colleagues “ກະລຸນາກວດຊື່ຄືນ”"
    )
    assert village.startswith(f"Village check: Confirm Bounmy Nongping {at_village}"), village
    assert correction.startswith("The applicant sent a correction Given anew: Date of birth, Living there since")
    assert sent_back.startswith(f"Village check: Send back Bounmy Nongping {at_village}")
    assert "To correct: Living there since, Date of birth What has to be done “ກວດວັນທີຄືນ ທັງສອງ”" in sent_back
    assert sent_back.endswith("23 November 2026 at 10:00")
    assert sent.startswith("The applicant sent the application")
    assert [len(one.select("li")) for one in page.page.select("#history .portal-history")] == [3, 2]
    titles = [one.get_text().replace("\N{NO-BREAK SPACE}", " ") for one in page.page.select("aside h3")]
    assert titles == ["Since the correction of 23 November 2026", "The first time"]


def test_a_case_that_came_back_says_why_it_was_sent_and_what_has_changed(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate", example="corrected", village=VILLAGE, since="2001-05-01")
    world.act(case_id, "village.return", fields=["since", "born"], note="ກວດວັນທີຄືນ")
    waiting = desk.case(case_id).page.select_one(".portal-returned")
    assert waiting is not None
    assert "It came back" not in waiting.get_text()
    world.clock.move(days=1)
    world.correct(case_id, since="2011-05-01", born="1999-11-30")
    asking = desk.get(_address(world, case_id, "village", "return"))
    for page in (desk.case(case_id), asking):
        mark = page.page.select_one(".portal-returned")
        assert mark is not None
        said = as_read(mark)
        assert "Sent back on 23 November 2026 at 09:00 by Bounmy Nongping." in said
        assert "It came back on 24 November 2026 at 09:00." in said
        assert "“ກວດວັນທີຄືນ”" in said
        assert "Date of birth Not changed 30 November 1999" in said
        assert "Living there since Before 1 May 2001 After 1 May 2011" in said
    marks = {}
    for one in desk.case(case_id).page.select("dt:has(.portal-mark)"):
        label, said_of_it = one.stripped_strings
        marks[label] = said_of_it
    assert marks == {
        "Date of birth": "not changed since it was sent back",
        "Living there since": "changed since it was sent back",
    }
    assert "What colleagues wrote" not in desk.case(case_id).text, "words of the round before stand in the mark"


def test_what_a_colleague_wrote_stands_above_the_buttons(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    assert "What colleagues wrote" not in desk.case(case_id).text
    world.act(case_id, "village.confirm")
    world.act(case_id, "district.return", note="ກະລຸນາກວດຊື່ຄືນ")
    said = desk.case(case_id).page.select_one("main .govuk-inset-text")
    assert said is not None
    for word in ("District signature: Back to village", "Bounmy Chanthabuly", "“ກະລຸນາກວດຊື່ຄືນ”"):
        assert word in as_read(said), word
    assert said.find_next("section", class_="portal-actions") is not None


def test_the_steps_say_where_the_case_is_and_whose_office_has_it(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    world.act(case_id, "village.support")
    page = Desk(app, world.officer("land_officer", DISTRICT)).case(case_id)
    now = [one.get_text(" ", strip=True) for one in page.page.select(".portal-progress [aria-current=step]")]
    assert len(now) == 2, "both reviews at once"
    assert "Land review" in now[0]
    assert "Planning review" in now[1]
    assert page.buttons == ["Approve", "Send back", "Reject", "Take this case"], "only of their own role"


def test_a_late_task_says_so_in_words(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    said = _plain(desk.case(case_id))
    assert "This step: to be done by 24 November 2026" in said
    assert "The applicant is promised an answer by 26 November 2026" in said
    world.clock.move(days=2)
    said = _plain(desk.case(case_id))
    assert "This step is late. It was to be done by 24 November 2026" in said
    assert "The applicant is promised an answer by 26 November 2026" in said, "the whole is not late yet"
    world.clock.move(days=2)
    assert "The applicant was promised an answer by 26 November 2026: late" in _plain(desk.case(case_id))


def test_a_case_that_was_passed_on_says_since_when_and_from_whom(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate", village=VILLAGE)
    _let_go_up(world, case_id)
    page = Desk(app, world.officer("clerk", DISTRICT)).case(case_id)
    assert "Passed on to you on 3 December 2026 at 09:00 because it was late at Ban Nongping village office." in _plain(
        page
    )
    assert any("Late: passed on from" in line and "Chanthabuly" in line for line in _history(page))


def test_an_office_that_had_the_case_goes_on_seeing_it_with_nothing_to_press(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    world.act(case_id, "village.confirm")
    page = desk.case(case_id)
    assert page.status == 200
    assert page.buttons == []
    assert "Nothing is to be done here by you now" in page.text


def test_who_confirmed_cannot_sign_and_is_told(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate")
    clerk = world.act(case_id, "village.confirm")
    world.appoint(clerk, "signer", DISTRICT)
    both = Desk(app, clerk)
    assert "Sign" not in both.case(case_id).buttons
    done = both.post(_address(world, case_id, "district", "sign"), _key=new_id())
    assert "a colleague must take this one" in " ".join(done.notices)
    assert world.case(case_id).step == "district"


def test_who_may_only_send_back_or_reject_is_told_and_not_led_there(world: World, app: Flask) -> None:
    first, second = (world.submitted("residence-certificate") for _ in range(2))
    clerk = world.officer("clerk", VILLAGE)
    world.appoint(clerk, "signer", DISTRICT)
    both = Desk(app, clerk)
    decided = both.press(both.case(first), "Confirm")
    page = both.case(first)
    assert page.buttons != []
    assert "Sign" not in page.buttons
    assert "so a colleague must do this: Sign" in page.text
    assert "No other officer is appointed" in page.text
    marked = [
        row.select("a")[0]["href"]
        for row in both.get("/desk").page.select(".portal-queue tbody tr")
        if "Only a colleague may: Sign" in " ".join(row.get_text(" ").split())
    ]
    assert marked == [f"/desk/cases/{first}"]
    signer = world.officer("signer", DISTRICT, another=True, name=Text(lo="ນາງ ແກ້ວ", en="Kaew"))
    assert "These colleagues may: Kaew." in both.case(first).text
    assert "Only a colleague" not in Desk(app, signer).get("/desk").text
    assert _next(both, decided).path == f"/desk/cases/{second}"
    assert _next(both, both.press(both.case(second), "Confirm")).path == "/desk"


def test_the_office_opens_the_certificate_and_nothing_is_recorded(world: World, desk: Desk) -> None:
    case_id = world.played("residence-certificate", "corrected", village=VILLAGE)
    with world.environment.database.reading() as session:
        (ordered,) = certificates.of_case(session, case_id)
    address = f"/desk/cases/{case_id}/certificates/{ordered.id}.pdf"
    assert desk.get(address).status == 404, "not made yet"
    assert desk.case(case_id).page.select(f"a[href='{address}']") == []
    assert _history(desk.case(case_id))[0].startswith("District signature: Sign"), "nor said to be issued"
    world.work()
    before = world.events(case_id)
    page = desk.case(case_id)
    assert f"Certificate {world.case(case_id).issuances[0].number}" in page.text
    assert len(page.page.select(f"a[href='{address}']")) == 1
    paper = desk.client.get(address)
    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF-")
    assert world.events(case_id) == before


# Other offices


def test_an_officer_of_another_village_gets_404_for_everything(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    task = world.task(case_id, "village").id
    files = _files(Desk(app, world.officer("clerk", VILLAGE)).case(case_id))
    stranger = Desk(app, world.officer("clerk", OTHER_VILLAGE))
    stranger.get("/desk")
    before = world.events(case_id)
    for path in (f"/desk/cases/{case_id}", f"/desk/cases/{case_id}/tasks/{task}/return", *files):
        assert stranger.get(path).status == 404, path
    for path in (
        f"/desk/cases/{case_id}/tasks/{task}/support",
        f"/desk/cases/{case_id}/tasks/{task}/return",
        f"/desk/cases/{case_id}/claims/{task}",
        f"/desk/cases/{case_id}/claims/{task}/release",
    ):
        assert stranger.post(path, _key=new_id(), note="x", fields="phone").status == 404, path
    assert world.events(case_id) == before


def test_a_task_of_another_office_of_the_same_case_is_404(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    world.act(case_id, "village.support")
    land = Desk(app, world.officer("land_officer", DISTRICT))
    assert land.case(case_id).status == 200
    for action in ("approve", "return", "nothing"):
        assert land.get(_address(world, case_id, "reviews.planning", action)).status == 404, action
        assert land.post(_address(world, case_id, "reviews.planning", action), _key=new_id()).status == 404, action
    assert land.get(f"/desk/cases/{case_id}/tasks/{new_id()}/approve").status == 404


def test_a_file_of_another_case_is_404(world: World, desk: Desk) -> None:
    mine = world.submitted("construction-permit", village=VILLAGE)
    other = world.submitted("construction-permit", village=OTHER_VILLAGE)
    file_id = world.case(other).answers["plans"][0]
    assert desk.get(f"/desk/cases/{mine}/files/{file_id}").status == 404


def test_an_applicant_and_a_stranger_are_sent_to_the_officers_sign_in(world: World, app: Flask) -> None:
    case_id = world.submitted("residence-certificate")
    for path in ("/desk", f"/desk/cases/{case_id}", "/desk/search"):
        answer = app.test_client().get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/desk/sign-in")


# Deciding


def test_one_press_decides_and_the_next_case_is_asked_for(world: World, desk: Desk) -> None:
    first = world.submitted("residence-certificate")
    world.clock.move(days=1)
    second = world.submitted("residence-certificate")
    page = desk.press(desk.case(first), "Confirm")
    assert world.case(first).step == "district"
    assert page.path == f"/desk/cases/{first}"
    assert page.notices == [f"{world.case(first).reference}, Village check: “Confirm” is done."]
    assert page.buttons == [], "a second click finds nothing to press"
    assert [one.get_text() for one in page.page.select("main a")[:2]] == ["Next case", "Queue"]
    following = _next(desk, page)
    assert following.path == f"/desk/cases/{second}"
    assert following.notices == []
    last = desk.press(following, "Confirm")
    assert last.path == f"/desk/cases/{second}"
    assert _next(desk, last).path == "/desk"


def test_the_next_case_is_none_that_a_colleague_has_taken(world: World, desk: Desk) -> None:
    first, second, third = (world.submitted("residence-certificate") for _ in range(3))
    colleague = world.officer("clerk", VILLAGE, another=True)
    for taken in (second, third):
        work.claim(world.environment, colleague, taken, world.task(taken, "village").id, new_id())
    assert _next(desk, desk.press(desk.case(first), "Confirm")).path == "/desk"
    world.clock.move(hours=1)
    again = world.submitted("residence-certificate")
    following = _next(desk, desk.press(desk.case(again), "Confirm"))
    assert following.path == f"/desk/cases/{second}", "the claim has lapsed"


def test_an_officer_of_two_roles_is_led_through_both_tasks_of_a_case(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    world.act(case_id, "village.support")
    officer = world.officer("land_officer", DISTRICT)
    world.appoint(officer, "planner", DISTRICT)
    both = Desk(app, officer)
    both.case(case_id)
    page = both.post(_address(world, case_id, "reviews.land", "approve"), _key=new_id())
    assert page.path == f"/desk/cases/{case_id}"
    assert "This case has more for you to do." in page.notices[0]
    assert world.case(case_id).step == "reviews"
    assert page.buttons == [], "the other task is not decided by a second click either"
    assert "Approve" in _next(both, page).buttons
    both.post(_address(world, case_id, "reviews.planning", "approve"), _key=new_id())
    assert world.case(case_id).step == "province"


def test_sending_back_asks_which_answers_and_why(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.get(_address(world, case_id, "village", "return"))
    offered = [one.get_text(strip=True) for one in page.page.select(".govuk-checkboxes__label")]
    assert offered == [
        "Full name",
        "Gender",
        "Date of birth",
        "Phone number",
        "Village",
        "Living there since",
        "Whose house do you live in",
    ]
    done = desk.press(page, "Send back", fields=["since"], note="  ກວດວັນທີ\r\nຄືນ  ")
    assert done.status == 200
    case = world.case(case_id)
    assert case.status is Status.WITH_APPLICANT
    sent_back = next(event for event in world.events(case_id) if isinstance(event, SentBack))
    assert sent_back.fields == ("since",)
    with world.environment.database.reading() as session:
        remarks = answer_store.remarks(session, case_id)
    assert list(remarks.values()) == [{"note": "ກວດວັນທີ\nຄືນ"}]


def test_what_is_missing_is_said_and_what_was_typed_stays(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    page = desk.press(asking, "Send back", fields=[], note="ກວດວັນທີຄືນ")
    assert page.errors == ["Choose at least one answer that has to be corrected."]
    assert page.page.select_one(".govuk-error-summary__list a[href='#fields-1']") is not None
    assert page.page.select_one("textarea[name=note]").get_text().strip() == "ກວດວັນທີຄືນ"  # type: ignore[union-attr]
    page = desk.press(page, "Send back", fields=["since", "born"], note="\u200b \r\n")
    assert len(page.errors) == 1
    assert [str(one["value"]) for one in page.page.select("input[name=fields][checked]")] == ["born", "since"]
    for link in page.page.select(".govuk-error-summary__list a"):
        assert page.page.select_one(str(link["href"])) is not None, "the summary leads to the box"
    page = desk.press(page, "Send back", fields=["since"], note="ກ" * 501)
    assert "500" in page.errors[0]
    assert page.page.select_one("textarea[name=note]").get_text().strip() == "ກ" * 501  # type: ignore[union-attr]
    assert world.case(case_id).status is Status.WITH_OFFICE
    desk.press(page, "Send back", fields=["since"], note="ກວດວັນທີຄືນ")
    assert world.case(case_id).status is Status.WITH_APPLICANT


def test_the_page_that_asks_shows_whose_case_it_is_and_what_was_answered(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate", village=VILLAGE)
    page = desk.get(_address(world, case_id, "village", "return"))
    heading = page.page.select_one("h1")
    assert heading is not None
    assert heading.get_text(" ", strip=True) == "Send back: ສົມຊາຍ ວົງສາ"
    answers = {
        str(one["value"]): page.page.select_one(f"[id='{one['aria-describedby']}']").get_text(" ", strip=True)  # type: ignore[union-attr]
        for one in page.page.select("input[name=fields]")
    }
    assert answers["born"].replace("\N{NO-BREAK SPACE}", " ") == "12 March 1985"
    assert answers["full_name"] == "ສົມຊາຍ ວົງສາ"
    refusing = desk.get(_address(world, case_id, "village", "reject"))
    assert "ສົມຊາຍ ວົງສາ" in refusing.page.select_one("h1").get_text()  # type: ignore[union-attr]
    for said in ("The applicant is promised an answer by 26 November 2026", "Date of birth 12 March 1985"):
        assert said in _plain(refusing), said


@pytest.mark.parametrize("wrong", [False, True], ids=["while typing", "after a mistake"])
def test_what_was_typed_is_there_in_the_other_language(world: World, desk: Desk, *, wrong: bool) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    note = "ກວດວັນທີຄືນ\nທັງສອງ"
    if wrong:
        asking = desk.press(asking, "Send back", note=note)
        fields = []
    else:
        fields = ["since"]
    switch = asking.page.select_one("header button[lang=lo]")
    assert switch is not None
    form = asking.page.select_one(f"form[id='{switch['form']}']")
    assert form is not None
    sent = {str(one["name"]): str(one["value"]) for one in form.select("input[type=hidden]")}
    page = desk.post(asking.path, **sent, **{str(switch["name"]): str(switch["value"])}, note=note, fields=fields)
    assert page.page.select_one("html")["lang"] == "lo"  # type: ignore[index]
    assert page.path == asking.path
    assert page.page.select_one("textarea[name=note]").get_text().strip() == note  # type: ignore[union-attr]
    assert [str(one["value"]) for one in page.page.select("input[name=fields][checked]")] == fields
    assert bool(page.errors) == wrong, "what was not sent is not judged, what was wrong is said again"
    assert all(any("ກ" <= letter <= "ໝ" for letter in said) for said in page.errors)
    assert world.case(case_id).status is Status.WITH_OFFICE
    again = desk.get(asking.path)
    assert note in again.text.replace(" ທັງສອງ", "\nທັງສອງ"), "it stays however the page is opened again"


def test_a_mistake_is_said_again_when_the_page_is_reloaded(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "reject"))
    wrong = desk.press(asking, "Reject", reason="ກ" * 501)
    assert desk.get(wrong.path).errors == wrong.errors != []
    desk.press(wrong, "Reject", reason="ຜິດບ້ານ")
    assert world.case(case_id).outcome == "refused"
    with world.environment.database.reading() as session:
        assert answer_store.remark_typed(session, case_id, desk.officer, _task_of(wrong.path), "reject") is None


def _task_of(path: str) -> str:
    return path.split("/")[-2]


def test_what_one_officer_types_no_other_sees(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    address = _address(world, case_id, "village", "return")
    desk.press(desk.get(address), "Send back", note="ຮ່າງຂອງຂ້ອຍ")
    assert "ຮ່າງຂອງຂ້ອຍ" in desk.get(address).text
    assert "ຮ່າງຂອງຂ້ອຍ" not in Desk(app, world.officer("clerk", VILLAGE, another=True)).get(address).text


def test_fields_that_were_not_asked_cannot_be_opened(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    page = desk.press(asking, "Send back", fields=["host_name", "nonsense"], note="ກວດຄືນ")
    assert len(page.errors) == 1
    assert "ກວດຄືນ" in page.text
    assert world.case(case_id).status is Status.WITH_OFFICE


def test_refusing_asks_the_reason(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "reject"))
    assert asking.page.select("input[name=fields], textarea[name=note]") == []
    blank = desk.press(asking, "Reject", reason="  ")
    assert blank.errors == ["Write the reason. The applicant reads these words."]
    assert blank.page.select_one(".govuk-error-summary__list a[href='#reason']") is not None
    desk.press(asking, "Reject", reason="ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້")
    assert world.case(case_id).outcome == "refused"
    assert any("“ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້”" in line for line in _history(desk.case(case_id)))


def test_the_same_form_sent_twice_decides_once(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.case(case_id)
    first = desk.press(page, "Confirm")
    second = desk.press(page, "Confirm")
    assert first.notices == second.notices
    assert sum(isinstance(event, ActionTaken) for event in world.events(case_id)) == 1


def test_the_same_form_with_other_words_is_not_the_one_that_was_done(world: World, desk: Desk) -> None:
    """Back, the reason mended, sent again: it came too late, and the words are there and not said to be sent."""
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "reject"))
    desk.press(asking, "Reject", reason="ບໍ່ໄດ້ອາໄສຢູ່ບ້ານນີ້")
    late = desk.press(asking, "Reject", reason="ບໍ່ໄດ້ຢູ່ບ້ານນີ້ແລ້ວ")
    assert not any("is done" in notice for notice in late.notices)
    assert "ບໍ່ໄດ້ຢູ່ບ້ານນີ້ແລ້ວ" in late.text


def test_each_form_of_a_page_is_a_command_of_its_own(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.case(case_id)
    keys = [str(one["value"]) for one in page.page.select("input[name=_key]")]
    assert len(keys) == len(set(keys)) == 2
    assert all(len(key) <= 60 for key in keys), "what the store takes"


@pytest.mark.parametrize("key", ["", "x" * 400, "ກ" * 10, "a\u0000b"])
def test_a_key_that_no_form_of_ours_sends_does_no_harm(world: World, desk: Desk, key: str) -> None:
    case_id = world.submitted("residence-certificate")
    desk.case(case_id)
    desk.post(_address(world, case_id, "village", "confirm"), _key=key)
    assert world.case(case_id).step == "district"
    with world.environment.database.reading() as session:
        kept = list(session.scalars(select(CommandRow.key).where(CommandRow.case_id == case_id)))
    assert all(len(each) <= 64 and each.isascii() and each.isprintable() for each in kept), "what PostgreSQL takes"


def test_when_a_colleague_was_quicker_what_was_written_is_shown_once_more(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    world.act(case_id, "village.confirm", officer=world.officer("clerk", VILLAGE, another=True))
    page = desk.press(asking, "Send back", fields=["since"], note="ກວດວັນທີຄືນ ໃຫ້ແນ່ໃຈ")
    assert "A colleague was quicker" in page.text
    assert desk.get(page.path).page.select_one("h1").get_text() == page.page.select_one("h1").get_text()  # type: ignore[union-attr]
    assert "ກວດວັນທີຄືນ ໃຫ້ແນ່ໃຈ" in page.text
    assert "Living there since" in page.text
    assert "Bounmy Nongping chose “Confirm” on 23 November 2026" in page.text
    other = world.submitted("residence-certificate")
    assert _next(desk, page).path == f"/desk/cases/{other}"
    assert world.case(case_id).step == "district"
    empty = desk.press(asking, "Send back", note="")
    assert empty.path == f"/desk/cases/{case_id}"
    assert empty.notices == [QUICKER.format(action="Confirm")]


def test_a_button_pressed_too_late_tells_and_shows_the_case(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.case(case_id)
    world.act(case_id, "village.reject", reason="ຜິດບ້ານ", officer=world.officer("clerk", VILLAGE, another=True))
    late = desk.press(page, "Confirm")
    assert late.path == f"/desk/cases/{case_id}"
    assert late.notices == [QUICKER.format(action="Reject")]
    world.clock.move(hours=1)
    other = world.submitted("residence-certificate")
    assert _next(desk, late).path == f"/desk/cases/{other}", "a way on from where nothing is to be done"


def test_what_was_written_for_a_task_that_went_up_meanwhile_is_shown_once_more(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.case(case_id)
    asking = desk.get(_address(world, case_id, "village", "return"))
    _let_go_up(world, case_id)
    late = desk.press(asking, "Send back", fields=["since"], note="ກວດວັນທີຄືນ ໃຫ້ແນ່ໃຈ")
    assert "Late: passed on to" in late.text
    assert "Chanthabuly" in late.text
    assert "ກວດວັນທີຄືນ ໃຫ້ແນ່ໃຈ" in late.text
    for button in ("Confirm", "Take this case"):
        pressed = desk.press(page, button)
        assert pressed.path == f"/desk/cases/{case_id}"
        assert len(pressed.notices) == 1, button
        assert "Late: passed on to" in pressed.notices[0]
    assert world.case(case_id).step == "village"


def test_what_came_first_is_said_as_it_was(world: World, app: Flask, desk: Desk) -> None:
    withdrawn = world.submitted("residence-certificate")
    page = desk.case(withdrawn)
    apply.withdraw(world.environment, world.case(withdrawn).applicant, withdrawn, new_id())
    assert desk.press(page, "Confirm").notices == [
        "The applicant has withdrawn this application. On 23 November 2026 at 09:00."
    ]
    permit = world.submitted("construction-permit", village=VILLAGE)
    world.act(permit, "village.support")
    planner = Desk(app, world.officer("planner", DISTRICT))
    page = planner.case(permit)
    world.act(permit, "reviews.land.reject", reason="ດິນຂອງລັດ")
    pressed = planner.press(page, "Approve")
    (said,) = pressed.notices
    assert said.startswith("Another step decided first, so this one is not needed any more. Bounmy ")
    assert "chose “Reject” on 23 November 2026" in said
    name = said.partition("any more. ")[2].partition(" chose")[0]
    kept = [one.get_text() for one in pressed.page.select(".govuk-notification-banner .portal-unbroken")]
    assert kept[: len(name.split())] == name.split(), "no word of the name is parted"


# Taking and giving back


def test_taking_a_case_shows_colleagues_and_keeps_them_from_deciding(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    colleague = Desk(app, world.officer("clerk", VILLAGE, another=True))
    before = colleague.case(case_id)
    mine = desk.press(desk.case(case_id), "Take this case")
    assert "Taken by you" in mine.text
    assert mine.notices == ["You have taken this case."]
    given = desk.press(mine, "Give it back")
    assert given.notices == ["You have given this case back."]
    mine = desk.press(given, "Take this case")
    assert isinstance(world.events(case_id)[-1], TaskClaimed)
    theirs = colleague.case(case_id)
    assert theirs.buttons == []
    assert "Taken by Bounmy Nongping" in theirs.text
    refused = colleague.press(before, "Confirm")
    assert refused.notices == ["A colleague has taken this case. Wait until they give it back, or ask them."]
    assert colleague.get(_address(world, case_id, "village", "return")).path == f"/desk/cases/{case_id}"
    assert world.case(case_id).step == "village"


def test_what_was_written_stays_when_a_colleague_took_the_case_meanwhile(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    colleague = Desk(app, world.officer("clerk", VILLAGE, another=True))
    colleague.press(colleague.case(case_id), "Take this case")
    page = desk.press(asking, "Send back", fields=["since"], note="ກວດວັນທີຄືນ")
    assert page.errors == ["A colleague has taken this case. Wait until they give it back, or ask them."]
    assert "ກວດວັນທີຄືນ" in page.text
    colleague.press(colleague.case(case_id), "Give it back")
    desk.press(page, "Send back", fields=["since"], note="ກວດວັນທີຄືນ")
    assert world.case(case_id).status is Status.WITH_APPLICANT


def test_giving_back_frees_the_case(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    taken = desk.press(desk.case(case_id), "Take this case")
    given = desk.press(taken, "Give it back")
    assert "Take this case" in given.buttons
    assert world.task(case_id, "village").claimed_by is None
    again = desk.press(taken, "Give it back")
    assert again.status == 200


# What else is said


def test_colleagues_see_who_has_a_case_open(world: World, app: Flask, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    reader = Desk(app, world.officer("clerk", VILLAGE, another=True, name=Text(lo="ນາງ ແກ້ວ", en="Kaew")))
    assert "is reading" not in reader.case(case_id).text
    for page in (desk.get("/desk"), desk.case(case_id)):
        assert "Kaew is reading this now" in page.text
    assert "is reading" not in reader.get("/desk").text
    world.clock.move(minutes=11)
    for page in (desk.get("/desk"), desk.case(case_id)):
        assert "is reading" not in page.text


@pytest.mark.parametrize("made_up", ["1", "", "x"])
def test_an_address_that_says_decided_hides_no_work(world: World, desk: Desk, made_up: str) -> None:
    case_id = world.submitted("residence-certificate")
    assert "Confirm" in desk.get(f"/desk/cases/{case_id}?decided={made_up}").buttons
    sent_back = desk.post(_address(world, case_id, "village", "return"), fields=["since"], note="ກວດ", _key=new_id())
    assert sent_back.buttons == []
    world.clock.move(hours=1)
    world.correct(case_id, since="2011-05-01")
    assert "Confirm" in desk.get(sent_back.address).buttons, "it came back since"


def test_what_more_there_is_to_do_stays_after_loading_again(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    other = world.submitted("construction-permit", village=VILLAGE)
    for each in (case_id, other):
        world.act(each, "village.support")
    officer = world.officer("land_officer", DISTRICT)
    world.appoint(officer, "planner", DISTRICT)
    both = Desk(app, officer)
    both.case(case_id)
    decided = both.post(_address(world, case_id, "reviews.land", "approve"), _key=new_id())
    for page in (decided, both.get(decided.address)):
        assert page.buttons == []
        link = page.page.find("a", string="Next step of this case")
        assert link is not None
        assert "Approve" in both.get(str(link["href"])).buttons
        assert _next(both, page).path == f"/desk/cases/{other}"


def test_a_certificate_that_is_being_made_says_so(world: World, desk: Desk) -> None:
    case_id = world.played("residence-certificate", "granted", village=VILLAGE)
    page = desk.case(case_id)
    assert "The certificate is being made." in page.text
    world.work()
    again = page.page.find("a", string="Load the page again")
    assert again is not None
    made = desk.get(str(again["href"]))
    assert "being made" not in made.text
    assert made.page.find("a", string="Download the certificate (PDF)") is not None


def test_where_a_case_that_is_not_here_any_more_is_stands_at_the_top(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    _let_go_up(world, case_id)
    said = desk.case(case_id).page.select_one(".govuk-inset-text")
    assert said is not None
    assert "It is now with Chanthabuly District office" in " ".join(said.get_text(" ").split())


def test_the_page_leads_to_what_stands_far_down(world: World, desk: Desk) -> None:
    page = desk.case(world.submitted("residence-certificate")).page
    for link in page.select(".portal-jumps a"):
        assert page.select_one(str(link["href"])) is not None


def test_a_sending_back_that_was_begun_is_not_forgotten(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    asking = desk.get(_address(world, case_id, "village", "return"))
    assert "You have begun" not in desk.case(case_id).text
    desk.press(asking, "Send back", note="ກວດວັນທີຄືນ")
    page = desk.case(case_id)
    assert "You have begun “Send back”." in page.text
    link = page.page.select_one(".portal-actions p a")
    assert link is not None
    assert "ກວດວັນທີຄືນ" in desk.get(str(link["href"])).text


def test_sending_back_shows_the_uploads_and_how_much_the_sms_has(world: World, app: Flask) -> None:
    case_id = world.submitted("construction-permit", village=VILLAGE)
    page = Desk(app, world.officer("clerk", VILLAGE)).get(_address(world, case_id, "village", "return"))
    assert _files(page) != []
    assert "The SMS has only about the first 80 letters." in page.text


def test_a_step_that_sent_back_is_not_shown_as_done(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    world.act(case_id, "village.return", fields=["since"], note="ກວດວັນທີຄືນ")
    said = [" ".join(step.get_text(" ").split()) for step in desk.case(case_id).page.select(".portal-progress li")]
    (village,) = [step for step in said if step.startswith("Village check") and "Send back" in step]
    assert "Sent back" in village
    assert "Done" not in village


def test_what_was_pressed_in_a_dead_session_is_said_not_to_be_recorded(world: World, desk: Desk) -> None:
    case_id = world.submitted("residence-certificate")
    page = desk.get(_address(world, case_id, "village", "confirm"))
    assert page.path == f"/desk/cases/{case_id}"
    assert "“Confirm” was not recorded" in page.notices[0]
    assert "Confirm" in page.buttons
    assert world.case(case_id).step == "village"


def test_an_officer_who_asks_for_what_there_is_not_is_led_to_the_desk(desk: Desk) -> None:
    page = desk.case(new_id())
    assert page.status == 404
    assert page.page.find("a", string="Go to the queue", href="/desk") is not None
    assert "My applications" not in page.text


def test_a_case_can_be_read_while_somebody_else_writes_for_long(world: World) -> None:
    """Opening it is noted for colleagues; that this cannot be done now keeps nobody from reading."""
    case_id = world.submitted("residence-certificate", village=VILLAGE)
    database = Database(world.environment.settings.effective_database_url, busy_timeout_ms=100)
    desk = Desk(create_app(environment=replace(world.environment, database=database)), world.officer("clerk", VILLAGE))
    assert desk.get("/desk").status == 200
    with world.environment.database.writing() as writer, capture_logs() as lines:
        writer.connection()
        assert desk.case(case_id).status == 200
    assert "opened_case_not_noted" in {line["event"] for line in lines}
    database.dispose()
