"""Finding one's village on a form page: by its district, among namesakes, and never without seeing which it is."""

from __future__ import annotations

from zlib import crc32

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from portal import create_app
from tests.web.test_citizen_ways import HOME, Citizen
from tests.world import World

PHONXAY_IN_XAYSETHA = "ບ້ານ ໂພນໄຊ, ເມືອງ ໄຊເສດຖາ, ນະຄອນຫຼວງວຽງຈັນ"


@pytest.fixture(scope="module")
def app(world: World) -> Flask:
    return create_app(environment=world.environment)


@pytest.fixture
def citizen(world: World, app: Flask, request: pytest.FixtureRequest) -> Citizen:
    return Citizen(world, app, f"+85620555{crc32(request.node.name.encode()) % 90_000 + 10_000}")


def _home(world: World, citizen: Citizen) -> str:
    return f"/applications/{world.draft('residence-certificate', citizen.person)}/pages/home"


def _matches(page: BeautifulSoup) -> dict[str, bool]:
    """The villages that can be chosen, and whether each is marked."""
    found = {}
    for item in page.select(".portal-matches .govuk-radios__item"):
        label, box = item.select_one("label"), item.select_one("input")
        assert label is not None
        assert box is not None
        found[" ".join(label.get_text().split())] = box.has_attr("checked")
    return found


@pytest.mark.parametrize(
    "typed",
    ["ບ້ານ ໂພນໄຊ ເມືອງ ໄຊເສດຖາ", "ໂພນໄຊ ໄຊເສດຖາ", "ບ້ານໂພນໄຊເມືອງໄຊເສດຖາ", "Phonxay Xaysettha", "Xaysetha, Phonxay"],
)
def test_a_village_is_found_with_its_district(world: World, citizen: Citizen, typed: str) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": typed}, do="find:village")
    assert _matches(page) == {PHONXAY_IN_XAYSETHA: True}


@pytest.mark.parametrize("typed", ["ໂພນໄຊ ໄຊເສດຖາ", "Phonxay Xaysettha"])
def test_a_single_match_is_seen_before_it_is_taken(world: World, citizen: Citizen, typed: str) -> None:
    path = _home(world, citizen)
    case_id = path.split("/")[2]
    before = world.case(case_id).answers["village"]
    page = citizen.send(path, {**HOME, "village-search": typed})
    assert citizen.path == path, "nobody has seen which village was meant"
    assert _matches(page) == {PHONXAY_IN_XAYSETHA: True}
    assert page.select_one("#at-village .govuk-error-message")
    assert world.case(case_id).answers["village"] == before
    again = _as_shown(page)
    citizen.send(path, {**HOME, **again})
    assert citizen.path != path
    assert world.case(case_id).answers["village"] != before


