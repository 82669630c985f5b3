"""One slip of the pen is one finding, and a text that nothing can fill is never recommended."""

from __future__ import annotations

import pytest

from portal.definition.kinds.table import KINDS
from portal.definition.model import FieldType
from tests.definition.boat import TEXT, findings


def codes(*changes: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [each.code for each in findings(text)]


def test_name_misspelt_in_one_language_is_not_also_missing_from_the_other() -> None:
    assert codes(('lo: "ຮັບ {ref} ແລ້ວ"', 'lo: "ຮັບ {reff} ແລ້ວ"')) == ["unknown-placeholder"]


@pytest.mark.parametrize("end", ["granted", "refused"])
def test_end_whose_own_name_is_misspelt_is_the_only_one_told_of(end: str) -> None:
    (found,) = findings(TEXT.replace(f"  {end}: {{end", f"  {end[:-2]}{end[-1]}: {{end"))
    assert found.code == "misspelt-step"
    assert f"Did you mean `{end}`?" in found.hint.en


def test_step_that_one_action_misspells_is_told_of_there() -> None:
    assert codes(("to: reviews,", "to: revews,"))[0] == "unknown-name"


def test_remark_of_an_end_that_nothing_leads_to_is_not_said_to_be_empty() -> None:
    never = (
        ("to: refused, label: {lo: ປະຕິເສດ, en: Reject}, asks: [reason]", "to: granted, label: {lo: ກ, en: x}"),
    ) * 2
    assert "may-be-empty" not in codes(*never)
    assert "unreachable-step" in codes(*never)


def test_only_what_can_be_said_is_recommended() -> None:
    (found,) = findings(TEXT.replace('"ຮັບ {ref} ແລ້ວ"', '"ຮັບ {reff} ແລ້ວ"', 1))
    assert "full_name" in found.hint.en
    assert "seats" not in found.hint.en


def test_types_that_are_no_words() -> None:
    assert {str(kind) for kind in FieldType if not KINDS[kind].in_words} == {"file", "group", "statement"}
    assert {str(kind) for kind in FieldType if not KINDS[kind].on_paper} == {"file", "statement"}


@pytest.mark.parametrize("old", ["born: {type: date", "power: {type: number"])
def test_line_that_is_said_to_be_computed_and_is_not_is_told_of_there_only(old: str) -> None:
    (found,) = findings(TEXT.replace(old, f"{old.partition('{')[0]}{{type: computed"))
    assert found.code == "no-value"
    assert "change its `type`" in found.hint.en


def test_full_width_colon_does_not_make_its_key_missing() -> None:
    assert codes(("{lo: ຊື່, en", "{lo： ຊື່, en")) == ["full-width-sign"]


def test_place_in_a_folded_text_is_that_of_the_placeholder() -> None:
    folded = 'lo: "ຮັບ {ref}\n      ແລ້ວ {reff}"'
    (found,) = findings(TEXT.replace('lo: "ຮັບ {ref} ແລ້ວ"', folded))
    line = next(number for number, text in enumerate(TEXT.split("\n"), 1) if "ຮັບ {ref}" in text) + 1
    assert (found.line, found.column) == (line, 12)


def test_message_of_an_end_that_issues_may_name_the_number_and_last_day_of_its_paper() -> None:
    text = TEXT.replace('lo: "{ref} ອອກແລ້ວ"', 'lo: "{number} ຮອດ {valid_until}"')
    assert findings(text.replace('en: "{ref} is granted"', 'en: "{number} until {valid_until}"')) == []


@pytest.mark.parametrize("end_of_line", ["\r", "\r\n"])
def test_comma_in_a_file_of_other_line_ends(end_of_line: str) -> None:
    text = TEXT.replace("en: Check the year}}", "en: Look, please}}")
    (found,) = findings(text.replace("\n", end_of_line))
    assert (found.code, found.line) == ("comma-in-text", 15)
