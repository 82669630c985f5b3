"""A question that depends on another of its page is asked when it applies, and only then, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from pydantic import SecretStr

from portal import create_app, create_environment
from portal.cases import apply
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.people.applicants import add_person
from portal.people.phones import phone_digest
from portal.settings import Settings
from portal.store import cases as case_store
from portal.store.columns import new_id
from portal.store.places import load_areas
from tests.visits import client_of

VILLAGE = {"village-search": "", "village-list": "here", "village-of-here": "010101"}


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Environment]:
    made = create_environment(
        Settings(
            secret_key=SecretStr("a key of this test only, forty letters long"),
            data_dir=tmp_path_factory.mktemp("portal"),
            services_dir=Path(__file__).parent / "conditional_services",
            cookie_secure=False,
            rate_limits=False,
        )
    )
    with made.database.writing() as session:
        load_areas(session)
    yield made
    made.database.dispose()


class Kiosk:
    """An applicant at the page, whose browser sends what stands on it."""

    def __init__(self, environment: Environment) -> None:
        number = "+8562055551234"
        with environment.database.writing() as session:
            person = add_person(session, number, phone_digest(number, "x"), "lo", datetime.now(UTC))
        done = apply.start(environment, person.id, "kiosk-permit", new_id())
        assert isinstance(done, Done)
        self.environment, self.case_id = environment, done.case_id
        self.client = client_of(create_app(environment=environment), "applicant", person.id)
        self.client.set_cookie("lang", "en")
        self.address = self.path = f"/applications/{done.case_id}/pages/kiosk"
        self.page = self._read(self.address)

    def _read(self, path: str) -> BeautifulSoup:
        answer = self.client.get(path, follow_redirects=True)
        self.path = answer.request.path
        return BeautifulSoup(answer.text, "html.parser")

    def press(self, do: str = "continue", **typed: str) -> None:
        hidden = {
            str(box["name"]): str(box.get("value") or "") for box in self.page.select("main form input[type=hidden]")
        }
        kept = {
            str(box["name"]): str(box["value"])
            for box in self.page.select("main form input[checked], main form input[type=text][value]")
        }
        village = {} if any(name.startswith("village-of-") for name in kept) else VILLAGE
        answer = self.client.post(self.address, data={**hidden, **kept, **village, **typed, "_do": do})
        self.page = self._read(answer.headers["Location"].partition("#")[0])

    @property
    def asked(self) -> set[str]:
        names = ("village", "sells", "cooked", "stoves", "brand")
        return {name for name in names if isinstance(self.page.find(id=f"at--{name}"), Tag)}

    @property
    def errors(self) -> list[str]:
        return [one.get_text() for one in self.page.select(".govuk-error-message")]

    @property
    def answers(self) -> dict[str, object]:
        with self.environment.database.reading() as session:
            case = case_store.load(session, self.case_id)
        assert case is not None
        return {name: value for name, value in case.answers.items() if name != "village"}


def test_questions_are_asked_when_they_apply_and_not_called_missing_before(environment: Environment) -> None:
    kiosk = Kiosk(environment)
    assert kiosk.asked == {"village", "sells"}
    kiosk.press(sells="food")
    assert (kiosk.asked, kiosk.errors) == ({"village", "sells", "cooked"}, [])
    assert "Do you cook" in kiosk.page.select(".govuk-notification-banner")[0].get_text()
    kiosk.press()
    assert len(kiosk.errors) == 1, "now it was seen and left out"
    kiosk.press(cooked="yes")
    assert (kiosk.asked, kiosk.errors) == ({"village", "sells", "cooked", "stoves"}, [])
    kiosk.press(stoves="2")
    assert kiosk.path.endswith("/check")
    assert kiosk.answers == {"sells": "food", "cooked": True, "stoves": 2}


def test_a_question_that_may_be_left_out_is_asked_all_the_same(environment: Environment) -> None:
    kiosk = Kiosk(environment)
    kiosk.press(sells="goods")
    assert (kiosk.asked, kiosk.errors) == ({"village", "sells", "brand"}, [])
    kiosk.press()
    assert kiosk.path.endswith("/check")
    assert kiosk.answers == {"sells": "goods"}


def test_another_answer_takes_the_question_away_with_its_answer(environment: Environment) -> None:
    kiosk = Kiosk(environment)
    kiosk.press(sells="food")
    kiosk.press(cooked="yes")
    kiosk.press(stoves="2")
    kiosk.page = kiosk._read(kiosk.address)
    assert kiosk.asked == {"village", "sells", "cooked", "stoves"}, "what was answered is shown again"
    kiosk.press(sells="goods")
    assert kiosk.asked == {"village", "sells", "brand"}
    kiosk.press(brand="ຕາດຫຼວງ")
    assert kiosk.answers == {"sells": "goods", "brand": "ຕາດຫຼວງ"}


def test_stopping_half_way_shows_the_question_when_one_comes_back(environment: Environment) -> None:
    kiosk = Kiosk(environment)
    kiosk.press("stop", sells="food")
    kiosk.page = kiosk._read(kiosk.address)
    assert (kiosk.asked, kiosk.errors) == ({"village", "sells", "cooked"}, [])
