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
        "kind == null || kind == '' ? 10 : 20",
        "kind == null ? 10 : 20",
        "kind == full_name ? 10 : 20",
        "kind == 'motor' ? (full_name == 'moter' ? 1 : 2) : 3",
        "size(kind == 'row' ? 'short' : 'very long') > 5 ? 10 : 20",
        "kind + '!' == 'motor!' ? 10 : 20",
        "kind == (total > 3 ? 'motor' : '') ? 10 : 20",
        "kind == (total > 3 ? 'motor' : 'row') ? 10 : 20",
        "['row', 'motor'].exists(o, o == kind) ? 10 : 20",
        "['row', 'moter'].exists(o, o == kind || full_name == o) ? 10 : 20",
        "['row', 'crew'].exists(o, o == kind || o == seats[0].use) ? 10 : 20",
        "kind in {'motor': 1, 'row': 2} ? 10 : 20",
        "string(kind) == 'motor' ? 10 : 20",
        "kind.contains('mot') && kind.endsWith('r') && kind.startsWith('m') && kind.matches('^m.*r$') ? 10 : 20",
        "village.startsWith('99') ? 10 : 20",
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


def test_the_empty_text_is_no_answer_that_anybody_can_give() -> None:
    assert [each.code for each in _with_fee("kind == '' ? 10 : 20")] == ["never-empty"]


@pytest.mark.parametrize(
    ("amount", "text", "named", "meant"),
    [
        ("kind == 'moter' ? 10 : 20", "moter", "kind", "motor"),
        ("'moter' != kind ? 10 : 20", "moter", "kind", "motor"),
        ('kind == "moter" ? 10 : 20', "moter", "kind", "motor"),
        ("kind in ['row', 'moter'] ? 10 : 20", "moter", "kind", "motor"),
        ("!(total > 3 && (kind == 'moter')) ? 10 : 20", "moter", "kind", "motor"),
        ("(kind == null ? 'none' : kind) == 'nome' ? 10 : 20", "nome", "kind", None),
        ("kind == (total > 3 ? 'moter' : 'row') ? 10 : 20", "moter", "kind", "motor"),
        ("kind == (total > 3 ? 'motor' : 'none of them') ? 10 : 20", "none of them", "kind", None),
        ("['row', 'moter'].exists(o, o == kind) ? 10 : 20", "moter", "kind", "motor"),
        ("['row', 'moter'].all(o, kind != o) ? 10 : 20", "moter", "kind", "motor"),
        ("kind in {'moter': 1} ? 10 : 20", "moter", "kind", "motor"),
        ("{'row': 10, 'moter': 20}[kind]", "moter", "kind", "motor"),
        ("string(kind) == 'moter' ? 10 : 20", "moter", "kind", "motor"),
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


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("kind.contains('moter') ? 10 : 20", "moter"),
        ("kind.startsWith('mote') ? 10 : 20", "mote"),
        ("kind.endsWith('ter') ? 10 : 20", "ter"),
        ("kind.matches('mot[e]r') ? 10 : 20", "mot[e]r"),
        ("seats.exists(s, s.use.contains('crews')) ? 10 : 20", "crews"),
        ("seats.exists(s, s.papers.exists(p, p.startsWith('dead'))) ? 10 : 20", "dead"),
    ],
)
def test_a_part_of_a_text_that_no_option_has(amount: str, text: str) -> None:
    (found,) = _with_fee(amount)
    assert found.code == "no-such-option"
    assert f"`{text}` fits no option of" in found.message.en
    assert found.column == len('fee: {amount: "') + amount.find(f"'{text}'") + 1


_TOTAL = 'value: "sum(seats.map(s, s.places))"'


def _with_size(value: str, amount: str) -> list[Finding]:
    """A value worked out before the fee, and the fee by it."""
    sized = f'size_of_it: {{type: computed, label: {{lo: ຂະໜາດ, en: Size}}, value: "{value}"}}'
    text = TEXT.replace("total * 1000", amount).replace(f"{_TOTAL}}}", f"{_TOTAL}}}\n      {sized}")
    return [each for each in findings(text.replace(", fee: 4000", "")) if each.code not in {"fee-untested"}]


_SMALL = "total <= 4 ? 'small' : 'large'"


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        (_SMALL, "size_of_it == 'small' ? 10 : 20"),
        (_SMALL, "size_of_it in ['small', 'large'] ? 10 : 20"),
        (_SMALL, "size_of_it.startsWith('sm') ? 10 : 20"),
        ("total <= 4 ? 'small' : full_name", "size_of_it == 'smal' ? 10 : 20"),
        ("total <= 4 ? 'small' : 'large' + full_name", "size_of_it == 'smal' ? 10 : 20"),
        ("kind == null ? '-' : kind", "size_of_it == 'motor' || size_of_it == '-' ? 10 : 20"),
        ("kind == 'row' ? '' : '-'", "size_of_it == '' ? 10 : 20"),
    ],
)
def test_what_a_value_may_come_to_is_no_fault(value: str, amount: str) -> None:
    assert "no-such-option" not in {each.code for each in _with_size(value, amount)}


@pytest.mark.parametrize(
    ("value", "amount", "said", "meant"),
    [
        (_SMALL, "size_of_it == 'smal' ? 10 : 20", "`smal` is no outcome of `size_of_it`", "small"),
        (_SMALL, "size_of_it in ['large', 'smal'] ? 10 : 20", "`smal` is no outcome of `size_of_it`", "small"),
        (_SMALL, "size_of_it.contains('smol') ? 10 : 20", "`smol` fits no outcome of `size_of_it`", "small"),
        ("kind", "size_of_it == 'moter' ? 10 : 20", "`moter` is no option of `size_of_it`", "motor"),
        (
            "kind == null ? '-' : kind",
            "size_of_it == 'moter' ? 10 : 20",
            "`moter` is no option of `size_of_it`",
            "motor",
        ),
    ],
)
def test_a_text_that_a_value_never_comes_to(value: str, amount: str, said: str, meant: str) -> None:
    (found,) = [each for each in _with_size(value, amount) if each.code == "no-such-option"]
    assert said in found.message.en
    assert f"`{meant}`" in found.hint.en.partition("?")[0]


def test_an_officers_check_sees_the_options_of_the_form() -> None:
    asked = "asks: [grade: {type: text, label: {lo: ຊັ້ນ, en: Grade}, check: \"kind == 'moter'\", error: {lo: ກ, en: a}}]"
    found = findings(TEXT.replace(_SAID, f"{_SAID[:-1]}, {asked}}}", 1))
    assert "no-such-option" in {each.code for each in found}


def test_one_slip_in_a_condition_is_said_once() -> None:
    found = findings(TEXT.replace("kind == 'motor'", "kind == 'moter'"))
    assert [each.code for each in found] == ["no-such-option"]


def test_brackets_in_brackets_are_read_in_bounded_depth() -> None:
    assert _with_fee(f"{'(' * 60}total{')' * 60}") == []
