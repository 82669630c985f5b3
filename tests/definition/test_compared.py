"""What an expression compares answers with: a text that no answer can be is an error, and nothing else is."""

from __future__ import annotations

import pytest

from portal.definition.findings import Finding
from tests.definition.boat import TEXT, findings

_ROWS = (
    "fields: {places:",
    "fields: {use: {type: choice, label: {lo: ໃຊ້, en: Use}, options: {crew: {lo: ກ, en: a}, guests: {lo: ຂ, en: b}}}, "
    "papers: {type: choices, label: {lo: ເອກະສານ, en: Papers}, options: {deed: {lo: ກ, en: a}, tax: {lo: ຂ, en: b}}}, "
    "dry: {type: yes-no, label: {lo: ແຫ້ງ, en: Dry}}, places:",
)
_SAID = "label: {lo: ຜ່ານ, en: Pass}}"


def _with_fee(amount: str) -> list[Finding]:
    text = TEXT.replace("total * 1000", amount).replace(*_ROWS)
    text = text.replace("{places: 4}", "{use: crew, papers: deed, dry: yes, places: 4}")
    text = text.replace("{places: 2}", "{use: crew, papers: deed, dry: yes, places: 2}").replace(", fee: 4000", "")
    return [each for each in findings(text) if each.code not in {"fee-untested"}]


@pytest.mark.parametrize(
    "amount",
    [
        "kind == 'motor' ? 10 : 20",
        "kind == '' ? 10 : 20",
        "kind == null ? 10 : 20",
        "kind == full_name ? 10 : 20",
        "kind == 'motor' ? (full_name == 'moter' ? 1 : 2) : 3",
        "size(kind == 'row' ? 'short' : 'very long') > 5 ? 10 : 20",
        "kind + '!' == 'motor!' ? 10 : 20",
        "kind == (total > 3 ? 'motor' : 'none of them') ? 10 : 20",
        "(kind == null ? 'none' : kind) == 'none' ? 10 : 20",
        "{'row': 10, 'motor': 20}[kind]",
        "seats.exists(s, s.use == 'crew' && kind == 'row') ? 10 : 20",
        "seats.exists(kind, kind.use == 'guests') ? 10 : 20",
        "seats.exists(s, 'deed' in s.papers && s.papers.exists(p, p == 'tax')) ? 10 : 20",
        "seats.exists(s, s.use in ['crew', 'guests'] && s.dry) ? 10 : 20",
        "seats[0].use == 'crew' ? 10 : 20",
        "full_name.contains('moter') ? 10 : 20",
    ],
)
def test_what_may_be_equal_is_no_fault(amount: str) -> None:
    assert _with_fee(amount) == []


@pytest.mark.parametrize(
    ("amount", "text", "named", "meant"),
    [
        ("kind == 'moter' ? 10 : 20", "moter", "kind", "motor"),
        ("'moter' != kind ? 10 : 20", "moter", "kind", "motor"),
        ('kind == "moter" ? 10 : 20', "moter", "kind", "motor"),
        ("kind in ['row', 'moter'] ? 10 : 20", "moter", "kind", "motor"),
        ("!(total > 3 && (kind == 'moter')) ? 10 : 20", "moter", "kind", "motor"),
        ("(kind == null ? 'none' : kind) == 'nome' ? 10 : 20", "nome", "kind", None),
        ("seats.exists(s, s.use == 'crews') ? 10 : 20", "crews", "use", "crew"),
        ("seats.exists(s, s.use == 'row') ? 10 : 20", "row", "use", None),
        ("seats.all(s, s.use != 'Crew') ? 10 : 20", "Crew", "use", "crew"),
        ("'crews' in seats.map(s, s.use) ? 10 : 20", "crews", "use", "crew"),
        ("seats.filter(s, s.places > 2).exists(s, s.use == 'crews') ? 10 : 20", "crews", "use", "crew"),
        ("seats[0].use == 'crews' ? 10 : 20", "crews", "use", "crew"),
        ("seats.exists(s, 'dead' in s.papers) ? 10 : 20", "dead", "papers", "deed"),
        ("seats.exists(s, s.papers.exists(p, p == 'dead')) ? 10 : 20", "dead", "papers", "deed"),
    ],
)
def test_a_text_that_no_answer_is_stands_where_it_is_written(
    amount: str, text: str, named: str, meant: str | None
) -> None:
    amount = amount.replace('"', '\\"')
    (found,) = _with_fee(amount)
    assert found.code == "no-such-option"
    assert f"`{text}` is no option of `{named}`" in found.message.en
    at = amount.find(f"'{text}'") if "'" in amount else amount.find(f'\\"{text}')
    assert '\\"' in amount or found.column == len('fee: {amount: "') + at + 1
    assert (f"`{meant}`" in found.hint.en.partition("?")[0]) == (meant is not None)


def test_an_officers_check_sees_the_options_of_the_form() -> None:
    asked = "asks: [grade: {type: text, label: {lo: ຊັ້ນ, en: Grade}, check: \"kind == 'moter'\", error: {lo: ກ, en: a}}]"
    found = findings(TEXT.replace(_SAID, f"{_SAID[:-1]}, {asked}}}", 1))
    assert "no-such-option" in {each.code for each in found}


def test_one_slip_in_a_condition_is_said_once() -> None:
    found = findings(TEXT.replace("kind == 'motor'", "kind == 'moter'"))
    assert [each.code for each in found] == ["no-such-option"]


def test_brackets_in_brackets_are_read_in_bounded_depth() -> None:
    assert _with_fee(f"{'(' * 60}total{')' * 60}") == []
