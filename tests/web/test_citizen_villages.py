"""Finding one's village on a form page: by its district, among namesakes, and never without seeing which it is."""

from __future__ import annotations

from zlib import crc32

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask

from tests.web.test_citizen_ways import HOME, Citizen
from tests.world import World

PHONXAY_IN_XAYSETHA = "ບ້ານ ໂພນໄຊ, ເມືອງ ໄຊເສດຖາ, ນະຄອນຫຼວງວຽງຈັນ"


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
    assert page.select_one("#at--village .govuk-error-message")
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
    assert "ພິມຊື່ບ້ານກ່ອນ" in str(page.select_one("#at--village .govuk-error-message"))
    assert not _matches(page)
    walk = {"village-search": "", "village-province": "01"}
    page = citizen.send(path, {**HOME, **walk}, do="find:village")
    assert not page.select("#at--village .govuk-error-message"), "who walks down the lists types no name"


def test_enter_in_the_search_box_looks_for_the_village_and_marks_nothing(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    first = citizen.open(path).select("button[form=answers-form], form#answers-form button")[0]
    assert first["name"] == "_do", "Enter presses the first button of a form"
    enter = str(first["value"])
    page = citizen.send(path, {"village-search": "ໂພນໄຊ ໄຊເສດຖາ"}, do=enter)
    assert citizen.path == path
    assert _matches(page) == {PHONXAY_IN_XAYSETHA: True}
    assert not page.select(".govuk-error-message"), "nobody said that the page was ready"
    citizen.send(path, {**HOME, **_as_shown(page)}, do=enter)
    assert citizen.path != path, "what was looked for already is not looked for again"
    page = citizen.send(path, {"village-search": "", "village-list": "here"}, do=enter)
    assert page.select("#at--since .govuk-error-message"), "with an empty box it goes on"


@pytest.mark.parametrize(("typed", "said"), [("Nosuchplace", True), ("ບ້ານທີ່ບໍ່ມີ", False)])
def test_latin_letters_that_find_nothing_are_told_of_the_lao_list(
    world: World, citizen: Citizen, typed: str, said: bool
) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": typed}, do="find:village:search")
    message = page.select_one("#at--village .govuk-error-message")
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
    assert not _said(page), "whoever names the district has done nothing wrong"
    assert "ເລືອກບ້ານໃນເມືອງ ຈັນທະບູລີ" in _there(page)
    assert page.select_one("#at--village details[open]"), "the lists are open"
    listed = page.select_one("select[name^=village-listed]")
    assert listed is not None
    assert listed.select_one("option[value='010101']"), "at the villages of the district"
    lists = {
        str(box["name"]): str(box.select("[selected]")[0]["value"]) for box in page.select("#at--village select")[:2]
    }
    citizen.send(path, {**HOME, **_as_shown(page), **lists, str(listed["name"]): "010102"})
    assert citizen.path != path, "chosen there, though the district's name still stands in the box"
    assert world.case(path.split("/")[2]).answers["village"] == "010102"


def test_a_name_of_villages_and_of_a_district_is_said_to_be_both(world: World, citizen: Citizen) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": "ປາກແບງ"}, do="find:village:search")
    assert _matches(page)
    assert "ກໍແມ່ນຊື່ເມືອງ" in page.select("#at--village")[0].get_text().replace("\N{WORD JOINER}", "")
    assert page.select_one("#at--village details[open]")


@pytest.mark.parametrize(
    ("typed", "districts"),
    [
        ("ໄຊເສດຖາ", ["0103", "1701"]),
        ("ເມືອງ ໄຊເສດຖາ", ["0103", "1701"]),
        ("Xaysetha", ["0103", "1701"]),
        ("ວຽງຄຳ", ["0610", "1009"]),
        ("ເມືອງໂພນທອງ", ["0612", "1606"]),
    ],
)
def test_of_several_districts_of_a_name_each_is_offered_with_its_province(
    world: World, citizen: Citizen, typed: str, districts: list[str]
) -> None:
    path = _home(world, citizen)
    walked = {"village-list": "here", "village-province": "02", "village-district": "0201"}
    page = citizen.send(path, {**HOME, **walked, "village-search": typed}, do="find:village:search")
    assert not page.select("#at--village details[open]"), "no list is open at a place that was not meant"
    offered = page.select("#at--village button[value^='open:']")
    assert [str(one["value"]).rpartition(":")[2] for one in offered] == districts
    names = [" ".join(one.get_text().split()) for one in offered]
    assert len(set(names)) == 2
    assert all("," in name for name in names), "each with its province"
    for button, district in zip(offered, districts, strict=True):
        opened = citizen.send(path, {**HOME, **_as_shown(page)}, do=str(button["value"]))
        assert citizen.path == path
        listed = opened.select_one("#at--village details[open] select[name^=village-listed]")
        assert listed is not None
        assert len(listed.select("option")) > 1
        lists = _lists(opened)
        at = {"village-province": district[:2], "village-district": district}
        assert lists == at, "at the villages of the district that was pressed"
    assert listed is not None
    village = str(listed.select("option")[1]["value"])
    citizen.send(path, {**HOME, **_as_shown(opened), **lists, str(listed["name"]): village})
    assert world.case(path.split("/")[2]).answers["village"] == village


def test_of_several_districts_it_is_said_that_one_has_to_be_pressed(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ເມືອງໂພນທອງ"}, do="find:village:search")
    assert "ມີ 2 ເມືອງ" in _there(page)
    assert not _said(page), "nothing is wrong yet"
    going_on = citizen.send(path, {**HOME, **_as_shown(page)})
    assert citizen.path == path
    assert "ມີ 2" in _said(going_on), "but nobody goes on with it"
    page = citizen.send(path, {**HOME, **_as_shown(page)}, do="open:village:06:0612")
    assert "ເລືອກບ້ານໃນເມືອງ ໂພນທອງ, ແຂວງ ຫຼວງພະບາງ" in _there(page)
    assert not _said(page)


def test_the_lists_that_were_opened_by_pressing_a_district_stand_first(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ວຽງຄຳ"}, do="find:village:search")
    assert len(_matches(page)) > 1
    page = citizen.send(path, {**HOME, **_as_shown(page)}, do="open:village:10:1009")
    assert not [name for name in _matches(page) if "ວຽງຄຳ" in name], "those of other places are not offered any more"
    assert "ເລືອກບ້ານໃນເມືອງ ວຽງຄຳ, ແຂວງ ວຽງຈັນ" in _there(page)
    assert not _said(page)
    boxes = [str(one.get("name")) for one in page.select("#at--village select, #at--village input[type=text]")]
    assert boxes.index("village-province") < boxes.index("village-search")


def test_lists_that_a_search_opened_do_not_outlive_the_next_one(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ເມືອງໂພນໄຊ"}, do="find:village:search")
    opened = _lists(page)
    assert opened == {"village-province": "06", "village-district": "0608"}
    again = {**HOME, **_as_shown(page), **opened, "village-search": "ໂພນໄຊ ໄຊເສດຖາ"}
    page = citizen.send(path, {**again}, do="find:village:search")
    assert _matches(page) == {PHONXAY_IN_XAYSETHA: True}
    assert _lists(page) == {}
    by_hand = {"village-province": "02", "village-district": "0201"}
    page = citizen.send(path, {**HOME, **_as_shown(page), **by_hand, "village-search": "ໜອງປິງ"}, do="find:village")
    assert _lists(page) == by_hand, "whoever walks them goes on from there"


@pytest.mark.parametrize("typed", ["ບໍລິຄຳໄຊ", "ແຂວງ ຄຳມ່ວນ", "ແຂວງຄຳມ່ວນ", "Khammouan Province", "ແຂວງຫຼວງພະບາງ"])
def test_the_name_of_a_province_leads_to_its_districts(world: World, citizen: Citizen, typed: str) -> None:
    page = citizen.send(_home(world, citizen), {**HOME, "village-search": typed}, do="find:village:search")
    assert not _matches(page), "no village is meant"
    assert "ເລືອກເມືອງໃນແຂວງ" in _there(page)
    assert not _said(page)
    province = {"ແຂວງຫຼວງພະບາງ": "06", "ບໍລິຄຳໄຊ": "11"}.get(typed, "12")
    assert page.select_one(f"#at--village details[open] option[value='{province}01']")
    assert _lists(page)["village-province"] == province


def test_a_name_of_a_province_and_of_its_district_is_asked_about(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ຫຼວງພະບາງ"}, do="find:village:search")
    assert [str(one["value"]) for one in page.select("button[value^='open:']")] == [
        "open:village:06:",
        "open:village:06:0601",
    ]
    page = citizen.send(path, {**HOME, **_as_shown(page)}, do="open:village:06:")
    assert _lists(page)["village-province"] == "06"


def test_what_the_visitor_says_it_is_is_what_is_looked_for(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.send(path, {**HOME, "village-search": "ບ້ານ ປາກແບງ"}, do="find:village:search")
    assert _matches(page)
    assert not page.select("#at--village details[open]"), "who says ບ້ານ means no district"
    page = citizen.send(path, {**HOME, "village-search": "ເມືອງ ປາກແບງ"}, do="find:village:search")
    assert not _matches(page), "who says ເມືອງ means no village"
    assert _lists(page) == {"village-province": "04", "village-district": "0407"}
    page = citizen.send(path, {**HOME, "village-search": "ບ້ານ ຈັນທະບູລີ"}, do="find:village:search")
    assert _lists(page) == {"village-province": "01", "village-district": "0101"}, "there is no such village"


def test_of_two_villages_chosen_at_once_one_is_asked_for(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    case_id = path.split("/")[2]
    before = world.case(case_id).answers["village"]
    page = citizen.send(path, {**HOME, "village-search": "ໂພນໄຊ"}, do="find:village:search")
    marked = sorted(_codes(page) - {before})[0]
    walk = {"village-province": "01", "village-district": "0102"}
    page = citizen.send(path, {**HOME, **_as_shown(page), **walk}, do="find:village")
    sent = {**HOME, **_as_shown(page), **walk}
    both = {f"village-of-{sent['village-list']}": marked, f"village-listed-of-{sent['village-list']}": "010201"}
    page = citizen.send(path, {**sent, **both})
    for _ in range(2):
        assert citizen.path == path
        assert "ບ້ານດຽວ" in _said(page)
        assert _codes(page) == {marked, "010201"}, "nothing is lost"
        assert not any(_matches(page).values())
        assert world.case(case_id).answers["village"] == before
        page = citizen.send(path, {**HOME, **_as_shown(page), **walk})
    chosen = f"village-of-{_as_shown(page)['village-list']}"
    citizen.send(path, {**HOME, **_as_shown(page), **walk, chosen: "010201"})
    assert world.case(case_id).answers["village"] == "010201"


def test_a_village_taken_from_the_lists_replaces_the_one_chosen_before(world: World, citizen: Citizen) -> None:
    path = _home(world, citizen)
    page = citizen.open(path)
    sent = {**HOME, **_as_shown(page), "village-province": "01", "village-district": "0102"}
    citizen.send(path, {**sent, f"village-listed-of-{sent['village-list']}": "010201"})
    assert citizen.path != path, "only one of them was chosen on this page"
    assert world.case(path.split("/")[2]).answers["village"] == "010201"


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


def _said(page: BeautifulSoup) -> str:
    """What is said to be wrong about the village."""
    return " ".join(one.get_text() for one in page.select("#at--village .govuk-error-message")).replace(
        "\N{WORD JOINER}", ""
    )


def _there(page: BeautifulSoup) -> str:
    """All that is said of the village."""
    plain = page.select("#at--village")[0].get_text().replace("\N{WORD JOINER}", "")
    return plain.replace("\N{NO-BREAK SPACE}", " ").replace("\N{ZERO WIDTH SPACE}", "")


def _lists(page: BeautifulSoup) -> dict[str, str]:
    """Where the lists of the walk stand open."""
    return {
        str(box["name"]): str(marked["value"])
        for box in page.select("#at--village select")
        if (marked := box.select_one("option[selected]"))
    }


def _as_shown(page: BeautifulSoup) -> dict[str, str]:
    """What the browser sends back of the village's boxes."""
    sent = {
        str(box["name"]): str(box.get("value") or "")
        for box in page.select("#at--village input:not([type=radio])")
        if box.get("name")
    }
    marked = page.select_one("#at--village input[type=radio][checked]")
    if isinstance(marked, Tag):
        sent[str(marked["name"])] = str(marked["value"])
    return sent


def _options(page: BeautifulSoup) -> dict[str, int]:
    """The provinces and districts to which the matches can be narrowed, with how many each holds."""
    options = page.select("select[name=village-within] option[value]:not([value=''])")
    return {str(one["value"]): int(one.get_text().rpartition("(")[2].rstrip(")")) for one in options}


def _codes(page: BeautifulSoup) -> set[str]:
    return {str(box["value"]) for box in page.select(".portal-matches input[type=radio]")}
