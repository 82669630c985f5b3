"""What a long form costs: however many pages and questions it has, a request walks it a few times."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from portal import create_app
from portal.definition.expressions import evaluate
from portal.definition.model import Service
from tests.cases.shelves import changed
from tests.visits import client_of
from tests.world import World

SERVICE: Final = "residence-certificate"
PAGES: Final = 36
"""Added to the two of the service, so that the form has 38."""
QUESTIONS: Final = 5
LAST: Final = f"place_{PAGES}"
VILLAGE: Final = "village"


def _long(folder: Path) -> Path:
    """The residence certificate with 36 pages more, each with a condition and checks.

    On the last page a question brings up another, and that a third.
    """
    pages = ""
    for place in range(1, PAGES + 1):
        fields: dict[str, Any] = {
            f"n_{place}_{number}": {
                "type": "number",
                "label": {"lo": "ຈຳນວນ", "en": "Number"},
                "required": False,
                "check": f"n_{place}_{number} < 1000",
                "error": {"lo": "ໜ້ອຍກວ່າພັນ", "en": "Less than a thousand"},
            }
            for number in range(QUESTIONS)
        }
        for number in (1, 2) if place == PAGES else ():
            fields[f"n_{place}_{number}"] |= {"when": f"n_{place}_{number - 1} > 5", "required": True}
        page = {
            "page": f"place_{place}",
            "title": {"lo": "ໜ້າ", "en": "Page"},
            "when": _condition(place),
            "fields": fields,
        }
        pages += f"  - {json.dumps(page, ensure_ascii=False)}\n"
    return changed(folder, SERVICE, ("\nworkflow:", f"\n{pages}\nworkflow:"))


def _condition(place: int) -> str:
    return f"full_name != '{place}'"


class Counted:
    """How often the form was walked to its end, and expressions worked out."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    @property
    def walks(self) -> int:
        """The condition of the last page is asked for once in each walk."""
        return self.seen[_condition(PAGES)]

    @property
    def expressions(self) -> int:
        """All together."""
        return self.seen.total()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counted:
    found = Counted()

    def noted(expression: str, *rest: Any) -> Any:
        found.seen[expression] += 1
        return evaluate(expression, *rest)

    monkeypatch.setattr("portal.definition.form.evaluate", noted)
    return found


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with TemporaryDirectory(prefix="long-") as folder:
        made = World(Path(folder), services=_long(Path(folder)))
        yield made
        made.close()


@contextmanager
def at_most(counted: Counted, walks: int, per_walk: int) -> Iterator[None]:
    """What is done within walks the form no oftener, and works no more expressions out than so many walks do."""
    counted.seen.clear()
    yield
    assert 0 < counted.walks <= walks, f"{counted.walks} walks, {counted.expressions} expressions"
    assert counted.expressions <= walks * per_walk, f"{counted.walks} walks, {counted.expressions} expressions"


def client(world: World, person: str) -> FlaskClient:
    return client_of(create_app(environment=world.environment), "applicant", person)


def typed(answer: Any, **changes: str) -> MultiDict[str, str]:
    """The form as a browser would send it, with these changes."""
    page = BeautifulSoup(answer.text, "html.parser")
    sent = page.select_one("form#answers-form")
    assert sent is not None
    found = MultiDict((str(one["name"]), str(one.get("value", ""))) for one in sent.select("input[name]"))
    for name, value in {"_do": "continue", **changes}.items():
        found[name] = value
    return found


def expressions_of(service: Service) -> int:
    """How many conditions and checks a form has."""
    pages = sum(page.when is not None for page in service.form)
    return pages + sum((field.when is not None) + (field.check is not None) for field in service.fields.values())


def test_the_form_is_long(world: World) -> None:
    service = world.service(SERVICE)
    assert len(service.form) >= 38
    assert len(service.fields) >= PAGES * QUESTIONS


