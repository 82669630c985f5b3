"""A question may have any name that the checker lets pass, also one that a library of the portal uses itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup
from wtforms import Form

from portal import create_app
from portal.definition.check_form import RESERVED_FIELDS
from portal.definition.load import load_service
from portal.settings import ROOT
from portal.store import answers as answer_store
from portal.workflow.checking import findings_of, has_errors
from tests.web.desk_visits import Desk
from tests.web.test_citizen_ways import Citizen
from tests.world import World

SERVICE: Final = "residence-certificate"
MEMBERS: Final = {*dir(Form), *vars(Form()), "csrf_token", "key", "action", "session"}
IDS: Final = {
    found
    for template in (ROOT / "templates").rglob("*.html")
    for found in re.findall(r"""\bid=["']([a-z][a-z0-9_]*)["']""", template.read_text(encoding="utf-8"))
}
NAMES: Final = sorted(
    name for name in (MEMBERS | IDS | {"answers", "search"}) - RESERVED_FIELDS if re.fullmatch(r"[a-z][a-z0-9_]*", name)
)
"""What WTForms calls the members of a form, and Flask-WTF its token; and what pages call their parts."""
QUESTIONS: Final = {name: f"{name}: {{type: text, required: false, label: {{lo: ກ, en: A}}}}" for name in NAMES}


CONFIRM: Final = "      confirm: {to: district,  label: {lo: ຢັ້ງຢືນ, en: Confirm}}\n"
HOUSEHOLDER: Final = "  - page: householder\n"


def _in_form() -> str:
    written = (ROOT / "services" / SERVICE / "service.yaml").read_text()
    assert HOUSEHOLDER in written
    area = "at: {type: district, required: false, label: {lo: ກ, en: A}}"  # has several boxes, whose ids have hyphens
    page = "".join(f"      {question}\n" for question in (*QUESTIONS.values(), area))
    return written.replace(
        HOUSEHOLDER, f"  - page: more\n    title: {{lo: ກ, en: A}}\n    fields:\n{page}{HOUSEHOLDER}"
    )


def _at_desk() -> str:
    written = (ROOT / "services" / SERVICE / "service.yaml").read_text()
    assert CONFIRM in written
    asks = "".join(f"          - {question}\n" for question in QUESTIONS.values())
    action = "      confirm:\n        to: district\n        label: {lo: ຢັ້ງຢືນ, en: Confirm}\n        asks:\n"
    return written.replace(CONFIRM, f"{action}{asks}")


@contextmanager
def serving_service(written: str, folder: Path) -> Iterator[World]:
    file = folder / "services" / SERVICE / "service.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(written)
    assert not has_errors(findings_of(load_service(file), lambda _level, _code: True))
    made = World(folder, services=folder / "services")
    yield made
    made.close()


def assert_each_is_one(page: BeautifulSoup) -> None:
    """Each id of a page is of one thing, and each question has the box that its label names."""
    times = Counter(str(one["id"]) for one in page.select("[id]"))
    assert [name for name, number in times.items() if number > 1] == []
    boxes = {str(one["id"]) for one in page.select("main input, main select, main textarea") if one.get("id")}
    assert {name for name in NAMES if page.select(f"main [name={name}]")} <= boxes


def test_names_of_a_form_and_of_parts_of_pages_are_tried() -> None:
    assert {"data", "errors", "meta", "process", "validate", "answers", "history"} <= set(NAMES)


def test_any_name_can_be_answered(tmp_path: Path) -> None:
    with serving_service(_in_form(), tmp_path) as world:
        citizen = Citizen(world, create_app(environment=world.environment), "+8562055510001")
        case_id = world.draft(SERVICE, citizen.person)
        address = f"/applications/{case_id}/pages/more"
        typed = {name: f"it is {name}" for name in NAMES}
        citizen.send(address, dict(typed))
        assert {name: world.case(case_id).answers.get(name) for name in NAMES} == typed
        page = citizen.open(address)
        assert {name: page.select(f"main input[name={name}]")[0].get("value") for name in NAMES} == typed
        assert_each_is_one(page)


def test_any_name_can_be_corrected(tmp_path: Path) -> None:
    with serving_service(_in_form(), tmp_path) as world:
        citizen = Citizen(world, create_app(environment=world.environment), "+8562055510001")
        case_id = world.submitted(SERVICE, citizen.person)
        world.act(case_id, "village.return", fields=tuple(NAMES), note="ກວດຄືນ")
        page = citizen.open(f"/my/{world.case(case_id).reference}/correct")
        assert {str(one["name"]) for one in page.select("main form input[type=text]")} == {*NAMES}
        assert_each_is_one(page)


def test_any_name_can_be_asked_at_the_desk(tmp_path: Path) -> None:
    with serving_service(_at_desk(), tmp_path) as world:
        case_id = world.submitted(SERVICE)
        task = next(iter(world.case(case_id).tasks.values()))
        desk = Desk(create_app(environment=world.environment), world.officer(task.role, task.area))
        asking = desk.get(f"/desk/cases/{case_id}/tasks/{task.id}/confirm")
        assert_each_is_one(asking.page)
        typed = {name: f"it is {name}" for name in NAMES}
        desk.press(asking, "Confirm", _do="continue", **typed)
        assert world.case(case_id).step == "district"
        with world.environment.database.reading() as session:
            (said,) = answer_store.remarks(session, case_id).values()
        assert said == typed
