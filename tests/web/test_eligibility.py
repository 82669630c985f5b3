"""Questions before the form as strangers meet them: one a page, nothing of them kept, and a polite end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from bs4 import Tag
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.store import cases as case_store
from portal.store import messages
from portal.store.tables import Base, OfferedRow
from portal.web.eligible_answers import KEPT
from tests.cases.shelves import changed
from tests.visits import client_of, page_of, token_of, words_of
from tests.world import World

SERVICE: Final = "residence-certificate"
HERE: Final = f"/services/{SERVICE}/eligible"
VILLAGE: Final = "010101"
QUESTIONS: Final = """
eligible:
  family_book:
    type: yes-no
    label: {lo: ທ່ານມີຊື່ໃນປຶ້ມສຳມະໂນຄົວຂອງບ້ານນັ້ນບໍ, en: Are you in a family book of that village}
    check: family_book
    instead: {lo: ໃຫ້ຍ້າຍຊື່ເຂົ້າປຶ້ມກ່ອນ, en: Move your name into the book first}
    link: "https://example.gov.la/books"
    office: district
  born:
    type: date
    label: {lo: ທ່ານເກີດວັນທີໃດ, en: When were you born}
    check: "age(born) >= 18"
    instead: {lo: ໃຫ້ພໍ່ແມ່ຂອງທ່ານຍື່ນ, en: Your parents have to apply}
    office: village
  village:
    type: village
    label: {lo: ທ່ານຢູ່ບ້ານໃດ, en: Which village do you live in}
    check: "village != '010103'"
    instead: {lo: ບ້ານນີ້ຍັງບໍ່ຮ່ວມ, en: This village is not part of it yet}
    office: district
