"""What an officer writes: how much it may be is said before, and none of it is lost, not even with the appointment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import Tag
from flask import Flask

from portal.definition.model import LONGEST_REMARK
from portal.lao.dates import format_date
from portal.people.appointments import end
from portal.workflow.case import Status
from tests.web.desk.conftest import VILLAGE
from tests.web.desk_visits import Desk
from tests.world import World

SERVICE = "residence-certificate"
WRITTEN = "ຂາດລາຍເຊັນຂອງເຈົ້າຂອງເຮືອນ"


def _asking(world: World, case_id: str, action: str = "return") -> str:
    return f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/{action}"


@pytest.mark.parametrize(
    ("language", "limit"),
    [("lo", f"ຂຽນໄດ້ບໍ່ເກີນ {LONGEST_REMARK} ຕົວອັກສອນ"), ("en", f"You can write up to {LONGEST_REMARK} letters")],
    ids=["lo", "en"],
)
def test_how_much_may_be_written_is_said_beside_the_box(world: World, app: Flask, language: str, limit: str) -> None:
    desk = Desk(app, world.officer("clerk", VILLAGE), "lo" if language == "lo" else "en")
    case_id = world.submitted(SERVICE, village=VILLAGE)
    here = _asking(world, case_id)
    page = desk.get(here).page
    box = page.select_one("textarea[name=note]")
    assert isinstance(box, Tag)
    hint = page.find(id=str(box["aria-describedby"]))
    assert isinstance(hint, Tag)
    assert limit in hint.get_text().replace("\N{NO-BREAK SPACE}", " ")
    long = "ກ" * (LONGEST_REMARK + 1)
    refused = desk.post(here, fields=["full_name"], note=long, _do="continue")
    assert refused.errors
    kept = refused.page.select_one("textarea[name=note]")
    assert isinstance(kept, Tag)
    assert kept.get_text().strip() == long, "what was written is kept whole"


def test_words_are_shown_once_more_when_the_appointment_has_ended_meanwhile(
    world: World, app: Flask, desk: Desk
) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE)
    reference = world.case(case_id).reference
    name = str(world.case(case_id).answers["full_name"])
    here = _asking(world, case_id)
    desk.get(here)
    yesterday = world.environment.today() - timedelta(days=1)
    with world.environment.database.writing() as session:
        end(session, officer_id=desk.officer, role="clerk", area=VILLAGE, last=yesterday)
    answer = desk.post(here, fields=["full_name"], note=WRITTEN, _do="continue")
    assert answer.status == 404, "as for a case that is not theirs"
    assert "Your appointment has ended" in answer.text
    assert format_date(yesterday, "en") in answer.text
    assert WRITTEN in answer.text
    plain = answer.text.replace("\N{WORD JOINER}", "")
    assert reference is not None
    assert reference not in plain, "nothing of the case"
    assert name not in plain, "nothing of the case"
    assert world.case(case_id).status is Status.WITH_OFFICE
    pressed = desk.post(_asking(world, case_id, "confirm"), _do="continue")
    assert "Your appointment has ended" in pressed.text


def test_who_never_could_see_the_case_reads_nothing_of_it(world: World, app: Flask) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE)
    here = _asking(world, case_id)
    elsewhere = Desk(app, world.officer("clerk", "010102"))
    elsewhere.get("/desk")
    with world.environment.database.writing() as session:
        last = world.environment.today() - timedelta(days=1)
        end(session, officer_id=elsewhere.officer, role="clerk", area="010102", last=last)
    assert elsewhere.post(here, note=WRITTEN, _do="continue").status == 404
