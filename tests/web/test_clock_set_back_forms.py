"""A form that is open while the server's clock is set back: the session is over, and what was typed is kept."""

from __future__ import annotations

import re
from datetime import timedelta

import time_machine
from bs4 import Tag
from flask import Flask

from portal.store import messages
from portal.store.tables import OfficerRow
from tests.visits import client_of, page_of, token_of
from tests.world import PASSWORD, World

BACK = timedelta(days=40)
NUMBER = "+8562055557401"
HERE = {"Origin": "http://localhost"}


def test_an_applicant_signs_in_anew_and_finds_what_was_typed(world: World, app: Flask) -> None:
    with time_machine.travel(world.clock.now, tick=False):
        owner = world.applicant(NUMBER)
        path = f"/applications/{world.draft('residence-certificate', owner)}/pages/you"
        client = client_of(app, "applicant", owner)
        form = {"_csrf": token_of(client.get(path)), "full_name": "ບົວຄຳ 7", "_do": "continue"}
    world.clock.now -= BACK
    with time_machine.travel(world.clock.now, tick=False):
        sent = client.post(path, data=form, headers=HERE)
        assert sent.headers.get("Location", "").startswith("/sign-in?next="), sent.status_code
        opened = client.get(sent.headers["Location"])
        data = {"_csrf": token_of(opened), "phone": NUMBER}
        asked = client.post("/sign-in", data=data, follow_redirects=True)
        with world.environment.database.reading() as session:
            said = next(row.text for row in messages.newest(session, 50) if row.number == NUMBER)
        code = re.search(r"\b\d{6}\b", said)
        assert code is not None
        back = client.post("/sign-in/code", data={"_csrf": token_of(asked), "code": code[0]})
        assert back.headers["Location"] == path
        box = page_of(client.get(path)).select_one("input[name=full_name]")
    world.clock.now += BACK
    assert isinstance(box, Tag)
    assert box["value"] == "ບົວຄຳ 7"


def test_an_officer_signs_in_anew_and_finds_what_was_written(world: World, app: Flask) -> None:
    officer = world.officer("clerk", "010101")
    with world.environment.database.reading() as session:
        username = session.get_one(OfficerRow, officer).username
    with time_machine.travel(world.clock.now, tick=False):
        case_id = world.submitted("residence-certificate", village="010101")
        path = f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/return"
        client = client_of(app, "officer", officer)
        form = {"_csrf": token_of(client.get(path)), "note": "ຂາດລາຍເຊັນ", "_do": "continue"}
    world.clock.now -= timedelta(days=1)  # the officer was appointed a week ago
    with time_machine.travel(world.clock.now, tick=False):
        sent = client.post(path, data=form, headers=HERE)
        assert sent.headers.get("Location", "").startswith("/desk/sign-in?next="), sent.status_code
        data = {"_csrf": token_of(client.get(sent.headers["Location"])), "username": username, "password": PASSWORD}
        back = client.post("/desk/sign-in", data=data)
        assert back.headers["Location"] == path
        box = page_of(client.get(path)).select_one("textarea[name=note]")
    world.clock.now += timedelta(days=1)
    assert isinstance(box, Tag)
    assert box.get_text().strip() == "ຂາດລາຍເຊັນ"
