"""An application whose office has no officer: every page says so, what to do, and promises no day."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from portal.cases import apply
from portal.cases.command import Done
from portal.definition.check_messages import MOST_SEGMENTS
from portal.definition.longest_names import longest_office
from portal.definition.model import Level, Text
from portal.definition.own_messages import NOBODY_THERE, NOBODY_YET
from portal.definition.samples import SAMPLE_ADDRESS, SAMPLE_REFERENCE
from portal.definition.template import fill
from portal.lao.dates import format_date
from portal.lao.language import Language
from portal.lao.segments import count_segments
from portal.people.appointments import end
from portal.store.columns import new_id
from portal.store.tables import MessageRow
from portal.workflow.case import Case
from tests.visits import words_of
from tests.web.test_citizen_ways import Citizen
from tests.world import World

SERVICE, VILLAGE = "residence-certificate", "010102"
NOBODY = "ຍັງບໍ່ມີເຈົ້າໜ້າທີ່"
ASK, NO_DAY, NOTHING_TO_DO = "ໂທຫາຫ້ອງການນັ້ນ", "ຍັງບອກບໍ່ໄດ້ວ່າທ່ານຈະໄດ້ຮັບຄຳຕອບມື້ໃດ", "ບໍ່ຕ້ອງເຮັດຫຍັງ"


def _days(case: Case) -> list[str]:
    """The days that somebody would have to keep: of the answer, and of the steps."""
    days: list[date | None] = [case.promised, *(task.due for task in case.tasks.values())]
    return [format_date(day, "lo") for day in days if day is not None]


def _sent(world: World, case_id: str) -> list[str]:
    """The messages about a case, the oldest first, without what only keeps words whole."""
    with world.environment.database.reading() as session:
        texts = session.scalars(select(MessageRow.text).where(MessageRow.case_id == case_id).order_by(MessageRow.id))
        return [text.replace("\N{WORD JOINER}", "") for text in texts]


def _leave(world: World, officer: str, role: str) -> None:
    with world.environment.database.writing() as session:
        end(session, officer_id=officer, role=role, area=VILLAGE, last=date(2026, 11, 1), now=world.clock())


def test_where_nobody_is_appointed_no_page_promises_a_day_or_says_to_wait(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540201")
    case_id = world.draft(SERVICE, citizen.person, village=VILLAGE)
    check = words_of(citizen.open(f"/applications/{case_id}/check"))
    assert isinstance(apply.submit(world.environment, citizen.person, case_id, new_id()), Done)
    case = world.case(case_id)
    assert NOBODY in check
    assert not [day for day in _days(case) if day in check]
    for path in (f"/my/{case.reference}/received", f"/my/{case.reference}"):
        said = words_of(citizen.open(path))
        assert NOBODY in said, path
        assert ASK in said, path
        assert "ປົກຄອງເມືອງ" not in said[said.index(NOBODY) : said.index(ASK)], f"{path}: that office is the village's"
        assert NO_DAY in said, path
        assert NOTHING_TO_DO not in said, path
        assert not [day for day in _days(case) if day in said], path

    (sent,) = _sent(world, case_id)
    assert "ໃຫ້ໄປສອບຖາມຫ້ອງການປົກຄອງບ້ານ" in sent
    assert not [day for day in _days(case) if day in sent]

    world.staffed(SERVICE, VILLAGE)
    officer = world.officer("clerk", VILLAGE)
    for path in (f"/my/{case.reference}/received", f"/my/{case.reference}"):
        said = words_of(citizen.open(path))
        assert NOBODY not in said, path
        assert NOTHING_TO_DO in said, path
        assert [day for day in _days(case) if day in said], path

    world.act(case_id, "village.return", officer=officer, fields=("full_name",), note="ຊື່")
    there = words_of(citizen.open(f"/my/{case.reference}"))
    assert NOBODY not in there
    _leave(world, officer, "clerk")
    case = world.case(case_id)
    for path in (f"/my/{case.reference}", f"/my/{case.reference}/correct"):
        said = words_of(citizen.open(path))
        assert NOBODY in said, path
        assert not [day for day in _days(case) if day in said], path


def test_a_correction_that_goes_where_nobody_is_appointed_says_so_before_it_is_sent(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540202")
    case_id = world.submitted(SERVICE, citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("village",), note="ບ້ານໃດ")
    village: dict[str, object] = {"village-search": "", "village-list": "here", "village-of-here": "010103"}
    assert NOBODY in words_of(citizen.send(f"/my/{world.case(case_id).reference}/correct", village))


def test_a_later_step_that_has_nobody_takes_the_day_back_and_is_told_when_it_is_reached(
    world: World, app: Flask
) -> None:
    citizen = Citizen(world, app, "+8562055540204")
    village = "020101"
    clerk = world.officer("clerk", village)
    case_id = world.draft(SERVICE, citizen.person, village=village)
    check = words_of(citizen.open(f"/applications/{case_id}/check"))
    assert isinstance(apply.submit(world.environment, citizen.person, case_id, new_id()), Done)
    case = world.case(case_id)
    assert case.promised is not None
    promised, step = format_date(case.promised, "lo"), f"{NOBODY}ຮັບຜິດຊອບຂັ້ນຕອນ «ເມືອງເຊັນ»"
    received, page = (words_of(citizen.open(f"/my/{case.reference}{path}")) for path in ("/received", ""))
    for said in (check, received, page):
        assert step in said
        assert NO_DAY in said
        assert promised not in said
    for said in (received, page):
        assert NOTHING_TO_DO in said, "its office has it, and is at work"

    world.act(case_id, "village.confirm", officer=clerk)
    sent = _sent(world, case_id)
    assert [text for text in sent if "ຮອດຫ້ອງວ່າການປົກຄອງເມືອງ" in text and "ໄປສອບຖາມ" in text] == sent[-1:]

    world.staffed(SERVICE, village)
    again = world.submitted(SERVICE, citizen.person, village=village)
    world.act(again, "village.confirm", officer=clerk)
    assert not [text for text in _sent(world, again) if "ໄປສອບຖາມ" in text]


def test_a_step_without_anybody_goes_on_to_the_office_above_if_somebody_is_there(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540205")
    case_id = world.submitted(SERVICE, citizen.person, village="030101")
    (task,) = world.case(case_id).tasks.values()
    assert task.due is not None
    on_its_own = f"ຮອດວັນທີ {format_date(task.due, 'lo')} ຍັງບໍ່ມີໃຜຮັບ, ລະບົບຈະສົ່ງຕໍ່ໃຫ້ຫ້ອງວ່າການປົກຄອງເມືອງ"
    pages = (f"/my/{world.case(case_id).reference}/received", f"/my/{world.case(case_id).reference}")
    for path in pages:
        assert "ລະບົບຈະສົ່ງຕໍ່" not in words_of(citizen.open(path)), "nobody is there either"
    world.officer("clerk", "0301")
    for path in pages:
        assert on_its_own in words_of(citizen.open(path)), path
    draft = world.draft(SERVICE, citizen.person, village="030101")
    assert "ລະບົບຈະສົ່ງຕໍ່" in words_of(citizen.open(f"/applications/{draft}/check"))


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("template", [NOBODY_YET, NOBODY_THERE])
def test_the_longest_message_about_it_stays_within_what_is_budgeted(language: Language, template: Text) -> None:
    office = max((longest_office(level).in_language(language) for level in Level), key=len)
    values = {"ref": SAMPLE_REFERENCE, "office": office, "link": f"{SAMPLE_ADDRESS}/t/{SAMPLE_REFERENCE}"}
    assert count_segments(fill(template.in_language(language), values)).segments <= MOST_SEGMENTS


def test_of_parallel_steps_those_are_named_that_nobody_holds(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540203")
    case_id = world.submitted("construction-permit", citizen.person, village="010101")
    world.officer("clerk", "010101")
    first = next(iter(world.service("construction-permit").officer_steps))
    action = next(iter(world.service("construction-permit").officer_steps[first].actions))
    world.act(case_id, f"{first}.{action}")
    tasks = list(world.case(case_id).tasks.values())
    assert len(tasks) > 1
    world.officer(tasks[0].role, tasks[0].area)
    world.officer("signer", "01")
    page = citizen.open(f"/my/{world.case(case_id).reference}")
    title = world.service("construction-permit").step_title(tasks[1].path)
    assert title is not None
    named = f"{NOBODY}ຮັບຜິດຊອບຂັ້ນຕອນ "
    assert words_of(page).count(named) == 1, "one of the two"
    assert f"{named}«{title.lo}»" in words_of(page)
    assert NOTHING_TO_DO not in words_of(page)
