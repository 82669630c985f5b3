"""What `not_by` may name: a step in which somebody can have acted before."""

from __future__ import annotations

import pytest

from tests.definition.boat import TEXT, findings

_CONFIRM = "label: {lo: ຢັ້ງຢືນ, en: Confirm}"
_SAFETY = "role: safety, within: 3 working days, actions: {pass: {to: done,"
_REJECT = "reject: {to: refused, label: {lo: ປະຕິເສດ, en: Reject}, asks: [reason]}\n  granted:"
_BACK = "back: {to: village, label: {lo: ຄືນໃຫ້ບ້ານ, en: Back}}\n      " + _REJECT


def _codes(*changes: tuple[str, str]) -> list[str]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return [each.code for each in findings(text)]


@pytest.mark.parametrize("later", ["province", "reviews", "reviews.hull"])
def test_a_step_that_only_comes_later_bars_nobody(later: str) -> None:
    assert _codes((_CONFIRM, f"{_CONFIRM}, not_by: {later}")) == ["not-before"]


@pytest.mark.parametrize("later", ["province", "reviews", "reviews.hull"])
def test_a_step_that_comes_later_and_hands_back_comes_before_too(later: str) -> None:
    assert _codes((_CONFIRM, f"{_CONFIRM}, not_by: {later}"), (_REJECT, _BACK)) == []


def test_a_step_that_sends_back_to_the_applicant_comes_before_itself() -> None:
    assert _codes((_CONFIRM, f"{_CONFIRM}, not_by: village")) == []
    assert _codes(("not_by: [village, reviews.hull]", "not_by: [province]")) == ["not-before"]


def test_a_review_comes_before_another_where_both_must_be_done() -> None:
    one_by_other = (_SAFETY, f"{_SAFETY} not_by: [reviews.hull],")
    assert _codes(one_by_other) == []
    assert _codes((_SAFETY, f"{_SAFETY} not_by: [reviews],")) == []
    assert _codes(one_by_other, ("join: all", "join: any")) == ["not-before"]


def test_a_name_that_is_no_step_is_compared_with_steps_where_somebody_acts() -> None:
    (found,) = findings(TEXT.replace("not_by: [village,", "not_by: [vilage,"))
    assert (
        found.hint.en == "Did you mean `village`? There are: village, reviews, province, reviews.hull, reviews.safety."
    )


def test_of_ends_only_that_they_are_ends_is_said() -> None:
    (found,) = findings(TEXT.replace("not_by: [village,", "not_by: [refused,"))
    assert found.code == "nobody-acts-there"
    assert "granted" not in found.hint.en
