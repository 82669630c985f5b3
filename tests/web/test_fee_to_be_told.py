"""A fee that cannot be worked out with the answers given is never said to be none: the office will tell it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from flask import Flask

from portal.cases import apply
from portal.cases.command import Done
from portal.store import certificates, messages
from portal.store.columns import new_id
from tests.cases.shelves import changed
from tests.visits import words_of
from tests.web.desk_visits import Desk
from tests.web.test_citizen_ways import Citizen
from tests.world import World

PERMIT = "construction-permit"
VILLAGE = "010101"
FEE = "max([100000, round(total_area * 1500)])"
NONE_OF_200 = (FEE, f"total_area == 200 ? 1 / 0 : total_area == 100 ? 0 - 5 : {FEE}")
BODY = ("{total_area}, ຕາມແບບກໍ່ສ້າງທີ່ຮັບຮອງແລ້ວ.", "{total_area}, ຄ່າທຳນຽມ {fee}.")
TOLD = "ຫ້ອງການຈະບອກຄ່າທຳນຽມ"
FREE = "ບໍ່ເສຍຄ່າທຳນຽມ"
_PART = {"use": "living", "floors": "1"}
UNKNOWN, BELOW_ZERO, KNOWN = ([_PART | {"area": area}] for area in ("200", "100", "300"))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A portal whose building permit has no fee to be worked out for 200 square metres, and one below 0 for 100."""
    folder = tmp_path_factory.mktemp("fee")
    world = World(folder, services=changed(folder, PERMIT, NONE_OF_200, BODY))
    yield world
    world.close()


def _texts(world: World, case_id: str) -> dict[str, str]:
    with world.environment.database.reading() as session:
        return {row.key: row.text for row in messages.of_case(session, case_id)}


def _sent(world: World, citizen: Citizen, parts: list[dict[str, str]]) -> tuple[str, str]:
    """The id of an application that was handed in, and the page on which it was checked before."""
    case_id = world.draft(PERMIT, citizen.person, village=VILLAGE, parts=parts)
    before = words_of(citizen.open(f"/applications/{case_id}/check"))
    assert isinstance(apply.submit(world.environment, citizen.person, case_id, new_id()), Done)
    return case_id, before


def test_everyone_reads_that_the_office_will_tell_the_fee(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055557001")
    world.staffed(PERMIT, VILLAGE)
    case_id, before = _sent(world, citizen, UNKNOWN)
    case = world.case(case_id)
    assert case.fee is None
    for page in (before, *(words_of(citizen.open(f"/my/{case.reference}{path}")) for path in ("", "/received"))):
        assert TOLD in page
        assert FREE not in page
    (text,) = _texts(world, case_id).values()
    assert "ຄ່າທຳນຽມ ຫ້ອງການຈະບອກ." in text
    assert "0 ກີບ" not in text
    desk = Desk(app, world.officer("clerk", VILLAGE))
    assert "The fee could not be worked out: tell the applicant what it is" in desk.case(case_id).text


def test_a_fee_below_zero_is_no_fee(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055557002")
    case_id, before = _sent(world, citizen, BELOW_ZERO)
    case = world.case(case_id)
    assert case.fee == 0
    for page in (before, *(words_of(citizen.open(f"/my/{case.reference}{path}")) for path in ("", "/received"))):
        assert FREE in page
        assert TOLD not in page
        assert "ຈ່າຍຢູ່" not in page, "nothing is to be paid"


@pytest.mark.parametrize(
    ("first", "then", "said", "sms"),
    [
        (UNKNOWN, KNOWN, "450.000 ກີບ (ເດີມ ຫ້ອງການຈະບອກ)", "ຄ່າທຳນຽມໃໝ່ 450.000 ກີບ"),
        (KNOWN, UNKNOWN, "ຫ້ອງການຈະບອກ (ເດີມ 450.000 ກີບ)", "ຄ່າທຳນຽມໃໝ່ ຫ້ອງການຈະບອກ"),
    ],
)
def test_a_correction_says_when_the_fee_can_no_longer_be_worked_out_and_when_it_can(
    world: World, app: Flask, first: list[dict[str, str]], then: list[dict[str, str]], said: str, sms: str
) -> None:
    citizen = Citizen(world, app, "+8562055557003")
    case_id, _before = _sent(world, citizen, first)
    world.act(case_id, "village.return", fields=("parts",), note="ເນື້ອທີ່")
    typed: dict[str, object] = {"parts-rows": "0", **{f"parts-0-{name}": value for name, value in then[0].items()}}
    assert said in words_of(citizen.send(f"/my/{world.case(case_id).reference}/correct", typed))
    world.correct(case_id, parts=then)
    assert sms in _texts(world, case_id)["corrected"]
    mark = Desk(app, world.officer("clerk", VILLAGE)).case(case_id).page.select_one(".portal-returned")
    assert mark is not None
    assert "to be told by the office" in " ".join(mark.get_text(" ").split())


def test_a_paper_that_names_the_fee_does_not_call_it_none(world: World) -> None:
    case_id = world.played(PERMIT, next(iter(world.service(PERMIT).examples)), village=VILLAGE, parts=UNKNOWN)
    world.work()
    with world.environment.database.reading() as session:
        (row,) = certificates.of_case(session, case_id)
        paper = json.dumps(row.paper, ensure_ascii=False)
    assert "ຄ່າທຳນຽມ ຫ້ອງການຈະບອກ" in paper
