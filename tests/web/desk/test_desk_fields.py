"""Answers are marked only where they are sent back: an action that leads elsewhere asks for none, whatever is set."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from tests.cases.shelves import changed
from tests.web.desk_visits import Desk
from tests.world import World

RESIDENCE = "residence-certificate"
VILLAGE = "010101"
CONFIRM = "confirm: {to: district,  label: {lo: ຢັ້ງຢືນ, en: Confirm}"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, services=changed(tmp_path, RESIDENCE, (CONFIRM, f"{CONFIRM}, asks: [fields]")))
    yield made
    made.close()


@pytest.fixture
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


def test_an_action_that_sends_nothing_back_is_taken_at_once(world: World, app: Flask) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    desk = Desk(app, world.officer("clerk", VILLAGE))
    answer = desk.press(desk.case(case_id), "Confirm")
    assert "have to be corrected" not in answer.text
    assert [task.path for task in world.case(case_id).tasks.values()] == ["district"]


def test_one_that_sends_back_still_asks_what_is_to_be_corrected(world: World, app: Flask) -> None:
    case_id = world.submitted(RESIDENCE, village=VILLAGE)
    desk = Desk(app, world.officer("clerk", VILLAGE))
    task = world.task(case_id, "village").id
    assert "Which answers have to be corrected?" in desk.get(f"/desk/cases/{case_id}/tasks/{task}/return").text
