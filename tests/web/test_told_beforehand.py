"""What a citizen is told without asking: who gets an application first, by when it is answered, what is to be paid,
and for how long the paper holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template

from portal.cases import apply
from portal.cases.command import Done
from portal.definition.model import Service
from portal.lao.dates import format_date
from portal.store import certificates
from portal.store.columns import new_id
from tests.visits import words_of
from tests.web.test_citizen_ways import Citizen
from tests.world import World

AT_THE_DISTRICT = "ຈ່າຍຢູ່ຫ້ອງການເມືອງ"
VILLAGE = "ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ"


@pytest.mark.parametrize("service", ["residence-certificate", "construction-permit"])
def test_before_sending_it_says_who_gets_it_first_and_by_when_it_is_answered(
    world: World, app: Flask, service: str
) -> None:
    citizen = Citizen(world, app, f"+85620555530{len(service)}")
    world.staffed(service, "010101")
    case_id = world.draft(service, citizen.person, village="010101")
    before = words_of(citizen.open(f"/applications/{case_id}/check"))
    assert isinstance(apply.submit(world.environment, citizen.person, case_id, new_id()), Done)
    case = world.case(case_id)
    assert case.promised is not None
    assert f"ຄຳຮ້ອງຈະໄປຮອດ{VILLAGE} ກ່ອນ" in before
    assert f"ຄຳຕອບບໍ່ເກີນວັນທີ {format_date(case.promised, 'lo')}" in before
    assert VILLAGE in words_of(citizen.open(f"/my/{case.reference}/received")), "and so it is"


def test_when_it_is_handed_in_the_fee_and_the_validity_of_the_paper_are_said(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055553051")
    case = world.case(world.submitted("residence-certificate", citizen.person))
    said = words_of(citizen.open(f"/my/{case.reference}/received"))
    assert "ຄ່າທຳນຽມແມ່ນ 20.000 ກີບ" in said
    assert AT_THE_DISTRICT in said
    assert "ໃຊ້ໄດ້ 6 ເດືອນ ນັບແຕ່ວັນອອກໃບ" in said


def test_when_it_is_granted_the_fee_and_the_last_day_of_the_paper_are_said_with_it(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055553052")
    case = world.case(world.played("residence-certificate", "granted", citizen.person))
    world.work()
    with world.environment.database.reading() as session:
        until = certificates.of_case(session, case.id)[0].valid_until
    assert until is not None
    above_the_steps = words_of(citizen.open(f"/my/{case.reference}")).partition("ຂັ້ນຕອນ")[0]
    assert f"ໃຊ້ໄດ້ຮອດວັນທີ {format_date(until, 'lo')}" in above_the_steps
    assert "ຄ່າທຳນຽມແມ່ນ 20.000 ກີບ" in above_the_steps
    assert AT_THE_DISTRICT in above_the_steps


def _received(world: World, app: Flask, cost: int | None, **changed: Any) -> str:
    case = world.case(world.submitted("residence-certificate", world.applicant("+8562055553053")))
    service = world.service("residence-certificate").model_copy(update=changed)
    assert isinstance(service, Service)
    with app.test_request_context():
        page = render_template(
            "track/received.html", service=service, case=replace(case, fee=cost), holding=[], ahead=[]
        )
    return words_of(BeautifulSoup(page, "html.parser"))


def test_a_service_without_a_fee_says_that_there_is_none(world: World, app: Flask) -> None:
    assert "ບໍ່ເສຍຄ່າທຳນຽມ" in _received(world, app, None, fee=None)
    assert "ບໍ່ເສຍຄ່າທຳນຽມ" in _received(world, app, 0)
    assert "ຫ້ອງການຈະບອກຄ່າທຳນຽມ" in _received(world, app, None), "what cannot be worked out is not free"


def test_a_paper_that_does_not_expire_is_not_said_to(world: World, app: Flask) -> None:
    paper = world.service("residence-certificate").certificate
    assert paper is not None
    assert "ນັບແຕ່ວັນອອກໃບ" not in _received(world, app, 0, certificate=paper.model_copy(update={"valid": None}))
    assert "ນັບແຕ່ວັນອອກໃບ" not in _received(world, app, 0, certificate=None)
