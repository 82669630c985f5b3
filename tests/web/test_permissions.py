"""Every route as every visitor, on cases in every state: who is let in, is sent to sign in, or finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal import create_app
from portal.cases import work
from portal.cases.command import Done
from portal.people import officers
from portal.store import certificates
from portal.store.columns import new_id
from portal.store.tables import CertificateRow
from portal.workflow.events import TaskOpened
from tests.visits import client_of
from tests.world import World

SERVICE: Final = "residence-certificate"
VILLAGE, NEARBY, DISTRICT = "010102", "010101", "0101"

ROLES: Final = ("nobody", "owner", "stranger", "clerk", "nearby", "signer", "former", "other", "closed")
"""Nobody signed in; the case's applicant; another applicant; a clerk of the case's village; a clerk of another village;
the signer of its district; a clerk of the village whose appointment has ended; a clerk of the village appointed to
another service only; a clerk of the village whose account is closed and whose browser is still signed in.

A clerk whose appointment has ended is led to a page that is not found and holds nothing but the words they wrote."""

TABLE: Final = """
                                                          nobody owner stranger clerk nearby signer former other closed
GET  /                                                    200    200   200      200   200    200    200    200   200
GET  /services/residence-certificate                      200    200   200      200   200    200    200    200   200
GET  /services/nothing                                    404    404   404      404   404    404    404    404   404
GET  /services/construction-permit/eligible               on     on    on       on    on     on     on     on    on
GET  /services/residence-certificate/eligible             404    404   404      404   404    404    404    404   404
GET  /services/construction-permit/eligible/land_right    200    200   200      200   200    200    200    200   200
POST /services/construction-permit/eligible/land_right    on     on    on       on    on     on     on     on    on
GET  /services/construction-permit/eligible/nothing       404    404   404      404   404    404    404    404   404
GET  /services/construction-permit/eligible/can-apply     on     on    on       on    on     on     on     on    on
GET  /services/construction-permit/eligible/what-to-do    on     on    on       on    on     on     on     on    on
POST /services/construction-permit/eligible/forget-answers on    on    on       on    on     on     on     on    on
GET  /about                                               200    200   200      200   200    200    200    200   200
GET  /privacy                                             200    200   200      200   200    200    200    200   200
GET  /help                                                200    200   200      200   200    200    200    200   200
GET  /cookies                                             200    200   200      200   200    200    200    200   200
GET  /language/en                                         on     on    on       on    on     on     on     on    on
GET  /demo/phone                                          200    200   200      200   200    200    200    200   200
GET  /v                                                   200    200   200      200   200    200    200    200   200
GET  /v/{issued.code}                                     200    200   200      200   200    200    200    200   200
GET  /v/ABCDEFGHJKLM                                      404    404   404      404   404    404    404    404   404

GET  /sign-in                                             200    200   200      200   200    200    200    200   200
POST /sign-in                                             on     on    on       on    on     on     on     on    on
GET  /sign-in/code                                        phone  phone phone    phone phone  phone  phone  phone phone
POST /sign-in/code                                        phone  phone phone    phone phone  phone  phone  phone phone
GET  /desk/sign-in                                        200    200   200      200   200    200    200    200   200
POST /desk/sign-in                                        desk   desk  desk     desk  desk   desk   desk   desk  desk
POST /sign-out                                            on     on    on       desk  desk   desk   desk   desk  on

