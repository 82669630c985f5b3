"""What an author is told of an expression: what was meant, once, and nothing of an expression that is right."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.definition.expression_faults import grouped_numbers, slip_in
from portal.definition.expression_types import mismatches
from portal.definition.expressions import ExpressionProblem, parse
from tests.definition.boat import TEXT, findings

CARD = 'card: {type: id-number, label: {lo: ເລກບັດ, en: Card number}, pattern: "[0-9]{6}"}'
YES_NO = "card: {type: yes-no, label: {lo: ບັດ, en: Card}}"
VALUES = {"n": 1.0, "t": "a", "b": True, "d": datetime(2026, 1, 1, tzinfo=UTC), "l": ["a"]}


@pytest.mark.parametrize(
    "expression",
    [
        "n == 1 && t == 'a' || b == true",
        "d < today",
        "t in ['a', 'b']",
        "n == null",
        "size(l) * 2 > n",
        "d - duration('24h') < d",
        "l.map(p, p.t == 'a').size() > 1",
        "l[0] == 'a'",
        "t.size() == 1",
        "n < -1",
        "string(n) == t",
        "t + 'a' == 'aa'",
        "(n) < 'a'",
    ],
)
def test_kinds_that_go_together_or_are_not_known(expression: str) -> None:
    assert list(mismatches(expression, VALUES.get)) == []


@pytest.mark.parametrize(
    "expression", ["t <= 5", "b == 'yes'", "b == 1", "age(d) > '18'", "l == 'a'", "n + t", "d < 5"]
)
def test_kinds_that_do_not(expression: str) -> None:
    assert len(list(mismatches(expression, VALUES.get))) == 1


def test_a_yes_no_that_is_compared_is_told_how_to_write_it_and_nothing_else() -> None:
    text = TEXT.replace(CARD, YES_NO).replace("when: \"kind == 'motor'\"", "when: \"card == 'yes'\"")
    found = [each for each in findings(text) if each.line == 25]
    assert [each.code for each in found] == ["cannot-compare"]
    assert found[0].hint.en == "Write `card` or `!card`."
    assert "`card`" in found[0].hint.lo


def test_comparison_of_kinds_is_said_with_both_in_both_languages() -> None:
    (found,) = findings(TEXT.replace("total * 1000", "kind <= 5 ? 1 : 2"))
    assert found.message.en == "`kind` is a text and `5` is a number: `<=` makes no sense between them."
    assert found.message.lo == "`kind` ເປັນຂໍ້ຄວາມ ແຕ່ `5` ເປັນຕົວເລກ: ໃຊ້ `<=` ນຳກັນບໍ່ໄດ້."


def test_result_of_a_wrong_kind_is_named_in_lao() -> None:
    (found,) = findings(TEXT.replace("total * 1000", "total > 1 ? 'a' : 'b'"))
    assert found.code == "wrong-result"
    assert "ແຕ່ໄດ້ຂໍ້ຄວາມ" in found.message.lo
    assert "but gives a text" in found.message.en


@pytest.mark.parametrize("expression", ["50000", "[100,200]", "n * 1.5", "0.125", "'50.000'", "1.1250", "max([1,2,3])"])
def test_numbers_that_are_what_they_look_like(expression: str) -> None:
    assert list(grouped_numbers(expression)) == []


@pytest.mark.parametrize(("written", "meant"), [("50.000", "50000"), ("1.250.000", "1250000"), ("50,000", "50000")])
def test_grouped_number_is_said_without_its_signs(written: str, meant: str) -> None:
    (found,) = findings(TEXT.replace("total * 1000", written))[:1]
    assert (found.code, found.hint.en) == ("grouped-number", f"Write {meant}.")


def test_own_words_of_the_expression_reader_stand_last_and_are_marked() -> None:
    (found,) = findings(TEXT.replace("born < today", "born today"))
    assert "extraneous" not in found.message.en + found.message.lo
    assert found.hint.en.partition("The expression reader's own words: ")[2].startswith("extraneous input")
    assert "extraneous input" in found.hint.lo.partition("ຄຳຂອງຕົວອ່ານສູດເອງ: ")[2]


@given(st.text("ab=<>!&|'\"()[].,0123 ‘≥and", max_size=30))
def test_place_of_a_slip_is_in_the_expression(expression: str) -> None:
    parsed = parse(expression)
    if isinstance(parsed, ExpressionProblem) and parsed.fault == "syntax":
        assert 0 <= slip_in(expression, parsed.detail, parsed.offset).offset < max(len(expression), 1)
    list(mismatches(expression, VALUES.get))