def test_an_empty_search_asks_for_a_name_and_shows_no_old_list(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ໂພນໄຊ"}, do="find:village:search")
    assert len(_matches(page)) > 1
    page = citizen.send(path, {**HOME, **_as_shown(page), "village-search": ""}, do="find:village:search")
    assert "ພິມຊື່ບ້ານກ່ອນ" in str(page.select_one("#at-village .govuk-error-message"))
    assert not _matches(page)
    walk = {"village-search": "", "village-province": "01"}
    page = citizen.send(path, {**HOME, **walk}, do="find:village")
    assert not page.select("#at-village .govuk-error-message"), "who walks down the lists types no name"


def test_enter_in_the_search_box_looks_for_the_village_and_marks_nothing(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    first = citizen.open(path).select("button[form=answers], form#answers button")[0]
    assert first["name"] == "_do", "Enter presses the first button of a form"
    enter = str(first["value"])
    page = citizen.send(path, {"village-search": "ໂພນໄຊ ໄຊເສດຖາ"}, do=enter)
    assert citizen.path == path
    assert _matches(page) == {PHONXAY_IN_XAYSETHA: True}
    assert not page.select(".govuk-error-message"), "nobody said that the page was ready"
    citizen.send(path, {**HOME, **_as_shown(page)}, do=enter)
    assert citizen.path != path, "what was looked for already is not looked for again"
    page = citizen.send(path, {"village-search": "", "village-list": "here"}, do=enter)
    assert page.select("#at-since .govuk-error-message"), "with an empty box it goes on"


@pytest.mark.parametrize(("typed", "said"), [("Nosuchplace", True), ("ບ້ານທີ່ບໍ່ມີ", False)])
def test_latin_letters_that_find_nothing_are_told_of_the_lao_list(
    world: World, citizen: Citizen, typed: str, said: bool
) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": typed}, do="find:village:search")
    message = page.select_one("#at-village .govuk-error-message")
    assert message is not None
    assert ("ຕົວອັກສອນລາວ" in message.get_text().replace("\N{WORD JOINER}", "")) is said


def test_every_namesake_can_be_reached(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ນາ"}, do="find:village")
    assert "ມີ 1.248 ບ້ານ" in page.get_text().replace("\N{NO-BREAK SPACE}", " "), "it says how many there are"
    reached: set[str] = set()
    provinces = _options(page)
    assert sum(provinces.values()) == 1248
    for province, count in provinces.items():
        narrowed = _narrow(citizen, path, page, province)
        if count > 20:
            told = narrowed.get_text().replace("\N{NO-BREAK SPACE}", " ")
            assert f"ມີ {count} ບ້ານ" in told, "it says how many there are in the province"
            assert "ບາງບ້ານໃນນັ້ນ" in narrowed.get_text(), "it says that these are not all"
            for district in set(_options(narrowed)) - set(provinces):
                reached |= _codes(_narrow(citizen, path, narrowed, district))
        else:
            assert "ບາງບ້ານໃນນັ້ນ" not in narrowed.get_text()
            reached |= _codes(narrowed)
    assert len(reached) == 1248


@pytest.mark.parametrize("typed", ["ຈັນທະບູລີ", "ເມືອງ ຈັນທະບູລີ", "Chantabuli District", "Chanthabuly"])
def test_the_name_of_a_district_alone_leads_to_its_villages(world: World, citizen: Citizen, typed: str) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": typed}, do="find:village:search")
    message = page.select_one("#at-village .govuk-error-message")
    assert message is not None
    assert "ແມ່ນຊື່ເມືອງ" in message.get_text().replace("\N{WORD JOINER}", "")
    assert page.select_one("#at-village details[open]"), "the lists are open"
    listed = page.select_one("select[name^=village-listed]")
    assert listed is not None
    assert listed.select_one("option[value='010101']"), "at the villages of the district"
    lists = {
        str(box["name"]): str(box.select("[selected]")[0]["value"]) for box in page.select("#at-village select")[:2]
    }
    citizen.send(path, {**HOME, **_as_shown(page), **lists, str(listed["name"]): "010102"})
    assert citizen.path != path, "chosen there, though the district's name still stands in the box"
    assert world.case(path.split("/")[2]).answers["village"] == "010102"


def test_a_name_of_villages_and_of_a_district_is_said_to_be_both(world: World, citizen: Citizen) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": "ປາກແບງ"}, do="find:village:search")
    assert _matches(page)
    assert "ກໍແມ່ນຊື່ເມືອງ" in page.select("#at-village")[0].get_text().replace("\N{WORD JOINER}", "")
    assert page.select_one("#at-village details[open]")


def test_a_village_is_taken_from_the_lists_after_a_name_that_was_not_found(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ບ້ານທີ່ບໍ່ມີ"}, do="find:village:search")
    walk = {"village-province": "01", "village-district": "0102"}
    page = citizen.send(path, {**HOME, **_as_shown(page), **walk}, do="find:village")
    listed = page.select_one("select[name^=village-listed]")
    assert listed is not None
    citizen.send(path, {**HOME, **_as_shown(page), **walk, str(listed["name"]): "010201"})
    assert world.case(path.split("/")[2]).answers["village"] == "010201"


def test_another_name_is_looked_for_everywhere(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ນາ"}, do="find:village")
    page = _narrow(citizen, path, page, "17")
    page = citizen.send(path, {**HOME, **_as_shown(page), "village-search": "ໜອງປິງ ຈັນທະບູລີ"}, do="find:village")
    assert list(_matches(page)) == ["ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ"]


def _narrow(citizen: Citizen, path: str, page: BeautifulSoup, code: str) -> BeautifulSoup:
    return citizen.send(path, {**HOME, **_as_shown(page), "village-within": code}, do="find:village")


def _as_shown(page: BeautifulSoup) -> dict[str, str]:
    """What the browser sends back of the village's boxes."""
    sent = {
        str(box["name"]): str(box.get("value") or "")
        for box in page.select("#at-village input:not([type=radio])")
        if box.get("name")
    }
    marked = page.select_one("#at-village input[type=radio][checked]")
    if isinstance(marked, Tag):
        sent[str(marked["name"])] = str(marked["value"])
    return sent


def _options(page: BeautifulSoup) -> dict[str, int]:
    """The provinces and districts to which the matches can be narrowed, with how many each holds."""
    options = page.select("select[name=village-within] option[value]:not([value=''])")
    return {str(one["value"]): int(one.get_text().rpartition("(")[2].rstrip(")")) for one in options}


def _codes(page: BeautifulSoup) -> set[str]:
    return {str(box["value"]) for box in page.select(".portal-matches input[type=radio]")}
