"""Whatever stands in an address or a box: no page fails over it, now or when it is opened again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

import portal.web
from portal import create_app
from portal.cases import apply
from portal.cases.command import Done
from portal.definition.form import shown
from portal.store.columns import new_id
from tests.visits import client_of
from tests.world import World

SERVICE: Final = "residence-certificate"
VILLAGE: Final = "010101"
SERVICES: Final = Path(__file__).parent / "services"
AN_ID: Final = "01a210c5-64b6-702e-a1d8-5b8bae184f73"
WORDS: Final = (
    *("", "%", "'", '"><b>', "\0", "\ud800".encode("utf-8", "surrogatepass"), "\u202e", "ກ" * 3000, "9" * 400),
    *("-1", "1e999", "{0.__class__}", "{{7*7}}", "../../etc/passwd", "//evil.example", "a\r\nSet-Cookie: x=y", AN_ID),
)
HOSTILE: Final = (
    *WORDS,
    *(
        f"{kind}{moment}_{AN_ID}"
        for kind in ("", "o_", "e_")
        for moment in (
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.999999-14:00",
            "0001-01-01",
            "9999-12-31",
        )
    ),
)
READ: Final = re.compile(r'request\.args\.get\("(\w+)"|"(\w+)" (?:not )?in request\.args')
ELSEWHERE: Final = {"after", "before", "service", "office", "only", "found", "list", "by"}
"""Parameters whose names are not written where they are read."""
LONG: Final = ("a" * 51_000, "ກ" * 17_000)


def _parameters() -> set[str]:
    source = "".join(file.read_text() for file in Path(portal.web.__file__).parent.rglob("*.py"))
    return ELSEWHERE | {name for names in READ.findall(source) for name in names if name}


def _addresses(world: World, app: Flask) -> Iterator[tuple[str, str]]:
    """Every address that can be opened, for a case that is there, with who opens it."""
    person = world.applicant()
    village = {"village": VILLAGE}
    sent = world.submitted(SERVICE, person, **village)
    played = world.played(SERVICE, "corrected", person, **village)
    world.work()
    draft = world.draft(SERVICE, person)
    task = world.task(sent, "village").id
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()):
            continue
        at_desk = rule.rule.startswith("/desk")
        mine = {"case_id": sent if at_desk else draft, "task_id": task, "action": "return", "page": "you"}
        given: dict[str, Any] = {**mine, "service": SERVICE, "reference": world.case(played).reference}
        values = {name: given.get(name, AN_ID) for name in rule.arguments}
        with app.test_request_context():
            yield rule.build(values, append_unknown=False)[1], "officer" if at_desk else "applicant"  # type: ignore[index]


def test_no_parameter_of_an_address_breaks_a_page(world: World, app: Flask) -> None:
    clients = {
        "applicant": client_of(app, "applicant", world.applicant()),
        "officer": client_of(app, "officer", world.officer("clerk", VILLAGE)),
    }
    token = _boxes(clients["officer"].get("/desk"))["_csrf"]
    searched = clients["officer"].post("/desk/search", data={"_csrf": token, "q": "ກ"}).headers["Location"]
    found = {name: value for name, _, value in [urlsplit(searched).query.partition("=")] if name}
    failed = [
        (address, names, value)
        for address, who in _addresses(world, app)
        for value in (HOSTILE if who == "officer" else WORDS)
        for names in ((_parameters(), {"after", "before"}) if who == "officer" else (_parameters(),))
        if clients[who].get(address, query_string={**found, **dict.fromkeys(names, value)}).status_code >= 500
    ]
    assert failed == []


def test_what_is_looked_for_at_the_desk_breaks_no_page(world: World, app: Flask) -> None:
    client = client_of(app, "officer", world.officer("clerk", VILLAGE))
    token = _boxes(client.get("/desk"))["_csrf"]
    for value in (*HOSTILE, *LONG):
        found = client.post("/desk/search", data={"_csrf": token, "q": value}, follow_redirects=True)
        assert found.status_code < 500, value


def _boxes(answer: Any) -> dict[str, str]:
    page = BeautifulSoup(answer.text, "html.parser")
    return {
        str(box["name"]): str(box.get("value") or "")
        for box in page.select("main form input[name], main form select[name], main form textarea[name]")
        if box.get("type") != "file"
    }


@pytest.fixture(scope="module")
def every_field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("every"), services=SERVICES)
    yield made
    made.close()


def test_no_box_can_be_filled_so_that_its_page_does_not_open_again(every_field: World) -> None:
    world, person = every_field, every_field.applicant()
    client = client_of(create_app(environment=world.environment), "applicant", person)
    done = apply.start(world.environment, person, "every-field", new_id())
    assert isinstance(done, Done)
    address = f"/applications/{done.case_id}/pages/all"
    boxes = set(_boxes(client.get(address))) - {"_csrf", "_key"}
    assert len(boxes) > 20
    areas = {f"village-{box}" for box in ("shown", "within", "province", "district", "was", "listed", "waslisted")}
    assert _closing(client, address, done.case_id, boxes | areas, "find:village") == []


def test_no_box_of_the_pilots_can_be_filled_so_that_its_page_does_not_open_again(world: World, app: Flask) -> None:
    person = world.applicant("+8562055550707")
    client = client_of(app, "applicant", person)
    case_id = world.draft(SERVICE, person)
    for page in shown(world.service(SERVICE), world.case(case_id).answers, world.environment.today()).pages:
        address = f"/applications/{case_id}/pages/{page.page}"
        boxes = set(_boxes(client.get(address))) - {"_csrf", "_key"}
        assert _closing(client, address, case_id, boxes, "stop") == []


def _closing(client: FlaskClient, address: str, case_id: str, boxes: set[str], button: str) -> list[str]:
    """The boxes with which something cannot be sent, or after which the page or the draft does not open again."""
    found = []
    for name in sorted(boxes):
        for value in LONG if name.startswith("village") else LONG[1:]:
            fresh = _boxes(client.get(address))
            both = {name: value, **({"village-search": value} if name == "village-shown" else {})}
            sent = client.post(
                address, data={**fresh, **both, "_do": button if name.startswith("village") else "continue"}
            )
            again = client.get(address), client.get(f"/applications/{case_id}", follow_redirects=True)
            if sent.status_code >= 500 or any(page.status_code != 200 for page in again):
                found.append(f"{name}={value[:20]!r}")
    return found
