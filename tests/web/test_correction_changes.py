"""A correction that changes the fee or the office says so before it is sent; the page of the case says who waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from portal import create_app
from portal.definition.check_messages import MOST_SEGMENTS
from portal.definition.longest_names import longest_office
from portal.definition.model import Level
from portal.definition.own_messages import changed_by_correction
from portal.definition.placeholders import LARGE_FEE
from portal.definition.samples import SAMPLE_ADDRESS, SAMPLE_REFERENCE
from portal.definition.template import fill
from portal.lao.language import Language
from portal.lao.money import format_kip
from portal.lao.segments import count_segments
from portal.store import messages
from portal.store.area_wording import AreaNames
from portal.workflow.case import Status
from tests.cases.shelves import changed
from tests.web.test_citizen_ways import Citizen
from tests.world import World

PARTS = {"parts-rows": "0", "parts-0-use": "living", "parts-0-floors": "2"}


def _said(page: BeautifulSoup) -> str:
    said = " ".join(line.get_text() for line in page.select("main .govuk-inset-text li"))
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")


def test_a_correction_that_changes_the_fee_says_so_before_it_is_sent(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540031")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("parts",), note="ເນື້ອທີ່")
    path = f"/my/{world.case(case_id).reference}/correct"
    page = citizen.send(path, {**PARTS, "parts-0-area": "200"})
    assert world.case(case_id).status is Status.WITH_APPLICANT, "not sent before it is seen"
    assert "400" in _said(page), "the new total"
    assert "600.000" in _said(page), "the new fee"
    assert "405.750" in _said(page), "the fee before"
    page = citizen.send(path, {**PARTS, "parts-0-area": "300"}, do="anyway")
    assert world.case(case_id).status is Status.WITH_APPLICANT, "other numbers than those seen"
    assert "900.000" in _said(page)
    page = citizen.send(path, {**PARTS, "parts-0-area": "300"}, do="anyway")
    assert world.case(case_id).fee == 900_000
    (banner,) = page.select(".govuk-notification-banner__content")
    assert [line.get_text() for line in banner.select("p")] == ["ໄດ້ສົ່ງສິ່ງທີ່ທ່ານແກ້ໄຂໄປແລ້ວ. ສິ່ງທີ່ປ່ຽນແປງມີ:"]
    assert any("900.000" in line.get_text() for line in banner.select("li")), "and it is said once more"


def test_a_correction_that_changes_nothing_else_is_sent_at_once(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540032")
    case_id = world.submitted("construction-permit", citizen.person)
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    citizen.send(f"/my/{world.case(case_id).reference}/correct", {"full_name": "ນາງ ບົວພາ ສີຫາລາດ"})
    assert world.case(case_id).status is Status.WITH_OFFICE


def test_a_correction_of_the_place_says_which_office_begins_again(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540033")
    world.officer("clerk", "010103")
    case_id = world.submitted("residence-certificate", citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("village",), note="ບ້ານໃດ")
    village: dict[str, object] = {"village-search": "", "village-list": "here", "village-of-here": "010103"}
    page = citizen.send(f"/my/{world.case(case_id).reference}/correct", village)
    assert "ຄຳຮ້ອງຈະຍ້າຍໄປ" in _said(page)
    assert world.case(case_id).status is Status.WITH_APPLICANT
    page = citizen.send(f"/my/{world.case(case_id).reference}/correct", village, do="anyway")
    (line,) = page.select(".govuk-notification-banner li")
    assert "ຄຳຮ້ອງຍ້າຍໄປ" in line.get_text(), "what has happened is not said as what will"


def test_the_page_of_a_case_sent_back_says_who_waits_for_what_until_when(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055540034")
    world.staffed("construction-permit", "010101")
    case_id = world.submitted("construction-permit", citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("parts", "plans"), note="ເນື້ອທີ່")
    case = world.case(case_id)
    said = citizen.open(f"/my/{case.reference}").select_one("main .govuk-inset-text")
    assert said is not None
    words = said.get_text()
    assert "ຫ້ອງ" in words, "the office"
    assert [line.get_text().replace("\N{WORD JOINER}", "") for line in said.select("li")] == [
        "ສ່ວນຕ່າງໆຂອງອາຄານ",
        "ແບບກໍ່ສ້າງ",
    ]
    assert case.promised is not None
    assert f"{case.promised.day}" in words, "sent back today: the promise stands"


def _told(world: World, case_id: str) -> list[str]:
    with world.environment.database.reading() as session:
        return [row.text for row in messages.of_case(session, case_id) if row.key == "corrected"]


def test_a_message_says_the_new_fee(world: World) -> None:
    case_id = world.submitted("construction-permit", world.applicant("+8562055540035"))
    world.act(case_id, "village.return", fields=("parts",), note="ເນື້ອທີ່")
    world.correct(case_id, parts=[{"use": "living", "floors": 2, "area": 200}])
    (text,) = _told(world, case_id)
    assert f"ຄ່າທຳນຽມໃໝ່ {format_kip(600_000, 'lo')}" in text
    assert "ຫ້ອງ" not in text, "it stayed with its offices"


def test_a_message_says_which_office_has_it_now(world: World) -> None:
    case_id = world.submitted("residence-certificate", world.applicant("+8562055540036", "en"), village="010101")
    world.act(case_id, "village.return", fields=("village",), note="ບ້ານໃດ")
    world.correct(case_id, village="010201")
    (text,) = _told(world, case_id)
    with world.environment.database.reading() as session:
        office = AreaNames(session).office("010201").in_language("en")
    assert f"now with {office}." in text
    assert "fee" not in text, "it is what it was"


def test_a_service_that_begins_above_its_place_names_the_office_that_really_has_it(tmp_path: Path) -> None:
    """The place is a village, and the district has the case first: before it is sent, and after."""
    begins_above = ("    office: village\n    role:   clerk\n    within: 3 working days\n    late:   {to: district}\n",)
    district = "    office: district\n    role:   clerk\n    within: 3 working days\n    late:   {to: province}\n"
    world = World(tmp_path, services=changed(tmp_path, "construction-permit", (*begins_above, district)))
    citizen = Citizen(world, create_app(environment=world.environment), "+8562055540038")
    case_id = world.submitted("construction-permit", citizen.person, village="010101")
    world.act(case_id, "village.return", fields=("village",), note="ບ້ານໃດ")
    village: dict[str, object] = {"village-search": "", "village-list": "here", "village-of-here": "010201"}
    page = citizen.send(f"/my/{world.case(case_id).reference}/correct", village)
    world.correct(case_id, village="010201")
    (task,) = world.case(case_id).tasks.values()
    with world.environment.database.reading() as session:
        office = AreaNames(session).office(task.area).in_language("lo")
    (text,) = _told(world, case_id)
    world.close()
    assert task.level == "district"
    assert office in _said(page)
    assert office in text


def test_a_correction_of_a_name_sends_no_message(world: World) -> None:
    case_id = world.submitted("construction-permit", world.applicant("+8562055540037"))
    world.act(case_id, "village.return", fields=("full_name",), note="ຊື່")
    world.correct(case_id, full_name="ນາງ ບົວພາ ສີຫາລາດ")
    assert _told(world, case_id) == []


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize(("fee", "office"), [(True, True), (True, False), (False, True)])
def test_the_longest_message_about_a_correction_stays_within_what_is_budgeted(
    language: Language, fee: bool, office: bool
) -> None:
    template = changed_by_correction(fee=fee, office=office)
    assert template is not None
    values = {
        "ref": SAMPLE_REFERENCE,
        "fee": format_kip(LARGE_FEE, language),
        "office": max((longest_office(level).in_language(language) for level in Level), key=len),
        "link": f"{SAMPLE_ADDRESS}/t/{SAMPLE_REFERENCE}",
    }
    assert count_segments(fill(template.in_language(language), values)).segments <= MOST_SEGMENTS
