"""A value that no answer ever chooses, since a condition before it takes all in."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings


def _codes(amount: str) -> list[str]:
    text = TEXT.replace("total * 1000", amount).replace(", fee: 4000", "")
    return [each.code for each in findings(text) if each.code != "fee-untested"]


@pytest.mark.parametrize(
    "amount",
    [
        "total <= 4 ? 1 : total <= 4 ? 2 : 3",
        "total <= 4 ? 1 : total < 4 ? 2 : 3",
        "total <= 8 ? 1 : total <= 4 ? 2 : 3",
        "total > 4 ? 1 : total >= 5 ? 2 : 3",
        "kind == 'motor' ? 1 : (kind == 'motor') ? 2 : 3",
        "total <= 4 ? 1 : total <= 8 ? 2 : total <= 3 ? 3 : 4",
        "total <= 4 ? 1 : kind == 'row' ? 2 : total <= 3.5 ? 3 : 4",
    ],
)
def test_a_bracket_within_one_before_is_never_chosen(amount: str) -> None:
    assert _codes(amount) == ["never-chosen"]


@pytest.mark.parametrize(
    "amount",
    [
        "total <= 4 ? 1 : total <= 8 ? 2 : 3",
        "total < 4 ? 1 : total <= 4 ? 2 : 3",
        "total >= 8 ? 1 : total >= 4 ? 2 : 3",
        "total <= 4 ? 1 : total >= 4 ? 2 : 3",
        "total <= 4 ? (kind == 'motor' ? 1 : 2) : kind == 'motor' ? 3 : 4",
        "sum(seats.map(s, s.places)) <= 4 ? 1 : total <= 4 ? 2 : 3",
    ],
)
def test_a_bracket_that_some_answer_chooses_is_none(amount: str) -> None:
    assert _codes(amount) == []


def test_both_conditions_are_named() -> None:
    (found, *_) = findings(TEXT.replace("total * 1000", "(size(seats) < 3) ? 4000 : (size(seats) < 2) ? 2 : 4000"))
    assert "behind `size(seats) < 2`" in found.message.en
    assert "`size(seats) < 3` before it" in found.message.en
