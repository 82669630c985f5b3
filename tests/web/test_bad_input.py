"""Wrong answers of every type are answered beside their question, in the language of the visitor; nothing is lost."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from pydantic import SecretStr

from portal import create_app, create_environment
from portal.cases import apply
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.people.applicants import add_person
from portal.people.phones import phone_digest
from portal.settings import Settings
from portal.store.places import load_areas
from tests.visits import client_of

SERVICES = Path(__file__).parent / "services"
LAO = re.compile("[\u0e80-\u0eff]")


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    made = create_environment(
        Settings(
            secret_key=SecretStr("a key of this test only, forty letters long"),
            data_dir=tmp_path_factory.mktemp("portal"),
            services_dir=SERVICES,
            cookie_secure=False,
            rate_limits=False,
        )
    )
    with made.database.writing() as session:
        load_areas(session)
    yield made
    made.database.dispose()


class Filler:
    """An applicant with the one page of the service open."""

    def __init__(self, environment: Environment, language: str) -> None:
        with environment.database.writing() as session:
            number = "+8562055551234"
            person = add_person(session, number, phone_digest(number, "x"), "lo", datetime.now(UTC))
        done = apply.start(environment, person.id, "every-field", "start")
        assert isinstance(done, Done)
        self.client: FlaskClient = client_of(create_app(environment=environment), "applicant", person.id)
        self.client.set_cookie("lang", language)
        self.person, self.case_id = person.id, done.case_id
        self.address = f"/applications/{done.case_id}/pages/all"

    def send(self, typed: dict[str, object], do: str = "continue") -> BeautifulSoup:
        """Fill the page in as `typed`, press the button, and read the page that follows."""
        page = BeautifulSoup(self.client.get(self.address).text, "html.parser")
        token = _value(page, "_csrf")
        answer = self.client.post(
            self.address,
            data={"_csrf": token, "_key": _value(page, "_key"), "_do": do, **typed},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 303
        where = answer.headers["Location"]
        return BeautifulSoup(self.client.get(where.partition("#")[0]).text, "html.parser")


def _value(page: BeautifulSoup, name: str) -> str:
    found = page.find("input", attrs={"name": name})
    assert isinstance(found, Tag)
    return str(found.get("value") or "")


BAD: dict[str, dict[str, Any]] = {
    "name": {"name": "<b>12</b>"},
    "gender": {"gender": "x"},
    "born": {"born-day": "31", "born-month": "2", "born-year": "1985"},
    "phone": {"phone": "021 212345"},
    "village": {"village-search": "ບ້ານທີ່ບໍ່ມີໃນໂລກ"},
    "district": {"district": "9999"},
    "province": {"province": "99"},
    "colour": {"colour": "green"},
    "days": {"days": "sun"},
    "agree": {"agree": "maybe"},
    "floors": {"floors": "ສິບ"},
    "price": {"price": "12,5 ກີບ"},
    "word": {"word": "ຍາວເກີນໄປຍາວເກີນໄປ"},
    "story": {"story": "ຍາວເກີນໄປຍາວເກີນໄປຍາວເກີນໄປ"},
    "email": {"email": "somchai@"},
    "card": {"card": "12A456"},
    "parts": {
        "parts-rows": ["0", "1"],
        "parts-0-area": "0",
        "parts-0-since-day": "1",
        "parts-0-since-month": "1",
        "parts-0-since-year": "2012",
        "parts-1-area": "ຫ້າ",
        "parts-1-since-day": "40",
        "parts-1-since-month": "1",
        "parts-1-since-year": "2012",
    },
}


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("field", BAD)
def test_a_wrong_answer_is_answered_beside_its_question(environment: Environment, field: str, language: str) -> None:
    typed = BAD[field]
    page = Filler(environment, language).send(dict(typed))
    control = page.find(id=f"at--{field}")
    assert isinstance(control, Tag)
    message = control.find(class_="govuk-error-message")
    assert isinstance(message, Tag), f"no message beside {field}"
    assert bool(LAO.search(message.get_text())) or language == "en"
    for box, value in typed.items():
        if box in {"gender", "district", "province", "colour", "days", "agree"}:
            continue  # nobody typed these: a form was tampered with
        if isinstance(value, list):
            assert [one["value"] for one in page.find_all("input", attrs={"name": box})] == value
            continue
        found = page.find(True, attrs={"name": box})
        assert isinstance(found, Tag), box
        kept = found.get_text().lstrip("\n") if found.name == "textarea" else found.get("value")
        assert kept == value, f"{box} was lost"


def test_a_phone_number_of_the_wrong_length_is_told_how_many_digits_it_needs(environment: Environment) -> None:
    page = Filler(environment, "en").send({"phone": "020 555"})
    message = page.select_one("#at--phone .govuk-error-message")
    assert message is not None
    assert "It must be 020 and 8 digits; missing: 5" in message.get_text().replace("\N{NO-BREAK SPACE}", " ")


def test_a_whole_date_in_the_first_box_is_read(environment: Environment) -> None:
    page = Filler(environment, "lo").send({"born-day": "12/3/1985", "born-month": "", "born-year": ""})
    assert not page.select("#at--born .govuk-error-message")
    page = Filler(environment, "lo").send({"born-day": "12/3/1985", "born-month": "3", "born-year": ""})
    assert page.select("#at--born .govuk-error-message")


@pytest.mark.parametrize("language", ["lo", "en"])
def test_an_empty_page_names_every_question_and_leads_to_each(environment: Environment, language: str) -> None:
    page = Filler(environment, language).send({"parts-rows": "0"})
    summary = page.find(class_="govuk-error-summary")
    assert isinstance(summary, Tag)
    links = [str(link["href"]) for link in summary.find_all("a")]
    for href in links:
        target = page.find(id=href.removeprefix("#"))
        assert isinstance(target, Tag), href
        assert target.name in {"input", "textarea", "select"}, f"{href} leads to a {target.name}"
    asked = {href.removeprefix("#").partition("-")[0] for href in links}
    assert asked == set(BAD) | {"photo"}


@pytest.mark.parametrize("language", ["lo", "en"])
def test_a_refused_upload_says_why_and_keeps_the_rest(environment: Environment, language: str) -> None:
    filler = Filler(environment, language)
    page = filler.send({"name": "ສົມຊາຍ", "photo": (io.BytesIO(b"MZ not a picture"), "ຮູບ.jpg")})
    control = page.find(id="at--photo")
    assert isinstance(control, Tag)
    assert control.find(class_="govuk-error-message")
    assert _value(page, "name") == "ສົມຊາຍ"


def test_what_was_typed_survives_a_change_of_language(environment: Environment) -> None:
    filler = Filler(environment, "lo")
    filler.send({"name": "ສົມຊາຍ ວົງສາ", "email": "somchai@"})
    filler.client.set_cookie("lang", "en")
    page = BeautifulSoup(filler.client.get(filler.address).text, "html.parser")
    assert _value(page, "name") == "ສົມຊາຍ ວົງສາ"
    assert _value(page, "email") == "somchai@"
    assert "not an email address" in page.get_text()


def test_rows_are_added_and_removed_with_what_was_typed_in_the_others(environment: Environment) -> None:
    filler = Filler(environment, "lo")
    page = filler.send({"parts-rows": "0", "parts-next": "1", "parts-0-area": "7"}, do="add:parts")
    assert _rows(page) == ["0", "1"]
    typed: dict[str, object] = {**ROWS, "parts-next": "2"}
    page = filler.send(typed, do="remove:parts:0")
    assert (_rows(page), _value(page, "parts-1-area")) == (["1"], "8")
    page = filler.send({"parts-rows": "1", "parts-next": "2", "parts-1-area": "8"}, do="remove:parts:1")
    assert _rows(page) == ["2"], "a new row is none that was there before"


def _rows(page: BeautifulSoup) -> list[str]:
    return [str(one["value"]) for one in page.find_all("input", attrs={"name": "parts-rows"})]


ROWS: dict[str, object] = {"parts-rows": ["0", "1"], "parts-0-area": "7", "parts-1-area": "8"}
HOSTILE_ANSWERS: list[dict[str, object]] = [
    {"parts-rows": "999999999999"},
    {"parts-rows": "9" * 5000},
    {"parts-rows": "abc"},
    {"parts-rows": "\u0ed3", "parts-0-area": "1"},
    {"parts-rows": "-1", "parts-0-area": "1"},
    {"parts-rows": [str(row) for row in range(150)]},
    {"parts-rows": "999999", "parts-next": "9" * 5000},
    {"village-search": "", "village-list": "x" * 5000, "village-of-": "010101"},
    {"_unknown": "x", "name-day": "1"},
    {"village-search": "", "village-list": "x", "village-of-x": "010101'; drop table cases; --"},
    {"born-day": "9" * 5000, "born-month": "\u0000", "born-year": "\u202e"},
    {"photo": "../../etc/passwd"},
    {"photo-problem": "evil"},
    {"parts-0-area-problem": "evil", "-problem": "evil"},
]
HOSTILE_BUTTONS = [
    *("remove:parts:x", "remove:parts:abc", "remove:parts:", "remove:parts", "remove:nothing:0", "remove:", "remove"),
    *("remove:parts:-1", "remove:parts:" + "9" * 5000, "remove:(:1", "remove:parts:99"),
    *("add:", "add:name", "add", "unfile:photo", "unfile:", "unfile:nothing:x", "find", "find:", "::", ""),
    *("find:x\r\nSet-Cookie: a=b", "add:x\nLocation: //evil.example", "find:\u0ec0\u202e", "find:" + "x" * 5000),
]


@pytest.mark.parametrize("typed", HOSTILE_ANSWERS, ids=lambda typed: ",".join(typed))
@pytest.mark.parametrize("do", ["continue", "add:parts", "remove:parts:0"])
def test_hostile_answers_are_answered_and_break_no_page(
    environment: Environment, typed: dict[str, object], do: str
) -> None:
    filler = Filler(environment, "lo")
    assert filler.send(typed, do=do).find("main")
    assert filler.send({"name": "ສົມຊາຍ"}, do="add:parts").find("main"), "the page can be used again"


def test_hostile_buttons_are_answered_and_break_no_page(environment: Environment) -> None:
    filler = Filler(environment, "lo")
    for do in HOSTILE_BUTTONS:
        for typed in (ROWS, {**ROWS, "parts-rows": "abc"}):
            page = filler.send(dict(typed), do=do)
            assert page.find("main"), do
            assert _value(page, "parts-0-area") == "7", do


def test_why_an_upload_was_refused_is_not_taken_from_a_form(environment: Environment) -> None:
    page = Filler(environment, "lo").send({"photo-problem": "too-large"}, do="add:parts")
    assert not page.find(class_="govuk-error-message")


def test_what_was_kept_and_cannot_be_read_breaks_no_page(environment: Environment) -> None:
    filler = Filler(environment, "lo")
    kept = {"photo-problem": ["evil"], "parts-rows": ["9" * 5000], "_do": ["continue"], "photo": ["x"], "born-day": []}
    apply.keep_typed(environment, filler.person, filler.case_id, "all", kept)
    page = BeautifulSoup(filler.client.get(filler.address).text, "html.parser")
    assert page.find(id="at--photo")
