"""Hints show how a part is written, and name the key that is meant."""

from __future__ import annotations

import pytest

from portal.definition.key_examples import example_of
from portal.definition.load import load_text
from tests.definition.boat import TEXT, findings


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("    role: clerk\n", "", "`role: clerk`"),
        ("  number:", "  numero:", '`number: "{year}/{office.code}/{serial:05}"`'),
        ('fee: {amount: "total * 1000"}', "fee: 50000", "`fee: {amount: 50000}`"),
        ("particulars: [full_name, kind, total]", "particulars: full_name", "`particulars: [full_name, village]`"),
        ("places: {type: number,", "places: {type: number, required: nope,", "`required: false`"),
    ],
)
def test_hint_shows_how_it_is_written(old: str, new: str, shown: str) -> None:
    assert old in TEXT
    hints = [each.hint for each in findings(TEXT.replace(old, new, 1))]
    assert any(shown in hint.en and shown in hint.lo for hint in hints), hints


def test_value_that_is_none_of_a_few_is_said_with_its_key() -> None:
    (found,) = findings(TEXT.replace("office: village", "office: ministry", 1))
    assert "`ministry` is not a value that `office` may have" in found.message.en
    assert "`office`" in found.message.lo


def test_condition_that_no_answer_tried_turns_is_said_with_what_was_tried() -> None:
    (found,) = [each for each in findings(TEXT.replace("power > 20", "power > 20 && power < 10")) if each.line > 20][:1]
    assert found.code == "doubtful-condition"
    assert "`power`: " in found.message.en
    assert "20" in found.message.lo


def test_pattern_is_told_of_in_its_reader_s_words() -> None:
    (found,) = findings(TEXT.replace('"[0-9]{6}"', '"(?=a)"'))
    assert "look-around" in found.hint.en
    assert "look-around" in found.hint.lo


def test_backslash_is_told_of_with_the_way_round_it() -> None:
    (found,) = findings(TEXT.replace('"[0-9]{6}"', r'"\d{6}"'))
    assert r"`\d`" in found.message.en
    assert "[0-9]" in found.hint.lo
    assert findings(TEXT.replace('"[0-9]{6}"', r"'\d{6}'")) == []


def test_bounds_are_told_as_they_are_written() -> None:
    (found,) = findings(TEXT.replace("min: 1, max: 40", "min: 1000, max: 40.5"))
    assert found.message.en == "No answer can be right: 1000 is more than 40.5."


@pytest.mark.parametrize(
    ("expression", "meant"),
    [("today.year - born.year > 18", ["year(today)", "year(born)"]), ("born.getFullYear() > 1900", ["year(born)"])],
)
def test_part_of_a_date_is_told_as_the_function_it_is(expression: str, meant: list[str]) -> None:
    found = findings(TEXT.replace('"born < today"', f'"{expression}"'))
    assert [each.hint.en for each in found] == [f"Write `{each}` instead." for each in meant]


@pytest.mark.parametrize("key", ["hull", "reviews.hull"])
def test_message_of_a_branch_is_that_of_its_step(key: str) -> None:
    (found,) = findings(TEXT.replace("messages:\n", f"messages:\n  {key}: {{lo: ກ, en: a}}\n"))
    assert "`reviews` has, when a case comes to it" in found.hint.en


@pytest.mark.parametrize("key", ["title", "promise", "office", "signed_by"])
def test_examples_are_yaml(key: str) -> None:
    assert load_text(example_of(key), "a.yaml").places.data.keys() == {key}
