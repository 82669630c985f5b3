"""A fee and a computed value come to something with the smallest answers too; the finding names these."""

from __future__ import annotations

import pytest

from portal.definition.findings import Finding
from tests.definition.boat import TEXT, findings

FEE = 'fee: {amount: "total * 1000"}'
LENGTH = "length: {type: number, label: {lo: ຄວາມຍາວ, en: Length}"


def _with_length(amount: str, more: str = "", *, kind: str = "number") -> list[Finding]:
    """What is found of a boat with a length whose fee is `amount`."""
    length = f"{LENGTH.replace('number', kind)}{more}}}"
    text = TEXT.replace("      seats: {type", f"      {length}\n      seats: {{type").replace(
        FEE, f'fee: {{amount: "{amount}"}}'
    )
    return [
        each for each in findings(text.replace("kind: row,", "kind: row, length: 400,")) if each.severity == "warning"
    ]


@pytest.mark.parametrize(
    ("amount", "more", "kind"),
    [
        ("length * 1500", "", "number"),
        ("length * 1500 - 15000", ", min: 10", "number"),
        ("length * 1500 - 15000", ", min: 9.5, whole: true", "number"),
        (
            "length * 1500 - 15000",
            ', check: "length >= 10", error: {lo: ສັ້ນເກີນໄປ, en: Too short}',
            "number",
        ),
        ("90000 - length * 1000", ", max: 90", "number"),
        ("max([20000, length * 1500 - 200000])", "", "number"),
        ("length > 1 ? 1000 / (length - 1) : 0", "", "number"),
        ("length", "", "money"),
        ("length == null ? 0 : length * 1500 - 15000", ", min: 10, required: false", "number"),
    ],
)
def test_a_fee_that_comes_to_something_with_every_answer_is_not_doubted(amount: str, more: str, kind: str) -> None:
    assert [each.code for each in _with_length(amount, more, kind=kind)] == []


@pytest.mark.parametrize(
    ("amount", "more", "kind", "said"),
    [
        ("length * 1500 - 200000", ", min: 1", "number", "-198500 with `length`: 1."),
        ("length * 1500 - 200000", "", "number", "-200000 with `length`: 0."),
        ("length - 10", "", "money", "-10 with `length`: 0."),
        ("length * 1500 - 15000", ", min: 8.5, whole: true", "number", "-1500 with `length`: 9."),
        (
            "length * 1500 - 30000",
            ', check: "length > 10", error: {lo: ສັ້ນເກີນໄປ, en: Too short}',
            "number",
            "-13500 with `length`: 11.",
        ),
        ("90000 - length * 1000", ", max: 100", "number", "-10000 with `length`: 100."),
        ("0 - 5", "", "number", "-5 whatever is answered."),
    ],
)
def test_a_fee_below_zero_is_told_with_the_answers_that_lead_to_it(
    amount: str, more: str, kind: str, said: str
) -> None:
    (found,) = _with_length(amount, more, kind=kind)
    assert found.code == "fee-below-zero"
    assert said in found.message.en


def test_a_value_without_a_result_is_told_once_and_not_again_of_the_fee_that_hangs_on_it() -> None:
    text = TEXT.replace("sum(seats.map(s, s.places))", "1200 / (sum(seats.map(s, s.places)) - 1)").replace(
        "fee: 4000", "fee: 400000"
    )
    (found,) = findings(text)
    assert found.code == "no-result"
    assert "with `seats`: [{places: 1}]." in found.message.en


def test_the_largest_answers_are_tried_together_though_there_are_more_than_can_be_combined() -> None:
    names = [f"{LENGTH.partition(':')[0]}_{letter}" for letter in "abcdefghij"]
    asked = "".join(f"      {name}: {{type: number, label: {{lo: ຄວາມຍາວ, en: Length}}, max: 10}}\n" for name in names)
    text = TEXT.replace("      seats: {type", f"{asked}      seats: {{type")
    text = text.replace(FEE, f'fee: {{amount: "99 - {" - ".join(names)}"}}')
    (found,) = (each for each in findings(text) if each.severity == "warning")
    assert (found.code, "-1 with `length_a`: 10" in found.message.en) == ("fee-below-zero", True)
