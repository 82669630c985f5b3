"""The same form sent twice, one after the other or at the same moment, is one case, one page, one submission."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup, Tag
from sqlalchemy import func, select

from portal.store.tables import CaseRow, EventRow, MessageRow
from tests.journeys.installation import PASSWORD, Installation, installed

pytestmark = pytest.mark.xdist_group("sent_twice")

PHONE = "020 5555 2222"
AT_ONCE = 6

YOU = {
    "_do": "continue",
    "full_name": "ສົມຊາຍ ວົງສາ",
    "gender": "male",
    "born-day": "12",
    "born-month": "3",
    "born-year": "1985",
    "phone": PHONE,
}
HOME = {
    "_do": "continue",
    "village-search": "ໜອງປິງ ຈັນທະບູລີ",
    "since-day": "1",
    "since-month": "1",
    "since-year": "2012",
    "owner": "own",
}


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """A portal for each test: they count what is in it."""
    with installed(tmp_path) as running:
        running.officer("nongping", "ນາງ ຄຳແພງ", "clerk", "010101")
        yield running


class Visitor:
    """A browser without a screen: it keeps cookies and fills forms in."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        self.http = requests.Session()

    def open(self, path: str) -> BeautifulSoup:
        answer = self.http.get(self.installation.address + path, timeout=30)
        assert answer.status_code == 200, (path, answer.status_code)
        return BeautifulSoup(answer.text, "html.parser")

    def hidden(self, page: BeautifulSoup, form: int = -1) -> dict[str, str]:
        """The hidden fields of one of the forms inside the page's main part."""
        main = page.find("main")
        assert isinstance(main, Tag)
        fields = main.find_all("form")[form].find_all("input", type="hidden")
        return {str(field["name"]): str(field["value"]) for field in fields}

    def post(self, path: str, data: dict[str, str]) -> requests.Response:
        return self.http.post(self.installation.address + path, data=data, timeout=60)

    def post_at_once(self, path: str, data: dict[str, str]) -> list[requests.Response]:
        """The same form AT_ONCE times at the same moment, as a nervous finger on a slow network sends it."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            cookies = self.http.cookies.copy()
            sent = [
                pool.submit(requests.post, self.installation.address + path, data=data, cookies=cookies, timeout=60)
                for _ in range(AT_ONCE)
            ]
            return [one.result() for one in sent]

    def sign_in(self, phone: str) -> None:
        page = self.open("/sign-in")
        self.post("/sign-in", {**self.hidden(page), "phone": phone})
        page = self.open("/sign-in/code")
        self.post("/sign-in/code", {**self.hidden(page, 0), "code": self.installation.code(phone)})


def cases(installation: Installation) -> int:
    with installation.database.reading() as session:
        return session.scalar(select(func.count()).select_from(CaseRow)) or 0


def test_every_form_of_the_way_sent_many_times_at_once(installation: Installation) -> None:
    citizen = Visitor(installation)
    citizen.sign_in(PHONE)
    start = citizen.hidden(citizen.open("/apply/residence-certificate"))
    answers = [*citizen.post_at_once("/apply/residence-certificate", start)]
    answers += [citizen.post("/apply/residence-certificate", start)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.url for answer in answers}) == 1
    assert cases(installation) == 1

    you = answers[0].url.removeprefix(installation.address)
    page = {**citizen.hidden(citizen.open(you)), **YOU}
    answers = citizen.post_at_once(you, page)
    home = answers[0].url.removeprefix(installation.address)
    assert home.endswith("/pages/home")
    assert events(installation, "page-saved") == 1

    answers = citizen.post_at_once(home, home_filled_in(citizen, home))
    check = answers[0].url.removeprefix(installation.address)
    assert check.endswith("/check")

    send = citizen.hidden(citizen.open(check))
    submit = check.replace("/check", "/submit")
    answers = citizen.post_at_once(submit, send)
    answers.append(citizen.post(submit, send))
    references = {re.search(r"/my/([A-Z2-9-]{9})/received", answer.url) for answer in answers}
    assert all(references)
    assert len({found[1] for found in references if found}) == 1
    assert events(installation, "submitted") == 1
    with installation.database.reading() as session:
        told = session.scalars(select(MessageRow).where(MessageRow.key == "submitted")).all()
    assert len(told) == 1


def home_filled_in(citizen: Visitor, path: str) -> dict[str, str]:
    """The page about the home as a browser sends it: the village was looked for, and is marked among those found."""
    found = citizen.post(path, {**citizen.hidden(citizen.open(path)), **HOME, "_do": "find:village:search"})
    page = BeautifulSoup(found.text, "html.parser")
    village = page.select_one(".portal-matches input")
    assert isinstance(village, Tag)
    return {**HOME, **citizen.hidden(page), str(village["name"]): str(village["value"])}


def apply(installation: Installation) -> None:
    """Fill the form in and send it, each page once."""
    citizen = Visitor(installation)
    citizen.sign_in(PHONE)
    path = "/apply/residence-certificate"
    for answers in ({}, YOU):
        went = citizen.post(path, {**citizen.hidden(citizen.open(path)), **answers})
        path = went.url.removeprefix(installation.address)
    went = citizen.post(path, home_filled_in(citizen, path))
    path = went.url.removeprefix(installation.address)
    sent = citizen.post(path.replace("/check", "/submit"), citizen.hidden(citizen.open(path)))
    assert sent.url.endswith("/received")


def test_an_officers_decision_sent_many_times_at_once(installation: Installation) -> None:
    apply(installation)
    officer = Visitor(installation)
    page = officer.open("/desk/sign-in")
    officer.post("/desk/sign-in", {**officer.hidden(page), "username": "nongping", "password": PASSWORD})
    link = officer.open("/desk").select_one(".portal-queue a")
    assert link is not None
    page = officer.open(str(link["href"]))
    form = page.select_one("form[action$='/confirm']")
    assert isinstance(form, Tag)
    fields = {str(one["name"]): str(one["value"]) for one in form.find_all("input")}
    answers = officer.post_at_once(str(form["action"]), fields)
    answers.append(officer.post(str(form["action"]), fields))
    assert {answer.status_code for answer in answers} == {200}
    assert events(installation, "action-taken") == 1


def events(installation: Installation, kind: str) -> int:
    with installation.database.reading() as session:
        return session.scalar(select(func.count()).where(EventRow.kind == kind)) or 0