def test_a_page_is_asked_and_saved_in_a_few_walks(world: World, counted: Counted) -> None:
    case_id = world.draft(SERVICE)
    visitor = client(world, world.case(case_id).applicant)
    every = expressions_of(world.service(SERVICE))
    here = f"/applications/{case_id}/pages/{LAST}"
    with at_most(counted, 1, every):
        shown = visitor.get(here)
    with at_most(counted, 4, every):
        answer = visitor.post(here, data=typed(shown, **{f"n_{PAGES}_0": "7"}))
    assert answer.headers["Location"].startswith(here), "the number asks one more question, and says so"
    with at_most(counted, 2, every):
        shown = visitor.get(here)
    with at_most(counted, 4, every):
        answer = visitor.post(here, data=typed(shown, **{f"n_{PAGES}_1": "3"}))
    assert answer.headers["Location"].endswith("/check")
    with at_most(counted, 1, every):
        assert visitor.get(f"/applications/{case_id}/check").status_code == 200


def test_handing_in_and_following_a_case_walk_a_few_times(world: World, counted: Counted) -> None:
    case_id = world.draft(SERVICE)
    visitor = client(world, world.case(case_id).applicant)
    every = expressions_of(world.service(SERVICE))
    check = visitor.get(f"/applications/{case_id}/check")
    key = BeautifulSoup(check.text, "html.parser").select("form input[type=hidden]")
    with at_most(counted, 3, every):
        answer = visitor.post(
            f"/applications/{case_id}/submit", data={str(one["name"]): str(one["value"]) for one in key}
        )
    assert answer.headers["Location"].endswith("/received")
    with at_most(counted, 2, every):
        assert visitor.get(f"/my/{world.case(case_id).reference}").status_code == 200


def test_a_correction_that_asks_more_and_more_is_judged_in_a_few_walks(world: World, counted: Counted) -> None:
    case_id = world.submitted(SERVICE)
    field = f"n_{PAGES}_0"
    world.act(case_id, "village.return", fields=[field], note="ກວດຄືນ")
    visitor = client(world, world.case(case_id).applicant)
    every = expressions_of(world.service(SERVICE))
    here = f"/my/{world.case(case_id).reference}/correct"
    with at_most(counted, 2, every):
        shown = visitor.get(here)
    with at_most(counted, 3, every):
        answer = visitor.post(here, data=typed(shown, **{field: "7"}))
    assert answer.headers["Location"].startswith(here), "it opens a question"
    with at_most(counted, 3, every):
        shown = visitor.get(here)
    assert f"n_{PAGES}_1" in typed(shown)
    with at_most(counted, 4, every):
        answer = visitor.post(here, data=typed(shown, **{f"n_{PAGES}_1": "8"}))
    assert answer.headers["Location"].startswith(here), "which opens another"
    shown = visitor.get(here)
    assert f"n_{PAGES}_2" in typed(shown)
    with at_most(counted, 16, every):
        answer = visitor.post(here, data=typed(shown, **{f"n_{PAGES}_2": "1"}))
    assert answer.headers["Location"].endswith(str(world.case(case_id).reference))
    answers = world.case(case_id).answers
    assert [answers[f"n_{PAGES}_{number}"] for number in range(3)] == [7, 8, 1]


def test_a_plain_correction_is_judged_in_a_few_walks(world: World, counted: Counted) -> None:
    case_id = world.submitted(SERVICE)
    field = f"n_{PAGES}_0"
    world.act(case_id, "village.return", fields=[field], note="ກວດຄືນ")
    visitor = client(world, world.case(case_id).applicant)
    every = expressions_of(world.service(SERVICE))
    here = f"/my/{world.case(case_id).reference}/correct"
    shown = visitor.get(here)
    with at_most(counted, 8, every):
        answer = visitor.post(here, data=typed(shown, **{field: "3"}))
    assert answer.headers["Location"].endswith(str(world.case(case_id).reference))
