"""A correction that arrives twice, after the first or with it, is one; a question that it opens is shown first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bs4 import BeautifulSoup
from flask import Flask

from portal.workflow.case import Status
from portal.workflow.events import Corrected
from tests.visits import client_of
from tests.web.test_citizen_ways import Citizen
from tests.world import World

SERVICE = "residence-certificate"
SENT, TOO_LATE = "ໄດ້ສົ່ງສິ່ງທີ່ທ່ານແກ້ໄຂໄປແລ້ວ", "ບໍ່ໄດ້ສົ່ງໄປນຳ"
OWN = {"owner": "own", "host_name": "ບຸນມີ", "_do": "continue"}
"""A house of one's own, and the name of a householder that was typed before: it is dropped."""


def _sent_back(world: World, citizen: Citizen) -> str:
    case_id = world.submitted(SERVICE, citizen.person, example="corrected")
    world.act(case_id, "village.return", fields=("owner", "host_name"), note="ເຮືອນຂອງໃຜ")
    return case_id


def _hidden(page: BeautifulSoup) -> dict[str, str]:
    return {
        str(box["name"]): str(box.get("value") or "")
        for box in page.select("main form#answers-form input[type=hidden]")
    }


def _notice(page: BeautifulSoup) -> str:
    return " ".join(one.get_text() for one in page.select(".govuk-notification-banner")).replace("\N{WORD JOINER}", "")


def _corrections(world: World, case_id: str) -> int:
    return sum(isinstance(event, Corrected) for event in world.events(case_id))


def test_the_second_tap_is_told_what_the_first_was(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540101")
    case_id = _sent_back(world, citizen)
    path = f"/my/{world.case(case_id).reference}/correct"
    form = {**_hidden(citizen.open(path)), **OWN}
    citizen.client.post(path, data=form)
    page = BeautifulSoup(citizen.client.post(path, data=form, follow_redirects=True).text, "html.parser")
    assert SENT in _notice(page)
    assert len(page.select(".govuk-notification-banner")) == 1, "said once, though both answers were to say it"
    page = BeautifulSoup(citizen.client.post(path, data=form, follow_redirects=True).text, "html.parser")
    assert SENT in _notice(page), "and to whoever sends it once more"
    assert TOO_LATE not in _notice(page)
    assert _corrections(world, case_id) == 1
    other = {**form, "host_name": "ຄຳແພງ"}
    page = BeautifulSoup(citizen.client.post(path, data=other, follow_redirects=True).text, "html.parser")
    assert TOO_LATE in _notice(page), "other words in the same form"


def test_both_of_two_taps_at_once_are_told_that_it_was_received(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540102")
    case_id = _sent_back(world, citizen)
    path = f"/my/{world.case(case_id).reference}/correct"
    clients = [client_of(app, "applicant", citizen.person) for _ in range(4)]
    forms = [_hidden(BeautifulSoup(client.get(path).text, "html.parser")) for client in clients]
    together = Barrier(len(clients))

    def tap(place: int) -> str:
        form = {**forms[place], "_key": forms[0]["_key"], **OWN}
        together.wait()
        answer = clients[place].post(path, data=form, follow_redirects=True)
        return _notice(BeautifulSoup(answer.text, "html.parser"))

    with ThreadPoolExecutor(len(clients)) as pool:
        said = list(pool.map(tap, range(len(clients))))
    assert all(SENT in one and TOO_LATE not in one for one in said), said
    assert _corrections(world, case_id) == 1


def test_a_question_that_the_page_opens_is_shown_before_it_is_called_missing(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540103")
    case_id = world.submitted(SERVICE, citizen.person)
    world.act(case_id, "village.return", fields=("owner",), note="ເຮືອນຂອງໃຜ")
    path = f"/my/{world.case(case_id).reference}/correct"
    typed = {"owner": "other", "_do": "continue"}
    form = {**_hidden(citizen.open(path)), **typed}
    for time in ("sent", "sent again before it was seen"):
        page = BeautifulSoup(citizen.client.post(path, data=form, follow_redirects=True).text, "html.parser")
        assert page.select_one("#at--host_name"), time
        assert not page.select(".govuk-error-message, .govuk-error-summary"), time
    label = world.service(SERVICE).fields["host_name"].label.lo
    listed = [one.get_text().replace("\N{WORD JOINER}", "") for one in page.select("main li")]
    assert label in listed, "it is said to be asked because of what was changed"
    page = BeautifulSoup(
        citizen.client.post(path, data={**_hidden(page), **typed}, follow_redirects=True).text, "html.parser"
    )
    assert page.select_one("#at--host_name .govuk-error-message"), "now it was seen and left out"
    assert world.case(case_id).status is Status.WITH_APPLICANT
