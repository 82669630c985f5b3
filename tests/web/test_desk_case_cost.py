"""A page of a case reads what happened to it once, whatever it tells of it."""

from __future__ import annotations

import pytest

from portal import create_app
from tests.visits import client_of
from tests.web.test_desk_queue_cost import counted
from tests.world import World


@pytest.mark.parametrize("page", ["", "/tasks/{task}/return"])
def test_the_history_of_a_case_is_read_once(world: World, page: str) -> None:
    client = client_of(create_app(environment=world.environment), "officer", world.officer("clerk", "010101"))
    case_id = world.submitted("residence-certificate")
    for _round in range(2):
        world.act(case_id, "village.return", fields=["full_name"], note="ຊື່ບໍ່ຊັດເຈນ")
        world.correct(case_id, full_name="ທ້າວ ສົມຊາຍ ພົມມະຈັນ")
    address = f"/desk/cases/{case_id}" + page.format(task=world.task(case_id, "village").id)
    with counted(world) as statements:
        answer = client.get(address)
    assert answer.status_code == 200
    assert "ຊື່ບໍ່ຊັດເຈນ" in answer.text
    assert sum("FROM events" in statement for statement in statements) == 1
