"""The names of options: a form sends each as it stands, or the checker refuses it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.definition.check_choosing import LONGEST_OPTION, is_option_name
from portal.definition.model import FieldType, FormField, Text
from portal.definition.values import read
from tests.definition.boat import TEXT, findings

NEW = "{lo: ບໍ່ຮູ້, en: Not known}"
DAY = date(2026, 6, 15)


@pytest.mark.parametrize("name", ["not_known", "ບໍ່ຮູ້", "a b", "10-20 m, long", "1", "x" * LONGEST_OPTION])
def test_any_text_that_a_form_sends_whole_is_a_name(name: str) -> None:
    assert findings(TEXT.replace("options: {row:", f'options: {{"{name}": {NEW}, row:')) == []


@pytest.mark.parametrize("name", ["row ", " row", "\N{NO-BREAK SPACE}", "x" * (LONGEST_OPTION + 1)])
def test_a_name_that_would_not_come_back_is_an_error(name: str) -> None:
    (found,) = findings(TEXT.replace("options: {row:", f'options: {{"{name}": {NEW}, row:'))
    assert (found.code, found.severity) == ("bad-option", "error")


@given(st.text(max_size=20), st.sampled_from([FieldType.CHOICE, FieldType.CHOICES]))
def test_whatever_may_be_a_name_can_be_chosen(name: str, kind: FieldType) -> None:
    text = Text(lo="ກ", en="a")
    field = FormField(type=kind, label=text, options={name: text})
    chosen = read(field, [name], DAY, lambda _level, _code: True)
    if is_option_name(name):
        assert chosen in (name, [name])


def test_options_in_groups_and_of_officers_questions_are_looked_at_too() -> None:
    asked = f'{{kept: {{type: choice, label: {{lo: ຕູ້, en: Shelf}}, options: {{"": {NEW}}}}}}}'
    officers = TEXT.replace("asks: [fields, note]", f"asks: [fields, note, {asked}]")
    rows = TEXT.replace(
        "fields: {places:",
        f'fields: {{deck: {{type: choice, label: {{lo: ຊັ້ນ, en: Deck}}, options: {{"": {NEW}}}}}, places:',
    )
    for text in (officers, rows):
        assert [each.code for each in findings(text)] == ["bad-option"]


def test_two_options_alike_in_both_languages_are_told_once() -> None:
    text = TEXT.replace("motor: {lo: ເຮືອຈັກ, en: Motor}", "motor: {lo: ເຮືອພາຍ, en: Rowing}")
    (found,) = findings(text)
    assert (found.code, found.severity) == ("same-label", "warning")
    assert found.message.en == "`motor` reads “ເຮືອພາຍ”, as `row` does: nobody can tell them apart."