GET  /apply/residence-certificate                         phone  200   200      phone phone  phone  phone  phone phone
GET  /apply/nothing                                       phone  404   404      phone phone  phone  phone  phone phone
POST /apply/residence-certificate                         phone  on    on       phone phone  phone  phone  phone phone
POST /apply/nothing                                       phone  404   404      phone phone  phone  phone  phone phone
GET  /applications/{draft}                                phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{sent}                                 phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/pages/you                      phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/earlier                        phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{sent}/earlier                         phone  on    404      phone phone  phone  phone  phone phone
POST /applications/{draft}/earlier                        phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/pages/nothing                  phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{sent}/pages/you                       phone  on    404      phone phone  phone  phone  phone phone
POST /applications/{draft}/pages/you                      phone  does  404      phone phone  phone  phone  phone phone
POST /applications/{sent}/pages/you                       phone  on    404      phone phone  phone  phone  phone phone
POST /applications/{issued}/pages/you                     phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/check                          phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{sent}/check                           phone  on    404      phone phone  phone  phone  phone phone
POST /applications/{draft}/submit                         phone  does  404      phone phone  phone  phone  phone phone
POST /applications/{returned}/submit                      phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/delete                         phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{sent}/delete                          phone  on    404      phone phone  phone  phone  phone phone
POST /applications/{draft}/delete                         phone  does  404      phone phone  phone  phone  phone phone
POST /applications/{sent}/delete                          phone  on    404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/files/{draft.file}             phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{issued}/files/{issued.file}           phone  200   404      phone phone  phone  phone  phone phone
GET  /applications/{draft}/files/{issued.file}            phone  404   404      phone phone  phone  phone  phone phone

GET  /my                                                  phone  200   200      phone phone  phone  phone  phone phone
GET  /t/{sent.ref}                                        on     on    on       on    on     on     on     on    on
GET  /my/{sent.ref}                                       phone  200   404      phone phone  phone  phone  phone phone
GET  /my/{issued.ref}                                     phone  200   404      phone phone  phone  phone  phone phone
GET  /my/{sent.ref}/received                              phone  200   404      phone phone  phone  phone  phone phone
GET  /my/{returned.ref}/correct                           phone  200   404      phone phone  phone  phone  phone phone
GET  /my/{sent.ref}/correct                               phone  on    404      phone phone  phone  phone  phone phone
POST /my/{returned.ref}/correct                           phone  does  404      phone phone  phone  phone  phone phone
POST /my/{sent.ref}/correct                               phone  on    404      phone phone  phone  phone  phone phone
GET  /my/{sent.ref}/withdraw                              phone  200   404      phone phone  phone  phone  phone phone
GET  /my/{issued.ref}/withdraw                            phone  on    404      phone phone  phone  phone  phone phone
POST /my/{sent.ref}/withdraw                              phone  does  404      phone phone  phone  phone  phone phone
POST /my/{returned.ref}/withdraw                          phone  does  404      phone phone  phone  phone  phone phone
POST /my/{issued.ref}/withdraw                            phone  on    404      phone phone  phone  phone  phone phone
GET  /my/{sent.ref}/certificates/{issued.paper}.pdf       phone  404   404      phone phone  phone  phone  phone phone
GET  /my/{issued.ref}/certificates/{issued.paper}.pdf     phone  200   404      phone phone  phone  phone  phone phone

