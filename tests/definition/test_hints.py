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


@pytest.mark.parametrize("key", ["title", "promise", "office", "signed_by"])
def test_examples_are_yaml(key: str) -> None:
    assert load_text(example_of(key), "a.yaml").places.data.keys() == {key}
