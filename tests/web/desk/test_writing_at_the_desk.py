"""What an officer writes: how much it may be is said before, and none of it is lost, not even with the appointment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from portal.cases.escalate import escalate_overdue
from portal.definition.model import LONGEST_REMARK
from portal.lao.dates import format_date
from portal.people.appointments import appoint, end
from portal.store.area_wording import AreaNames
from portal.store.columns import new_id
from portal.store.tables import RemarkInputRow
from portal.workflow.case import Status
from tests.web.desk.conftest import VILLAGE
from tests.web.desk_visits import Desk
from tests.world import World

DISTRICT = "0101"
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
    _end(world, desk)
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
    assert "You cannot open this case any more" in answer.text
    pressed = desk.post(_asking(world, case_id, "confirm"), _do="continue")
    assert "Your appointment has ended" in pressed.text


def test_who_never_could_see_the_case_reads_nothing_of_it(world: World, app: Flask) -> None:
    case_id = world.submitted(SERVICE, village=VILLAGE)
    here = _asking(world, case_id)
    elsewhere = Desk(app, world.officer("clerk", "010102"))
    elsewhere.get("/desk")
    _end(world, elsewhere, area="010102")
    refused = elsewhere.post(here, note=WRITTEN, _do="continue")
    assert refused.status == 404
    assert "Your appointment has ended" not in refused.text


def test_into_what_came_after_the_appointment_nothing_is_written(world: World, desk: Desk) -> None:
    seen = _asking(world, world.submitted(SERVICE, village=VILLAGE))
    desk.get(seen)
    _end(world, desk)
    world.clock.move(minutes=1)
    case_id = world.submitted(SERVICE, village=VILLAGE)
    bare = desk.post(f"/desk/cases/{new_id()}/tasks/{new_id()}/return", note=WRITTEN, _do="continue")
    for action in ("return", "confirm", "reject"):
        refused = desk.post(_asking(world, case_id, action), note=WRITTEN, _do="continue")
        assert refused.status == 404
        assert refused.page.main == bare.page.main, "as for a case that is not there"
        assert WRITTEN not in desk.get(_asking(world, case_id, action)).text
    with world.environment.database.reading() as session:
        assert not session.scalars(select(RemarkInputRow).where(RemarkInputRow.case_id == case_id)).all()
    assert WRITTEN in desk.post(seen, note=WRITTEN, _do="continue").text, "as before for what was theirs"


def test_what_came_up_to_the_office_after_the_appointment_was_never_theirs(world: World, app: Flask) -> None:
    desk = Desk(app, world.officer("clerk", DISTRICT))
    case_id = world.submitted(SERVICE, village=VILLAGE)
    here = _asking(world, case_id)
    desk.get("/desk")
    _end(world, desk, area=DISTRICT)
    _up_to_the_district(world, case_id)
    refused = desk.post(here, note=WRITTEN, _do="continue")
    assert refused.status == 404
    assert WRITTEN not in refused.text


def test_what_came_up_to_the_office_before_the_end_was_theirs(world: World, app: Flask) -> None:
    desk = Desk(app, world.officer("clerk", DISTRICT))
    case_id = world.submitted(SERVICE, village=VILLAGE)
    here = _asking(world, case_id)
    _up_to_the_district(world, case_id)
    assert desk.get(here).status == 200
    _end(world, desk, area=DISTRICT)
    assert WRITTEN in desk.post(here, note=WRITTEN, _do="continue").text


def test_words_are_shown_when_an_appointment_ends_on_the_day_it_began(world: World, app: Flask) -> None:
    desk = Desk(app, world.officer("clerk", "010102"))
    with world.environment.database.writing() as session:
        appoint(session, officer_id=desk.officer, role="clerk", area=VILLAGE, starts=world.environment.today())
    here = _asking(world, world.submitted(SERVICE, village=VILLAGE))
    assert desk.get(here).status == 200
    _end(world, desk)
    answer = desk.post(here, fields=["full_name"], note=WRITTEN, _do="continue")
    assert WRITTEN in answer.text
    assert "You were appointed to" in answer.text
    assert "Your last day there" not in answer.text, "it would stand before the first"


def test_the_words_stay_when_the_language_is_switched_after_the_appointment(world: World, desk: Desk) -> None:
    here = _asking(world, world.submitted(SERVICE, village=VILLAGE))
    desk.get(here)
    _end(world, desk)
    answer = desk.post(here, fields=["full_name"], note=WRITTEN, _do="continue")
    link = answer.page.select_one(".portal-language a")
    assert link is not None
    switched = desk.get(str(link["href"]))
    assert WRITTEN in switched.text
    assert "ການແຕ່ງຕັ້ງຂອງທ່ານສິ້ນສຸດແລ້ວ" in switched.text


def test_the_form_itself_switches_the_language_after_the_appointment(world: World, desk: Desk) -> None:
    here = _asking(world, world.submitted(SERVICE, village=VILLAGE))
    desk.get(here)
    _end(world, desk)
    switched = desk.post(here, fields=["full_name"], note=WRITTEN, _do="language:lo")
    assert WRITTEN in switched.text
    assert "ການແຕ່ງຕັ້ງຂອງທ່ານສິ້ນສຸດແລ້ວ" in switched.text


def test_who_has_another_post_is_told_which_one_ended_and_led_to_the_case(world: World, app: Flask) -> None:
    desk = Desk(app, world.officer("land_officer", DISTRICT))
    world.appoint(desk.officer, "planner", DISTRICT)
    case_id = world.submitted("construction-permit", village=VILLAGE)
    world.act(case_id, "village.support")
    here = f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'reviews.land').id}/return"
    desk.get(here)
    _end(world, desk, role="land_officer", area=DISTRICT)
    answer = desk.post(here, note=WRITTEN, _do="continue")
    assert WRITTEN in answer.text
    with world.environment.database.reading() as session:
        office = AreaNames(session).office(DISTRICT).en
    step = world.service("construction-permit").step_title("reviews.land")
    assert step is not None
    assert f"You were appointed to {office} for the step “{step.en}”" in answer.text
    assert "cannot open this case" not in answer.text
    link = answer.page.select_one("main a.govuk-button")
    assert link is not None
    assert desk.get(str(link["href"])).status == 200


def _up_to_the_district(world: World, case_id: str) -> None:
    world.clock.move(days=14)
    assert escalate_overdue(world.environment)
    assert world.task(case_id, "village").level == "district"


def _end(world: World, desk: Desk, *, role: str = "clerk", area: str = VILLAGE) -> None:
    """End an appointment at once, as the command does."""
    yesterday = world.environment.today() - timedelta(days=1)
    with world.environment.database.writing() as session:
        assert end(session, officer_id=desk.officer, role=role, area=area, last=yesterday, now=world.clock())
