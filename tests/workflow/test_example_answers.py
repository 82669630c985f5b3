"""An answer of an example that is not taken: the author reads the sentence that whoever answers would, at its place."""

from __future__ import annotations

import pytest

from portal.definition.findings import Finding
from portal.workflow.checking import findings_of
from tests.definition.boat import TEXT, load

_ASKS = (
    "label: {lo: ຜ່ານ, en: Pass}}}}",
    "label: {lo: ຜ່ານ, en: Pass}, asks: [hull_no: {type: text, label: {lo: ເລກລຳເຮືອ, en: Hull number}}]}}}",
)
_PRINTED = ("particulars: [full_name, kind, total]", "particulars: [full_name, kind, total, hull_no]")
_ANSWERED = "{do: reviews.hull.pass, answers: {hull_no: %s}}"


def _found(*changes: tuple[str, str]) -> list[Finding]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return findings_of(load(text), lambda level, code: True)


def test_a_letter_that_papers_do_not_print_is_named_with_its_row() -> None:
    (found,) = _found(
        ("seats: [{places: 4}]", "seats: [{places: 4, what: ກຂ}, {places: 1, what: ผ}]"),
        ("seats: [{places: 2}]", "seats: [{places: 2, what: ກ}]"),
        ("fields: {places:", "fields: {what: {type: text, label: {lo: ສິ່ງ, en: Thing}}, places:"),
        ("particulars: [full_name, kind, total]", "particulars: [full_name, kind, seats]"),
    )
    assert "the answer to `seats`, row 2, `what`: Thing is printed on the official paper" in found.message.en
    assert "cannot show “ผ”" in found.message.en


def test_each_answer_of_a_row_stands_by_itself() -> None:
    found = _found(
        ("seats: [{places: 4}]", "seats: [{places: 4}, {places: 99}]"),
        ("seats: [{places: 2}]", "seats: [{places: two}]"),
    )
    assert [each.message.en.partition("expected: ")[2] for each in found] == [
        "the answer to `seats`, row 2, `places`: Seats must be 40 or less",
        "the answer to `seats`, row 1, `places`: Seats must be a number, such as 120 or 12.5",
    ]
    line = TEXT[: TEXT.index("seats: [{places: 4}]")].count("\n") + 1
    column = TEXT.split("\n")[line - 1].index("seats: [{places: 4}]") + len("seats: [{places: 4}, {places: ") + 1
    assert (found[0].line, found[0].column) == (line, column)
    assert "ລາຍການທີ 2" in found[0].message.lo


def test_an_officer_reads_what_the_paper_cannot_show() -> None:
    thai = ("reviews.hull.pass,", f"{_ANSWERED % 'กผ'},")
    (found,) = _found(_ASKS, _PRINTED, thai)
    assert "the answer to `hull_no`: Hull number is printed" in found.message.en
    assert "cannot show “ก”" in found.message.en
    line = next(number for number, each in enumerate(TEXT.split("\n"), 1) if "[village.confirm, reviews" in each)
    assert found.line == line
    assert _found(_ASKS, _PRINTED, ("reviews.hull.pass,", f"{_ANSWERED % 'ກຂ'},")) == []


def test_an_applicant_who_corrects_reads_what_is_wrong() -> None:
    named = ("fields: [card]", "fields: [full_name, born]")
    late = ('{card: "111111"}', "{full_name: Mali, born: 2099-01-01}")
    (found,) = _found(named, late)
    assert "the answer to `born`: Check the year" in found.message.en


@pytest.mark.parametrize(
    ("answer", "written", "meant"),
    [
        ("kind: rows", "rows", "row"),
        ("kind: Rowing", "Rowing", "row"),
        ("kind: ເຮືອຈັກ", "ເຮືອຈັກ", "motor"),
        ("kind: M", "M", "motor"),
        ("kind: yacht", "yacht", None),
    ],
)
def test_an_option_that_there_is_not_is_said_with_those_there_are(answer: str, written: str, meant: str | None) -> None:
    (found,) = _found(("kind: row, seats", f"{answer}, seats"))
    said = found.message.en.partition("expected: ")[2]
    assert said.startswith(f"the answer to `kind`: Choose one of the answers given: kind of boat (`{written}` is none")
    assert (f"Did you mean `{meant}`?" in said) == (meant is not None)
    assert "There are: row, motor)" in said
    assert f"`{written}` ບໍ່ແມ່ນຕົວເລືອກ" in found.message.lo


def test_an_option_of_a_row_and_before_the_form_is_said_likewise() -> None:
    use = "use: {type: choice, label: {lo: ໃຊ້, en: Use}, options: {crew: {lo: ກ, en: a}, guests: {lo: ຂ, en: b}}}"
    (found,) = _found(
        ("seats: [{places: 4}]", "seats: [{places: 4, use: crew}, {places: 1, use: guest}]"),
        ("seats: [{places: 2}]", "seats: [{places: 2, use: crew}]"),
        ("fields: {places:", f"fields: {{{use}, places:"),
    )
    assert "row 2, `use`: Choose one of the answers given: use (`guest` is none of them. Did you mean `guests`?" in (
        found.message.en
    )
    (before,) = _found(("water: pond}, expect", "water: ponds}, expect"))
    assert "(`ponds` is none of them. Did you mean `pond`? There are: river, pond)" in before.message.en
