"""What the checker says of a page that only some answers lead to."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

_KIND = "      kind: {type: choice, "
_BERTH = (
    "      berth: {type: choice, label: {lo: ບ່ອນຈອດ, en: Berth}, "
    "options: {bank: {lo: ແຄມນ້ຳ, en: Bank}, pier: {lo: ທ່າເຮືອ, en: Pier}}}\n"
)
_CHECK = "check: \"kind == 'row' || berth == 'pier'\", error: {lo: ຕ້ອງມີທ່າເຮືອ, en: Only at a pier}, "


def _with_berth(check: str) -> list[str]:
    text = TEXT.replace(_KIND, _BERTH + _KIND + check)
    assert check in text
    text = text.replace("kind: row", "berth: bank, kind: row").replace("kind: motor", "berth: pier, kind: motor")
    return [each.code for each in findings(text)]


def test_a_page_is_reached_though_its_answer_is_turned_away_with_the_ordinary_answer_to_another_question() -> None:
    assert _with_berth(_CHECK) == []


def test_a_page_to_which_only_an_answer_leads_that_is_always_turned_away_is_reached_by_nobody() -> None:
    assert _with_berth(_CHECK.replace("berth == 'pier'", "berth == null")) == ["unreachable-page"]


@pytest.mark.parametrize(
    "when",
    [
        "month(today) == 12",
        "kind == 'motor' && month(today) >= 10",
        "year(today) > 2100",
        "kind == 'motor' && age(timestamp('2026-12-31T00:00:00Z')) >= 0",
        "kind == 'motor'",
    ],
)
def test_a_page_that_hangs_on_the_day_is_never_called_out_of_reach(when: str) -> None:
    found = findings(TEXT.replace("when: \"kind == 'motor'\"", f'when: "{when}"'))
    assert [each.code for each in found if each.severity == "error"] == []
    day = [each.message.en for each in found if each.code == "doubtful-condition"]
    assert all("`today`: 2026" in said for said in day)
    assert bool(day) == ("2100" in when)


@pytest.mark.parametrize("when", ["month(today) >= 7", "month(today) == 12", "day(today) > 25 || month(today) == 2"])
def test_a_season_is_no_doubt(when: str) -> None:
    found = findings(TEXT.replace("when: \"kind == 'motor'\"", f'when: "{when}"'))
    assert "doubtful-condition" not in {each.code for each in found}


_IN_ROWS = (
    "use: {type: choice, required: false, label: {lo: ໃຊ້, en: Use}, "
    "options: {crew: {lo: ກ, en: a}, guests: {lo: ຂ, en: b}}}, "
    "sex: {type: gender, label: {lo: ເພດ, en: Gender}}, "
    "papers: {type: choices, required: false, label: {lo: ເອກະສານ, en: Papers}, "
    "options: {deed: {lo: ກ, en: a}, tax: {lo: ຂ, en: b}}}, "
    "days: {type: number, min: 0, max: 30, whole: true, label: {lo: ມື້, en: Days}}, "
    "since: {type: date, label: {lo: ແຕ່ວັນທີ, en: Since}}, "
    "home: {type: village, required: false, label: {lo: ບ້ານ, en: Village}}, "
)


@pytest.mark.parametrize(
    ("when", "is_doubted"),
    [
        ("seats.exists(s, s.use == 'guests')", False),
        ("seats.exists(s, s.use != 'crew')", False),
        ("seats.exists(s, s.use == null)", False),
        ("seats.exists(s, s.sex == 'male')", False),
        ("seats.exists(s, s.sex == 'male') && seats.exists(s, s.sex == 'female')", False),
        (
            "size(seats) == 2 && seats.exists(s, s.sex == 'male') && seats.exists(s, s.days == 0 && s.sex != 'male')",
            False,
        ),
        ("size(seats.filter(s, s.sex == 'male')) == 2", False),
        ("seats.exists(s, 'tax' in s.papers)", False),
        ("seats.exists(s, age(s.since) < 18)", False),
        ("seats.exists(s, s.days > 25)", False),
        ("seats.exists(s, s.days == 0)", False),
        ("seats.exists(s, s.days == 0 && s.use == 'guests')", False),
        ("sum(seats.map(s, s.days)) > 60", False),
        ("seats.exists(s, s.home != village)", False),
        ("seats.exists(s, s.home != null && s.home != village)", False),
        ("seats.exists(s, s.days > 30)", True),
        ("seats.exists(s, s.use == 'crew' && s.use == 'guests')", True),
        ("size(seats) > 10 && size(seats) < 5", True),
    ],
)
def test_rows_that_a_condition_asks_for_are_tried(when: str, is_doubted: bool) -> None:
    text = TEXT.replace("fields: {places:", f"fields: {{{_IN_ROWS}places:").replace('"power > 20"', f'"{when}"')
    for places in ("{places: 4}", "{places: 2}"):
        text = text.replace(places, f"{{sex: female, days: 3, since: 2001-01-01, {places[1:]}")
    assert [each.code for each in findings(text)] == ["doubtful-condition"] * is_doubted


def test_a_condition_that_holds_in_an_example_is_no_doubt() -> None:
    """Only some texts can be tried, but one that an example answers is one."""
    when = "card.startsWith('6') && size(full_name) == 4"
    text = TEXT.replace('"power > 20"', f'"{when}"').replace("power: 15", "power: 15, permit: B 7")
    assert "doubtful-condition" not in {each.code for each in findings(text)}
    assert "doubtful-condition" in {each.code for each in findings(text.replace("== 4", "== 3"))}


def _with_rig(when: str, options: str = "abc", *, required: bool = True) -> list[str]:
    """A boat with something of a rig, and a question that hangs on what it has."""
    offered = ", ".join(f"{name}: {{lo: ຂໍ້ {name}, en: {name}}}" for name in options)
    rig = f"      rig: {{type: choices, label: {{lo: ໃບເຮືອ, en: Rig}}, options: {{{offered}}}"
    rig += "}\n" if required else ", required: false}\n"
    told = f'      told: {{type: text, required: false, label: {{lo: ບອກ, en: Tell}}, when: "{when}"}}\n'
    text = TEXT.replace(_KIND, rig + told + _KIND).replace("kind: row", "rig: [a], kind: row")
    return [each.code for each in findings(text.replace("kind: motor", "rig: [a], kind: motor"))]


@pytest.mark.parametrize("options", ["abc", "abcde", "abcdefgh"])
@pytest.mark.parametrize(
    "when",
    [
        "'a' in rig && 'b' in rig && !('c' in rig)",
        "'b' in rig && 'c' in rig && size(rig) == 2",
        "!('a' in rig) && 'b' in rig",
    ],
)
def test_a_question_that_some_of_several_options_together_lead_to_is_reached(when: str, options: str) -> None:
    assert _with_rig(when, options) == []


@pytest.mark.parametrize(
    "when", ["'a' in rig && !('a' in rig)", "size(rig) > 3", "'a' in rig && 'b' in rig && size(rig) < 2", "rig == []"]
)
def test_a_question_that_no_options_together_lead_to_is_reached_by_nobody(when: str) -> None:
    assert _with_rig(when) == ["unreachable-field"]


def test_of_options_too_many_to_combine_none_is_called_out_of_reach() -> None:
    assert _with_rig("'a' in rig && !('a' in rig)", "abcdefgh") == ["doubtful-condition"]
    assert _with_rig("size(rig) == 5", "abcdefgh") == ["doubtful-condition"]


def test_options_that_may_all_be_left_out_may_lead_somewhere_so() -> None:
    assert _with_rig("rig == []", required=False) == []


def test_two_options_of_one_choice_at_once_lead_nowhere() -> None:
    found = findings(TEXT.replace('"power > 20"', "\"kind == 'row' && kind == 'motor'\""))
    assert [each.code for each in found] == ["unreachable-field"]


def test_answers_that_were_tried_are_said_as_an_author_writes_them() -> None:
    """Rows, several options, yes and no: as in an example, and not as Python prints them."""
    seats = "seats.exists(s, s.places > 99)"
    (found,) = findings(TEXT.replace("\"kind == 'motor'\"", f'"{seats}"'))
    assert found.code == "doubtful-condition"
    assert "`seats`: [{places: " in found.message.en
    for said in (found.message.lo, found.message.en):
        assert "'" not in said