GET  /desk                                                desk   desk  desk     200   200    200    200    200   desk
GET  /desk/search                                         desk   desk  desk     200   200    200    200    200   desk
POST /desk/search                                         desk   desk  desk     on    on     on     on     on    desk
GET  /desk/sent-back                                      desk   desk  desk     200   200    200    200    200   desk
GET  /desk/decided                                        desk   desk  desk     200   200    200    200    200   desk
GET  /desk/help                                           desk   desk  desk     200   200    200    200    200   desk
GET  /desk/services/residence-certificate                 desk   desk  desk     200   200    200    404    404   desk
GET  /desk/services/residence-certificate?case={sent}     desk   desk  desk     200   404    404    404    404   desk
GET  /desk/services/residence-certificate?case={issued}   desk   desk  desk     200   404    200    404    404   desk
GET  /desk/services/construction-permit?case={sent}       desk   desk  desk     404   404    404    404    404   desk
GET  /desk/services/nothing                               desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{draft}                                  desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{sent}                                   desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{signing}                                desk   desk  desk     200   404    200    404    404   desk
GET  /desk/cases/{returned}                               desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{issued}                                 desk   desk  desk     200   404    200    404    404   desk
GET  /desk/cases/{sent}/certificates/{issued.paper}.pdf   desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{issued}/certificates/{issued.paper}.pdf  desk   desk  desk     200   404    200    404    404   desk
GET  /desk/cases/{sent}/next                              desk   desk  desk     on    404    404    404    404   desk
GET  /desk/cases/{issued}/next                            desk   desk  desk     on    404    on     404    404   desk
GET  /desk/cases/{draft}/files/{draft.file}               desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{sent}/files/{sent.file}                 desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{sent}/files/{sent.file}/picture         desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{sent}/files/{issued.file}/picture       desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{sent}/files/{sent.file}/small           desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{sent}/files/{issued.file}/small         desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{signing}/files/{signing.file}           desk   desk  desk     200   404    200    404    404   desk
GET  /desk/cases/{issued}/files/{issued.file}             desk   desk  desk     200   404    200    404    404   desk
GET  /desk/cases/{sent}/files/{issued.file}               desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{sent}/tasks/{sent.task}/return          desk   desk  desk     200   404    404    404    404   desk
GET  /desk/cases/{sent}/tasks/{sent.task}/nothing         desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{sent}/tasks/{signing.task}/return       desk   desk  desk     404   404    404    404    404   desk
GET  /desk/cases/{signing}/tasks/{signing.task}/reject    desk   desk  desk     404   404    200    404    404   desk
GET  /desk/cases/{signing}/tasks/{signing.past}/reject    desk   desk  desk     on    404    on     404    404   desk
POST /desk/cases/{sent}/tasks/{sent.task}/confirm         desk   desk  desk     does  404    404    404    404   desk
POST /desk/cases/{sent}/tasks/{sent.task}/return          desk   desk  desk     on    404    404    404    404   desk
POST /desk/cases/{sent}/tasks/{sent.task}/nothing         desk   desk  desk     404   404    404    404    404   desk
POST /desk/cases/{sent}/tasks/{signing.task}/sign         desk   desk  desk     404   404    404    404    404   desk
POST /desk/cases/{signing}/tasks/{sent.task}/confirm      desk   desk  desk     404   404    404    404    404   desk
POST /desk/cases/{signing}/tasks/{signing.task}/sign      desk   desk  desk     404   404    does   404    404   desk
POST /desk/cases/{signing}/tasks/{signing.past}/confirm   desk   desk  desk     on    404    on     404    404   desk
POST /desk/cases/{returned}/tasks/{returned.past}/confirm desk   desk  desk     on    404    404    404    404   desk
POST /desk/cases/{issued}/tasks/{issued.past}/confirm     desk   desk  desk     on    404    on     404    404   desk
POST /desk/cases/{sent}/claims/{sent.task}                desk   desk  desk     does  404    404    404    404   desk
POST /desk/cases/{signing}/claims/{signing.task}          desk   desk  desk     404   404    does   404    404   desk
POST /desk/cases/{sent}/claims/{signing.task}             desk   desk  desk     404   404    404    404    404   desk
POST /desk/cases/{taken}/claims/{taken.task}/release      desk   desk  desk     does  404    404    404    404   desk
POST /desk/cases/{sent}/claims/{sent.task}/release        desk   desk  desk     on    404    404    404    404   desk
POST /desk/cases/{sent}/claims/{taken.task}/release       desk   desk  desk     404   404    404    404    404   desk
"""
"""200, 404: that answer. `phone`, `desk`: sent to sign in, as an applicant or as an officer. `on`: sent on, and the
case is as it was. `does`: sent on, and something has happened to the case."""

SENT: Final[dict[str, dict[str, str]]] = {
    "/sign-in": {"phone": "020 5555 9999"},
    "/desk/sign-in": {"username": "nobody", "password": "wrong"},
    "/applications/<case_id>/pages/<page>": {
        "full_name": "ບົວຄຳ ພົມມະຈັນ",
        "gender": "female",
        "born-day": "30",
        "born-month": "11",
        "born-year": "1999",
        "phone": "030 555 1234",
        "_do": "continue",
    },
    "/my/<reference>/correct": {"since-day": "1", "since-month": "5", "since-year": "2011", "_do": "continue"},
}
"""What a form of a route is sent with, besides its token."""


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _rows() -> list[Row]:
    head, *lines = (line.split() for line in TABLE.splitlines() if line.strip())
    assert tuple(head) == ROLES
    assert all(len(line) == len(ROLES) + 2 for line in lines), "a row has not one cell for each role"
    return [Row(line[0], line[1], dict(zip(ROLES, line[2:], strict=True))) for line in lines]


ROWS: Final = _rows()


class Standing:
    """A case in one state, with what its addresses are made of."""

    def __init__(self, world: World, id: str) -> None:
        self._world = world
        self.id = id

    def __str__(self) -> str:
        return self.id

    @property
    def ref(self) -> str:
        return str(self._world.case(self.id).reference)

    @property
    def file(self) -> str:
        return str(self._world.case(self.id).answers["consent"][0])

    @property
    def task(self) -> str:
        """The task that is open."""
        return next(iter(self._world.case(self.id).tasks))

    @property
    def past(self) -> str:
        """A task that was open once."""
        opened = [event.task for event in self._world.events(self.id) if isinstance(event, TaskOpened)]
        return next(task for task in opened if task not in self._world.case(self.id).tasks)

    @property
    def code(self) -> str:
        return self._made.code

    @property
    def paper(self) -> str:
        """The id of its certificate."""
        return self._made.id

    @property
    def _made(self) -> CertificateRow:
        with self._world.environment.database.reading() as session:
            (made,) = certificates.of_case(session, self.id)
        return made


class Stage:
    """The visitors of the table, and a case in each state it names."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app: Flask = create_app(environment=world.environment)
        self.owner = world.applicant("+8562055550001")
        self.stranger = world.applicant("+8562055550002")
        self.clerk = world.officer("clerk", VILLAGE)
        self.nearby = world.officer("clerk", NEARBY)
        self.signer = world.officer("signer", DISTRICT)
        self.other = world.officer("clerk", VILLAGE, service="construction-permit")
        self.former = world.officer("clerk", VILLAGE, another=True, ends=world.environment.today() - timedelta(days=1))
        self.closed = world.officer("clerk", VILLAGE, another=True)
        cookie = client_of(self.app, "officer", self.closed).get_cookie("session")
        assert cookie is not None
        self._closed_cookie = cookie.value
        with world.environment.database.writing() as session:
            officers.set_active(session, self.closed, False)

    def client(self, role: str) -> FlaskClient:
        if role == "nobody":
            return self.app.test_client()
        if role == "closed":  # signed in before the account was closed
            client = self.app.test_client()
            client.set_cookie("session", self._closed_cookie)
            return client
        kind: Any = "applicant" if role in {"owner", "stranger"} else "officer"
        return client_of(self.app, kind, getattr(self, role))

    @cached_property
    def standing(self) -> dict[str, Standing]:
        """Cases that stay as they are."""
        return {state: self.fresh(state) for state in ("draft", "sent", "taken", "signing", "returned", "issued")}

    def fresh(self, state: str) -> Standing:
        """A case of its own, brought to a state."""
        if state == "draft":
            return Standing(self.world, self.world.draft(SERVICE, self.owner, example="corrected"))
        case_id = self.world.submitted(SERVICE, self.owner, example="corrected")
        if state == "taken":
            task = next(iter(self.world.case(case_id).tasks))
            taken = work.claim(self.world.environment, self.clerk, case_id, task, new_id())
            assert isinstance(taken, Done)
        elif state == "returned":
            self.world.act(case_id, "village.return", officer=self.clerk, fields=["since"], note="ກວດວັນທີຄືນ")
        elif state in {"signing", "issued"}:
            self.world.act(case_id, "village.confirm", officer=self.clerk)
        if state == "issued":
            self.world.act(case_id, "district.sign", officer=self.signer)
            self.world.work()
        return Standing(self.world, case_id)

    def happened(self) -> int:
        """How many events there are in all."""
        return sum(len(self.world.events(case.id)) for case in self.standing.values())

    def rule(self, method: str, path: str) -> Rule:
        """The route that answers."""
        found, _ = self.app.url_map.bind("localhost").match(path, method, return_rule=True)
        return found


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    world = World(tmp_path_factory.mktemp("world"), demo=True)
    yield Stage(world)
    world.close()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_each_visitor_is_answered_as_the_table_says(stage: Stage, row: Row) -> None:
    answered = {}
    for role, expected in row.expected.items():
        standing = dict(stage.standing)
        touched = None
        if expected == "does":
            for state in re.findall(r"\{(\w+)", row.path):
                touched = standing[state] = stage.fresh(state)
        path = row.path.format(**standing)
        before = stage.happened(), _length(stage, touched)
        response = _ask(stage, stage.client(role), row.method, path)
        after = stage.happened(), _length(stage, touched)
        if row.method == "POST" or response.status_code != 200:
            assert after[0] == before[0], f"{role} changed a case"
        answered[role] = _outcome(response, changed=after[1] > before[1])
        if response.status_code in {403, 404}:
            assert not any(word in response.text for word in ("ບົວຄຳ", *_references(stage, path)))
    assert answered == row.expected


