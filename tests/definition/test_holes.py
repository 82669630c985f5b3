"""A computed value that may come to nothing leaves a hole in the text that names it, and the checker says so first."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

TOTAL = 'value: "sum(seats.map(s, s.places))"'
BODY = "{full_name}, {village.full}"


def holes(expression: str, *changes: tuple[str, str]) -> list[str]:
    """The codes of what is said when the body of the paper names a value worked out so."""
    text = TEXT
    for old, new in (
        (TOTAL, f'value: "{expression}"'),
        ('fee: {amount: "total * 1000"}', "fee: {amount: 4000}"),
        (BODY, f"{BODY}, {{total}}"),
        *changes,
    ):
        assert old in text, old
        text = text.replace(old, new)
    return [each.code for each in findings(text) if each.code in {"may-be-empty", "no-result", "value-shows-code"}]


OPTIONAL_SEATS = ("min: 1, max: 40}", "min: 1, max: 40, required: false}")
TWO_FEATURES = (
    "      seats: {type",
    "      length: {type: number, required: false, label: {lo: ຄວາມຍາວ, en: Length}}\n      seats: {type",
)
UNBOUNDED = ("      seats: {type", "      length: {type: number, label: {lo: ຄວາມຍາວ, en: Length}}\n      seats: {type")
HIDDEN = (
    "      seats: {type",
    "      length: {type: number, when: \"kind == 'motor'\", label: {lo: ຄວາມຍາວ, en: Length}}\n      seats: {type",
)


PATTERNED = (
    "      seats: {type",
    "      mark: {type: text, pattern: '[AB][0-9]+', label: {lo: ເລກ, en: Mark}}\n      seats: {type",
)
MARKED = (("kind: row,", "kind: row, mark: A12,"), ("kind: motor,", "kind: motor, mark: B7,"))
PLAIN = (
    "      seats: {type",
    "      one: {type: number, label: {lo: ໜຶ່ງ, en: One}}\n      two: {type: number, label: {lo: ສອງ, en: Two}}\n"
    "      seats: {type",
)
NUMBERED = (
    "      seats: {type",
    "      mark: {type: choice, label: {lo: ເລກ, en: Mark}, options: {"
    + ", ".join(f'"{number}": {{lo: ທີ {number}, en: No. {number}}}' for number in range(1, 5))
    + "}}\n      seats: {type",
)


@pytest.mark.parametrize(
    ("expression", "changes"),
    [
        ("length * 2", [TWO_FEATURES]),
        ("length * 2", [HIDDEN]),
        ("kind == 'motor' ? '' : 'x'", []),
        ("kind == 'motor'", []),
        ("mark + ' ' + string(length)", [PATTERNED, TWO_FEATURES, *MARKED]),
        ("one + two + (kind == 'motor' ? length * 12 : 0)", [TWO_FEATURES, PLAIN]),
        ("kind == 'motor' ? length * 12 : 0", [TWO_FEATURES]),
        ("kind == 'motor' && born < timestamp('1960-01-01T00:00:00Z') ? '' : 'paid'", []),
        ("length * length * length", [UNBOUNDED]),
        ("sum(seats.map(s, s.places))", [OPTIONAL_SEATS]),
    ],
)
def test_a_value_that_may_come_to_nothing_is_told(expression: str, changes: list[tuple[str, str]]) -> None:
    assert len(holes(expression, *changes)) >= 1


@pytest.mark.parametrize(
    ("expression", "changes"),
    [
        ("sum(seats.map(s, s.places))", []),
        ("length == null ? 0 : length * 2", [TWO_FEATURES]),
        ("kind == 'motor' ? 'm' : 'x'", []),
        ("length * 1500", [UNBOUNDED]),
        ("mark.startsWith('A') ? 'Alpha' : mark.startsWith('B') ? 'Beta' : ''", [PATTERNED, *MARKED]),
        ("string(age(born)) + (mark == '1' ? ' old' : ' new')", [NUMBERED]),
    ],
)
def test_a_value_that_always_comes_to_something_is_not(expression: str, changes: list[tuple[str, str]]) -> None:
    assert holes(expression, *changes) == []