place:    village """


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("eligible")
    made = World(folder, services=changed(folder, SERVICE, ("\nplace:    village ", QUESTIONS)))
    assert made.service(SERVICE).eligible
    yield made
    made.close()


class Visitor:
    """A browser without a screen, of nobody the portal knows."""

    def __init__(self, app: Flask, client: FlaskClient | None = None) -> None:
        self.client = client or app.test_client()
        self.answer: TestResponse

    def open(self, path: str) -> str:
        """Open a page and read its words."""
        self.answer = self.client.get(path, follow_redirects=True)
        assert self.answer.status_code == 200, path
        return self.words

    def send(self, do: str = "continue", **typed: str) -> str:
        """Press a button of the form on the page that is open."""
        data = {"_csrf": token_of(self.answer), "_do": do, **typed}
        self.answer = self.client.post(self.path, data=data, follow_redirects=True)
        assert self.answer.status_code == 200
        return self.words

    def pass_all(self) -> None:
        """Answer so that nothing speaks against applying."""
        self.open(HERE)
        self.send(family_book="yes")
        self.send(**day("born", 12, 3, 1985))
        self.send("find:village:search", **{"village-search": "ໜອງປິງ"})
        found = self.value("village-list")
        boxes = {"village-search": "ໜອງປິງ", "village-shown": "ໜອງປິງ", "village-list": found}
        self.send(**boxes, **{f"village-of-{found}": VILLAGE})

    @property
    def path(self) -> str:
        return self.answer.request.path

    @property
    def words(self) -> str:
        return re.sub(r"\s+", " ", words_of(page_of(self.answer)))

    def value(self, name: str) -> str:
        """What a box on the page holds."""
        box = page_of(self.answer).select_one(f"[name='{name}']")
        assert isinstance(box, Tag), name
        return str(box.get("value") or "")

    def marked(self, name: str) -> list[str]:
        return [str(one["value"]) for one in page_of(self.answer).select(f"[name='{name}'][checked]")]


def day(name: str, *parts: int) -> dict[str, str]:
    return {f"{name}-{part}": str(value) for part, value in zip(("day", "month", "year"), parts, strict=True)}


def rows(world: World) -> dict[str, int]:
    """How many rows each table holds."""
    with world.environment.database.reading() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def sign_in(world: World, visitor: Visitor, number: str) -> None:
    """From the page that asks for the number to where signing in leads."""
    world.clock.move(minutes=2)
    asked = visitor.client.post(
        "/sign-in", data={"_csrf": token_of(visitor.answer), "phone": number}, follow_redirects=True
    )
    with world.environment.database.reading() as session:
        said = next(row.text for row in messages.newest(session, 50) if row.number == number)
    code = re.search(r"\b\d{6}\b", said)
    assert code
    visitor.answer = visitor.client.post(
        "/sign-in/code", data={"_csrf": token_of(asked), "code": code[0]}, follow_redirects=True
    )
    assert visitor.answer.status_code == 200


def test_the_service_page_says_what_is_asked_and_leads_there(app: Flask) -> None:
    visitor = Visitor(app)
    words = visitor.open(f"/services/{SERVICE}")
    assert "ທ່ານມີຊື່ໃນປຶ້ມສຳມະໂນຄົວຂອງບ້ານນັ້ນບໍ" in words
    assert "ທ່ານເກີດວັນທີໃດ" in words
    start = page_of(visitor.answer).select_one("a.govuk-button--start")
    assert start is not None
    visitor.open(str(start["href"]))
    assert visitor.path == f"{HERE}/family_book"


def test_one_question_a_page_in_their_order_and_its_words_are_the_heading(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    (heading,) = page_of(visitor.answer).select("h1")
    assert "ປຶ້ມສຳມະໂນຄົວ" in heading.get_text()
    visitor.send(family_book="yes")
    assert visitor.path == f"{HERE}/born"
    assert len(page_of(visitor.answer).select("h1")) == 1


def test_who_passes_reads_so_and_goes_on_to_the_form(world: World, app: Flask) -> None:
    visitor = Visitor(app)
    before = rows(world)
    visitor.pass_all()
    assert visitor.path == f"{HERE}/can-apply"
    assert "ທ່ານຍື່ນຄຳຮ້ອງນີ້ໄດ້" in visitor.words
    assert "ບ້ານ ໜອງປິງ" in visitor.words
    assert rows(world) == before, "a stranger leaves nothing in the store"
    onward = page_of(visitor.answer).select_one("a.govuk-button--start")
    assert onward is not None
    visitor.open(str(onward["href"]))
    assert visitor.path == "/sign-in"


def test_who_does_not_pass_reads_what_to_do_instead_and_can_change_the_answer(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    words = visitor.send(family_book="no")
    assert visitor.path == f"{HERE}/what-to-do"
    assert "ໃຫ້ຍ້າຍຊື່ເຂົ້າປຶ້ມກ່ອນ" in words
    assert "ຫ້ອງການເມືອງຂອງທ່ານ" in words
    link = page_of(visitor.answer).select_one("main a[href^='https:']")
    assert link is not None
    assert link["href"] == "https://example.gov.la/books"
    assert "example.gov.la" in link.get_text()
    change = page_of(visitor.answer).select_one(".govuk-summary-list__actions a")
    assert change is not None
    visitor.open(str(change["href"]))
    assert visitor.marked("family_book") == ["no"]
    visitor.send(family_book="yes")
    assert visitor.path == f"{HERE}/born"


def test_the_office_to_ask_is_that_of_the_place_answered(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send(family_book="yes")
    visitor.send(**day("born", 12, 3, 1985))
    visitor.open(f"{HERE}/village")
    lists = {"village-province": "01", "village-district": "0101"}
    visitor.send("find:village", **{"village-search": "", **lists})
    listed = next(str(one["name"]) for one in page_of(visitor.answer).select("[name^='village-listed-of-']"))
    words = visitor.send(**{"village-search": "", "village-list": listed.rpartition("-")[2], **lists, listed: "010103"})
    assert "ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ" in words
    assert "ບ້ານນີ້ຍັງບໍ່ຮ່ວມ" in words


def test_somebody_too_young_today_may_apply_on_the_day(world: World, app: Flask) -> None:
    visitor = Visitor(app)
    today = world.environment.today()
    visitor.open(HERE)
    visitor.send(family_book="yes")
    words = visitor.send(**day("born", today.day, today.month, today.year - 18))
    assert visitor.path == f"{HERE}/village", words
    visitor.open(f"{HERE}/born")
    tomorrow = today + timedelta(days=1)
    words = visitor.send(**day("born", tomorrow.day, tomorrow.month, tomorrow.year - 18))
    assert "ໃຫ້ພໍ່ແມ່ຂອງທ່ານຍື່ນ" in words
    assert "ຫ້ອງການບ້ານຂອງທ່ານ" in words


def test_what_is_typed_wrong_is_said_and_still_there_in_both_languages(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send(family_book="yes")
    visitor.send(**day("born", 31, 2, 1985))
    assert page_of(visitor.answer).select_one(".govuk-error-summary") is not None
    assert (visitor.value("born-day"), visitor.value("born-year")) == ("31", "1985")
    english = visitor.send("language:en:judged", **day("born", 31, 2, 1985))
    assert "When were you born" in english
    assert page_of(visitor.answer).select_one(".govuk-error-summary") is not None
    assert visitor.value("born-day") == "31"


def test_the_language_keeps_the_page_and_what_is_typed_unjudged(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send("language:en", family_book="no")
    assert visitor.path == f"{HERE}/family_book"
    assert "Are you in a family book" in visitor.words
    assert visitor.marked("family_book") == ["no"]
    assert page_of(visitor.answer).select_one(".govuk-error-summary") is None


def test_back_keeps_what_was_typed_and_loses_no_answer(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send(family_book="yes")
    visitor.send("back", **{"born-day": "12", "born-month": "", "born-year": ""})
    assert visitor.path == f"{HERE}/family_book"
    assert visitor.marked("family_book") == ["yes"]
    visitor.send(family_book="yes")
    assert visitor.value("born-day") == "12"
    visitor.open(f"{HERE}/family_book")
    visitor.send("back", family_book="yes")
    assert visitor.path == f"/services/{SERVICE}"


@pytest.mark.parametrize("ahead", ["born", "village", "can-apply", "what-to-do"])
def test_nobody_gets_ahead_of_the_questions(app: Flask, ahead: str) -> None:
    visitor = Visitor(app)
    visitor.open(f"{HERE}/{ahead}")
    assert visitor.path == f"{HERE}/family_book"


def test_an_answer_to_a_question_that_is_not_asked_yet_is_not_taken(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    sent = {"_csrf": token_of(visitor.answer), "_do": "continue", **day("born", 12, 3, 1985)}
    visitor.answer = visitor.client.post(f"{HERE}/born", data=sent, follow_redirects=True)
    assert visitor.path == f"{HERE}/family_book"
    visitor.send(family_book="yes")
    assert visitor.value("born-day") == ""


@pytest.mark.parametrize("path", [f"{HERE}/nothing", "/services/nothing/eligible", "/services/nothing/eligible/born"])
def test_what_is_not_there_is_not_found(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 404


def test_a_service_without_such_questions_has_no_such_page(app: Flask, world: World) -> None:
    permit = "construction-permit"
    assert permit not in world.environment.services.offers(), "the shelf of this module has one service"
    assert app.test_client().get(f"/services/{permit}/eligible").status_code == 404


# Nothing is left behind


def test_no_answer_stands_in_an_address_or_can_be_read_in_the_cookie(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.pass_all()
    assert "?" not in visitor.answer.request.full_path.rstrip("?")
    cookie = visitor.client.get_cookie("session")
    assert cookie is not None
    with visitor.client.session_transaction() as held:
        said = repr(dict(held))
    for answer in ("1985", VILLAGE, "family_book", "true"):
        assert answer not in said
    assert len(cookie.value) < 1500


def test_answers_lapse_after_half_an_hour(world: World, app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send(family_book="yes")
    world.clock.now += KEPT + timedelta(seconds=1)
    visitor.open(f"{HERE}/born")
    assert visitor.path == f"{HERE}/family_book"
    assert visitor.marked("family_book") == []


def test_starting_again_forgets_what_was_answered_on_this_phone(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.open(HERE)
    visitor.send(family_book="yes")
    visitor.open(HERE)
    assert visitor.marked("family_book") == []
    visitor.open(f"{HERE}/born")
    assert visitor.path == f"{HERE}/family_book"


def test_one_button_forgets_them(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.pass_all()
    sent = {"_csrf": token_of(visitor.answer)}
    visitor.answer = visitor.client.post(f"{HERE}/forget-answers", data=sent, follow_redirects=True)
    assert visitor.path == f"/services/{SERVICE}"
    visitor.open(f"{HERE}/can-apply")
    assert visitor.path == f"{HERE}/family_book"


# On to the form


def test_what_the_form_asks_again_is_filled_in_after_signing_in(world: World, app: Flask) -> None:
    visitor = Visitor(app)
    visitor.pass_all()
    visitor.open(f"/apply/{SERVICE}")
    sign_in(world, visitor, "+8562055558101")
    assert visitor.path.endswith("/pages/you"), "an application has begun at its first page"
    assert [visitor.value(f"born-{part}") for part in ("day", "month", "year")] == ["12", "3", "1985"]
    assert "ສິ່ງທີ່ທ່ານຕອບກ່ອນເລີ່ມຍື່ນ" in visitor.words
    visitor.open(visitor.path.replace("/you", "/home"))
    assert visitor.marked(f"village-of-{visitor.value('village-list')}") == [VILLAGE]
    assert case_of(world, "+8562055558101").answers == {}, "an answer is what was sent with its page"


def test_somebody_else_who_signs_in_for_something_else_gets_nothing(world: World, app: Flask) -> None:
    visitor = Visitor(app)
    visitor.pass_all()
    visitor.open("/sign-in?next=/my")
    sign_in(world, visitor, "+8562055558102")
    visitor.open(f"/apply/{SERVICE}")
    visitor.answer = visitor.client.post(
        f"/apply/{SERVICE}", data={"_csrf": token_of(visitor.answer)}, follow_redirects=True
    )
    assert visitor.path.endswith("/pages/you")
    assert visitor.value("born-day") == ""
    visitor.open(f"{HERE}/can-apply")
    assert visitor.path == f"{HERE}/family_book"


def test_who_has_begun_one_already_keeps_them_for_another(world: World, app: Flask) -> None:
    number = "+8562055558103"
    world.draft(SERVICE, world.applicant(number))
    visitor = Visitor(app)
    visitor.pass_all()
    visitor.open(f"/apply/{SERVICE}")
    sign_in(world, visitor, number)
    assert visitor.path == f"/apply/{SERVICE}"
    visitor.answer = visitor.client.post(visitor.path, data={"_csrf": token_of(visitor.answer)}, follow_redirects=True)
    assert visitor.value("born-year") == "1985"


def test_who_is_signed_in_answers_them_too_and_starts_at_once(world: World, app: Flask) -> None:
    person = world.applicant("+8562055558104")
    visitor = Visitor(app, client_of(app, "applicant", person))
    visitor.pass_all()
    visitor.open(f"/apply/{SERVICE}")
    visitor.answer = visitor.client.post(
        visitor.path, data={"_csrf": token_of(visitor.answer), "_key": "a key of this form"}, follow_redirects=True
    )
    assert visitor.value("born-month") == "3"
    visitor.open(f"{HERE}/can-apply")
    assert visitor.path == f"{HERE}/family_book", "what went along is gone from the browser"


def test_it_is_advice_the_form_is_open_without_it(world: World, app: Flask) -> None:
    person = world.applicant("+8562055558105")
    case_id = world.submitted(SERVICE, person, born="2015-03-12", since="2016-01-01")
    assert world.case(case_id).reference


def test_answers_that_do_not_pass_are_of_no_use_in_the_form(world: World, app: Flask) -> None:
    person = world.applicant("+8562055558106")
    visitor = Visitor(app, client_of(app, "applicant", person))
    visitor.open(HERE)
    visitor.send(family_book="yes")
    visitor.send(**day("born", 12, 3, 2020))
    assert visitor.path == f"{HERE}/what-to-do"
    visitor.open(f"/apply/{SERVICE}")
    visitor.client.post(visitor.path, data={"_csrf": token_of(visitor.answer)})
    with world.environment.database.reading() as session:
        drafts = [row.id for row in case_store.of_applicant(session, person)]
        assert session.scalars(select(OfferedRow).where(OfferedRow.case_id.in_(drafts))).all() == []


def test_sending_forgets_what_was_offered(world: World, app: Flask) -> None:
    number = "+8562055558107"
    visitor = Visitor(app)
    visitor.pass_all()
    visitor.open(f"/apply/{SERVICE}")
    sign_in(world, visitor, number)
    case_id = case_of(world, number).id
    assert offered_to(world, case_id)
    visitor.client.post(f"/applications/{case_id}/delete", data={"_csrf": token_of(visitor.answer)})
    assert offered_to(world, case_id) == []


def case_of(world: World, number: str) -> Any:
    with world.environment.database.reading() as session:
        (row,) = case_store.of_applicant(session, world.applicant(number))
    return world.case(row.id)


def offered_to(world: World, case_id: str) -> list[OfferedRow]:
    with world.environment.database.reading() as session:
        return list(session.scalars(select(OfferedRow).where(OfferedRow.case_id == case_id)))