def test_no_route_is_missing_from_the_table(stage: Stage) -> None:
    """A new route needs a line that says who may use it."""
    asked = {(row.method, stage.rule(row.method, row.path.format(**stage.standing)).rule) for row in ROWS}
    there = {
        (method, rule.rule)
        for rule in stage.app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert asked == there


@pytest.mark.parametrize("role", ["nobody", "owner", "clerk"])
def test_no_other_method_is_answered(stage: Stage, role: str) -> None:
    adapter = stage.app.url_map.bind("localhost")
    client = stage.client(role)
    token = _token(client)
    for path in {row.path.format(**stage.standing) for row in ROWS}:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"}.difference(adapter.allowed_methods(path)):
            response = client.open(path, method=method, data={"_csrf": token})
            assert response.status_code == 405, (method, path)


@pytest.mark.parametrize("role", ["nobody", "owner", "clerk"])
@pytest.mark.parametrize("token", ["", "not-the-token"])
def test_no_form_is_taken_without_its_token(stage: Stage, role: str, token: str) -> None:
    client = stage.client(role)
    before = stage.happened()
    for row in ROWS:
        if row.method == "POST":
            path = row.path.format(**stage.standing)
            response = client.post(path, data={"_csrf": token, **_sent(stage, path)})
            assert response.status_code == 400, path
            decision = stage.rule("POST", path).endpoint == "desk.act"
            said = "ການຕັດສິນຂອງທ່ານບໍ່ໄດ້ບັນທຶກ" if decision else "ໜ້ານີ້ເປີດໄວ້ດົນເກີນໄປ"
            assert said in response.text, path
    assert stage.happened() == before


def test_a_token_of_another_session_is_not_taken(stage: Stage) -> None:
    token = _token(stage.client("owner"))
    victim = stage.client("clerk")
    _token(victim)
    path = "/desk/cases/{sent}/tasks/{sent.task}/confirm".format(**stage.standing)
    before = stage.happened()
    assert victim.post(path, data={"_csrf": token}).status_code == 400
    assert stage.happened() == before


def test_a_hidden_case_looks_like_no_case(stage: Stage) -> None:
    sent = stage.standing["sent"]
    for role, path, hidden in (
        ("stranger", "/my/{}", sent.ref),
        ("stranger", "/applications/{}", sent.id),
        ("nearby", "/desk/cases/{}", sent.id),
    ):
        nothing = "ABCD-EFGH" if hidden == sent.ref else new_id()
        pages = [_without_token(stage.client(role).get(path.format(name)), name) for name in (hidden, nothing)]
        assert pages[0] == pages[1], path


def test_lists_hold_only_what_is_the_visitor_s(stage: Stage) -> None:
    sent = stage.standing["sent"].ref
    for role, path, listed in (
        ("owner", "/my", True),
        ("stranger", "/my", False),
        ("clerk", "/desk", True),
        ("nearby", "/desk", False),
        ("signer", "/desk", False),
        ("former", "/desk", False),
        ("other", "/desk", False),
    ):
        assert (sent in stage.client(role).get(path).text) == listed, (role, path)


@pytest.mark.parametrize("sought", ["ບົວຄຳ", "0305551234", "{sent.ref}"])
def test_nobody_finds_a_case_of_another_office(stage: Stage, sought: str) -> None:
    typed = sought.format(**stage.standing)
    for role, found in (
        ("clerk", True),
        ("nearby", False),
        ("signer", False),
        ("former", False),
        ("other", False),
    ):
        client = stage.client(role)
        asked = {"_csrf": _token(client), "q": typed}
        page = client.post("/desk/search", data=asked, follow_redirects=True).text
        assert (f"/desk/cases/{stage.standing['sent'].id}" in page) == found, role


def test_cases_in_whatever_state_are_listed_for_their_offices_only(stage: Stage) -> None:
    returned, issued = stage.standing["returned"].ref, stage.standing["issued"].ref
    for role, lists_returned, lists_issued in (
        ("clerk", True, True),
        ("nearby", False, False),
        ("signer", False, True),
        ("former", False, False),
        ("other", False, False),
    ):
        client = stage.client(role)
        assert (returned in client.get("/desk/sent-back").text) == lists_returned, role
        assert (issued in client.get("/desk/decided").text) == lists_issued, role
        named = {"_csrf": _token(client), "q": "ບົວຄຳ"}
        found = client.post("/desk/search", data=named, follow_redirects=True)
        assert (issued in found.text) == lists_issued, role
        elsewhere = stage.client("nearby").get(found.request.full_path)
        assert issued not in elsewhere.text, "an address of a search is nobody else's"


def test_the_demonstration_phone_is_only_in_the_demonstration(world: World) -> None:
    app = create_app(environment=world.environment)
    assert app.test_client().get("/demo/phone").status_code == 404


def _ask(stage: Stage, client: FlaskClient, method: str, path: str) -> TestResponse:
    if method == "GET":
        return client.get(path)
    return client.post(
        path, data={"_csrf": _token(client), "_key": new_id(), **_sent(stage, path), **_seen(client, path)}
    )


def _seen(client: FlaskClient, path: str) -> dict[str, str]:
    """What the page before sending has shown, if this visitor gets to see it."""
    page = client.get(path.replace("/submit", "/check")).text if path.endswith("/submit") else ""
    return dict(re.findall(r'name="(_seen)" value="([^"]+)"', page))


def _sent(stage: Stage, path: str) -> dict[str, str]:
    return SENT.get(stage.rule("POST", path).rule, {})


def _outcome(response: TestResponse, *, changed: bool) -> str:
    if response.status_code not in {302, 303}:
        return str(response.status_code)
    target = response.headers["Location"].partition("?")[0]
    assert target.startswith("/"), target
    return {"/sign-in": "phone", "/desk/sign-in": "desk"}.get(target, "does" if changed else "on")


def _length(stage: Stage, case: Standing | None) -> int:
    return len(stage.world.events(case.id)) if case else 0


def _references(stage: Stage, path: str) -> list[str]:
    """The references of all cases, without one that the visitor gave away in the address."""
    known = [stage.world.case(case.id).reference for case in stage.standing.values()]
    return [reference for reference in known if reference and reference not in path]


def _token(client: FlaskClient) -> str:
    found = re.search(r'name="_csrf"[^>]*value="([^"]+)"', client.get("/sign-in").text)
    assert found
    return found[1]


def _without_token(response: TestResponse, name: str) -> str:
    assert response.status_code == 404
    page = re.sub(r'name="_csrf" value="[^"]+"', "", response.text)
    return page.replace(name, "")
