"""Using answers of an earlier application: chosen by its applicant, checked page by page, taken out by one button."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy import event, select, update

from portal import create_app
from portal.cases import apply, offering
from portal.cases.command import Done, NoSuchCase
from portal.store import cases as case_store
from portal.store.columns import new_id
from portal.store.tables import AnswerRow, InputRow, OfferedRow
from portal.workflow.case import Case, Status
from portal.workflow.refusals import Refusal, Why
from tests.visits import words_of
from tests.web.test_citizen_ways import Citizen
from tests.world import World

RESIDENCE, PERMIT = "residence-certificate", "construction-permit"
NAME: Final = "ນາງ ດອກແກ້ວ ວົງພະຈັນ"


class Applicant(Citizen):
    """An applicant who has sent a residence certificate, unless `sent` says otherwise."""

    def __init__(self, world: World, app: Flask, number: str, *, sent: bool = True, **changes: Any) -> None:
        super().__init__(world, app, number)
        self.world = world
        self.before = ""
        if sent:
            said = {"full_name": NAME, "village": "010102", **changes}
            self.before = world.submitted(RESIDENCE, self.person, **said)

    def start(self, service: str = PERMIT) -> BeautifulSoup:
        """Begin another application."""
        return self.send(f"/apply/{service}", {})

    @property
    def case(self) -> Case:
        """The draft."""
        with self.world.environment.database.reading() as session:
            rows = case_store.of_applicant(session, self.person)
        return self.world.case(next(row.id for row in rows if row.status == Status.DRAFT))

    def use(self, *, earlier: str | None = None) -> BeautifulSoup:
        """Choose an earlier application on the page that asks."""
        return self.send(f"/applications/{self.case.id}/earlier", {"earlier": earlier or self.before})

    def page(self, name: str) -> BeautifulSoup:
        return self.open(f"/applications/{self.case.id}/pages/{name}")

    def press(self, page: str, do: str, **changes: str) -> BeautifulSoup:
        """Send a page as its boxes stand, with some changed."""
        shown = self.page(page)
        boxes: dict[str, object] = {**_boxes(shown), **changes}
        return self.send(f"/applications/{self.case.id}/pages/{page}", boxes, do)


def _boxes(page: BeautifulSoup) -> dict[str, str]:
    found = {}
    for one in page.select("#answers-form input[name]"):
        kind = one.get("type")
        if kind in {"radio", "checkbox"} and not one.has_attr("checked"):
            continue
        if kind != "file" and not str(one["name"]).startswith("_"):
            found[str(one["name"])] = str(one.get("value") or "")
    return found


def _value(page: BeautifulSoup, name: str) -> str:
    box = page.find("input", attrs={"name": name})
    assert isinstance(box, Tag), name
    return str(box.get("value") or "")


def _village(page: BeautifulSoup) -> list[str]:
    return [str(one["value"]) for one in page.select("input[name^='village-of-'][checked]")]


def _offered(world: World, case_id: str) -> list[OfferedRow]:
    with world.environment.database.reading() as session:
        return list(session.scalars(select(OfferedRow).where(OfferedRow.case_id == case_id)))


def test_the_choice_comes_before_the_first_page_and_says_what_it_is(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520001")
    page = citizen.start()
    assert citizen.path == f"/applications/{citizen.case.id}/earlier"
    words = words_of(page)
    reference = world.case(citizen.before).reference
    for said in ("ໃບຢັ້ງຢືນທີ່ຢູ່", NAME, "ເບີໂທລະສັບ", "ບ້ານ"):
        assert said in words
    assert reference
    assert reference in words
    assert "020" not in words, "which questions, not what was answered to them"
    assert "ໜອງດ້ວງ" not in words
    assert _offered(world, citizen.case.id) == [], "nothing is used by itself"


def test_what_is_chosen_stands_in_the_boxes_and_is_no_answer_yet(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520002", phone="030 555 7777")
    citizen.start()
    page = citizen.use()
    assert citizen.path.endswith("/pages/you")
    assert _value(page, "full_name") == NAME
    assert _value(page, "phone") == "030 555 7777"
    assert _value(page, "id_card") == "", "the earlier form did not ask it"
    assert str(world.case(citizen.before).reference) in words_of(page)
    assert citizen.case.answers == {}
    assert not citizen.case.saved_pages
    assert _village(citizen.page("land")) == ["010102"]
    with world.environment.database.reading() as session:
        assert session.scalars(select(InputRow).where(InputRow.case_id == citizen.case.id)).all() == []


def test_each_page_is_checked_when_it_is_sent(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520003")
    citizen.start()
    citizen.use()
    page = citizen.press("you", "continue")
    assert page.select_one(".govuk-error-summary") is not None, "the identity card is missing"
    assert _value(page, "full_name") == NAME
    citizen.press("you", "continue", id_card="01-123456")
    assert citizen.path.endswith("/pages/land")
    assert citizen.case.answers["full_name"] == NAME
    assert "village" not in citizen.case.answers, "that page was not sent"


def test_the_check_page_is_not_reached_by_using_answers(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520004")
    citizen.start(RESIDENCE)
    citizen.use()
    citizen.open(f"/applications/{citizen.case.id}/check")
    assert citizen.path.endswith("/pages/you")
    citizen.press("you", "continue")
    assert citizen.path.endswith("/pages/home"), "all of the page was answered before, and is sent as it stands"


def test_a_page_that_was_sent_is_filled_in_no_more(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520005")
    citizen.start()
    citizen.use()
    citizen.press("you", "continue", id_card="01-123456", full_name="ສົມຊາຍ ວົງສາ")
    page = citizen.page("you")
    assert _value(page, "full_name") == "ສົມຊາຍ ວົງສາ"
    assert page.select_one("button[value=unuse]") is None


def test_one_button_takes_it_all_out_and_leaves_what_was_typed(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520006")
    citizen.start()
    citizen.use()
    citizen.press("land", "back", title_no="778")
    page = citizen.press("you", "unuse", id_card="01-123456")
    assert citizen.path.endswith("/pages/you")
    assert _value(page, "full_name") == ""
    assert _value(page, "id_card") == "01-123456"
    assert page.select_one("button[value=unuse]") is None
    assert page.select_one(".govuk-error-summary") is None, "nothing was sent, and nothing is wrong"
    land = citizen.page("land")
    assert _village(land) == []
    assert _value(land, "title_no") == "778"
    assert _offered(world, citizen.case.id) == []


def test_what_was_changed_in_a_box_that_was_filled_in_is_ones_own(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520007")
    citizen.start()
    citizen.use()
    page = citizen.press("you", "unuse", full_name="ສົມຊາຍ ວົງສາ")
    assert _value(page, "full_name") == "ສົມຊາຍ ວົງສາ"


def test_a_page_left_untouched_does_not_count_as_typed(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520008")
    citizen.start()
    citizen.use()
    citizen.press("land", "back")
    with world.environment.database.reading() as session:
        assert session.scalars(select(InputRow).where(InputRow.case_id == citizen.case.id)).all() == []


def test_the_number_signed_in_with_is_offered_again_afterwards(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520009", phone="030 555 7777")
    citizen.start()
    citizen.use()
    assert _value(citizen.press("you", "unuse"), "phone") == "020 5552 0009"


def test_who_wants_none_of_it_goes_on_with_empty_boxes_and_may_come_back(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520010")
    citizen.start()
    page = citizen.send(f"/applications/{citizen.case.id}/earlier", {"earlier": ""})
    assert citizen.path.endswith("/pages/you")
    assert _value(page, "full_name") == ""
    citizen.press("you", "back")
    assert citizen.path.endswith("/earlier")


def test_another_choice_takes_the_place_of_the_first(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520011")
    other = world.submitted(RESIDENCE, citizen.person, full_name="ບຸນມີ ສີຫາລາດ", village="010101")
    citizen.start()
    citizen.use()
    citizen.use(earlier=other)
    assert _value(citizen.page("you"), "full_name") == "ບຸນມີ ສີຫາລາດ"
    assert [row.source for row in _offered(world, citizen.case.id)] == [other]


def test_of_each_person_of_a_family_the_last_is_offered(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520012")
    world.clock.move(minutes=1)
    latest = world.submitted(RESIDENCE, citizen.person, full_name=NAME, village="010101")
    world.clock.move(minutes=1)
    brother = world.submitted(RESIDENCE, citizen.person, full_name="ບຸນມີ ສີຫາລາດ", village="010101")
    page = citizen.start()
    offered = [str(one["value"]) for one in page.select("main button[name=earlier]")]
    assert offered == [brother, latest, ""]


def test_files_are_not_taken_over(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520013", owner="other", host_name=NAME, consent=["consent.jpg"])
    citizen.start(RESIDENCE)
    citizen.use()
    (row,) = _offered(world, citizen.case.id)
    assert "consent" not in row.values
    assert row.values["host_name"] == NAME


@pytest.mark.parametrize("ended", ["refused", "withdrawn"])
def test_one_that_ended_is_offered_too(world: World, app: Flask, ended: str) -> None:
    citizen = Applicant(world, app, f"+85620555201{len(ended):02}")
    if ended == "refused":
        world.act(citizen.before, "village.reject", reason="ບໍ່ໄດ້ຢູ່ບ້ານນີ້")
    else:
        apply.withdraw(world.environment, citizen.person, citizen.before, new_id())
    citizen.start()
    assert _value(citizen.use(), "full_name") == NAME


def test_a_draft_is_no_earlier_application(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520015", sent=False)
    draft = world.draft(RESIDENCE, citizen.person)
    citizen.start()
    assert citizen.path.endswith("/pages/you")
    begun = next(iter({citizen.case.id} - {draft}), citizen.case.id)
    with pytest.raises(NoSuchCase):
        offering.use_earlier(world.environment, citizen.person, begun, draft)


def test_who_has_none_goes_straight_to_the_first_page(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520016", sent=False)
    begin = citizen.open(f"/apply/{PERMIT}")
    token = begin.select_one("main [name=_csrf]")
    assert token is not None
    answer = citizen.client.post(f"/apply/{PERMIT}", data={"_csrf": str(token["value"])})
    assert answer.headers["Location"] == f"/applications/{citizen.case.id}", "as it always was: no request more"
    citizen.open(f"/applications/{citizen.case.id}/earlier")
    assert citizen.path.endswith("/pages/you")
    citizen.press("you", "back")
    assert citizen.path == f"/services/{PERMIT}"


def test_nobody_uses_the_answers_of_another_person(world: World, app: Flask) -> None:
    owner = Applicant(world, app, "+8562055520017")
    stranger = Applicant(world, app, "+8562055520018", full_name="ບຸນມີ ສີຫາລາດ")
    stranger.start()
    draft = stranger.case
    page = stranger.open(f"/applications/{draft.id}/earlier")
    assert NAME not in page.get_text()
    token = page.select_one("main [name=_csrf]")
    assert token is not None
    answer = stranger.client.post(
        f"/applications/{draft.id}/earlier", data={"_csrf": str(token["value"]), "earlier": owner.before}
    )
    assert answer.status_code == 404
    assert _offered(world, draft.id) == []
    with pytest.raises(NoSuchCase):
        offering.use_earlier(world.environment, stranger.person, draft.id, owner.before)
    owner.start()
    with pytest.raises(NoSuchCase):
        offering.use_earlier(world.environment, stranger.person, owner.case.id, stranger.before)
    with pytest.raises(NoSuchCase):
        offering.use_none(world.environment, stranger.person, owner.case.id, {})


def test_what_is_sent_takes_nothing_any_more(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520019")
    sent = world.submitted(RESIDENCE, citizen.person, full_name="ບຸນມີ ສີຫາລາດ")
    for done in (
        offering.use_earlier(world.environment, citizen.person, sent, citizen.before),
        offering.use_none(world.environment, citizen.person, sent, {}),
    ):
        assert isinstance(done, Refusal)
        assert done.why is Why.NOT_A_DRAFT


def test_sending_and_deleting_forget_what_was_offered(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520020")
    for end in (apply.submit, apply.delete_draft):
        draft = world.draft(RESIDENCE, citizen.person)
        assert isinstance(offering.use_earlier(world.environment, citizen.person, draft, citizen.before), Done)
        assert _offered(world, draft)
        assert isinstance(end(world.environment, citizen.person, draft, new_id()), Done)
        assert _offered(world, draft) == []


def test_using_them_twice_is_using_them_once(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520021")
    citizen.start()
    citizen.use()
    citizen.use()
    assert len(_offered(world, citizen.case.id)) == 1


def test_an_area_that_is_gone_is_not_offered(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520022")
    with world.environment.database.writing() as session:  # as if the list of villages had changed since
        of_village = AnswerRow.case_id == citizen.before, AnswerRow.name == "village"
        session.execute(update(AnswerRow).where(*of_village).values(value="999999"))
    citizen.start()
    citizen.use()
    (row,) = _offered(world, citizen.case.id)
    assert "village" not in row.values
    assert row.values["full_name"] == NAME


def test_looking_for_earlier_ones_asks_the_store_a_few_times_however_many_there_are(world: World, app: Flask) -> None:
    citizen = Applicant(world, app, "+8562055520023", sent=False)
    for number in range(9):
        world.submitted(RESIDENCE, citizen.person, full_name=f"ບຸນມີ ສີຫາລາດ{'ກ' * number}")
    citizen.start()
    asked: list[str] = []
    engine = world.environment.database.engine

    def note(*event_arguments: Any) -> None:
        asked.append(str(event_arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        with world.environment.database.reading() as session:
            found = offering.earlier(session, world.environment, citizen.case)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(found) == offering.MOST_EARLIER
    answers = [each for each in asked if re.search(r"FROM answers\b", each)]
    assert len(answers) <= 2


def test_a_question_that_an_answer_opens_is_filled_in_when_it_is_shown(tmp_path: Path) -> None:
    world = World(tmp_path, services=Path(__file__).with_name("conditional_services"))
    kiosk, at = "kiosk-permit", "kiosk"
    app = create_app(environment=world.environment)
    citizen = Applicant(world, app, "+8562055520030", sent=False)
    begun = apply.start(world.environment, citizen.person, kiosk, new_id())
    assert isinstance(begun, Done)
    citizen.before = begun.case_id
    answers = {"village": "010101", "sells": "food", "cooked": True, "stoves": 3}
    apply.save_page(world.environment, citizen.person, citizen.before, at, answers, new_id())
    assert isinstance(apply.submit(world.environment, citizen.person, citizen.before, new_id()), Done)
    citizen.start(kiosk)
    page = citizen.use()
    for _opened in range(3):
        assert citizen.path.endswith(f"/pages/{at}")
        if page.find("input", attrs={"name": "stoves"}):
            break
        boxes: dict[str, object] = {**_boxes(page), "_shown": _value(page, "_shown")}
        page = citizen.send(citizen.path, boxes)
    assert _value(page, "stoves") == "3"
    assert "stoves" not in citizen.case.answers, "nobody has seen and sent it yet"
    world.close()
