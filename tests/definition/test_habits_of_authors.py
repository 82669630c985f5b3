"""What authors bring from paper, tables and other tools is told in their words, with what to write instead."""

from __future__ import annotations

import pytest

from portal.definition.findings import Finding
from portal.store.known_areas import area_known
from portal.workflow.checking import findings_of
from tests.definition.boat import TEXT, findings, load


def found_in(*changes: tuple[str, str]) -> list[Finding]:
    text = TEXT
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return findings(text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("{Ref}", "ref"),
        ("{ ref }", "ref"),
        ("{full name}", "full_name"),
        ("{full-name}", "full_name"),
        ("{fullName}", "full_name"),
        ("{owner.full_name}", "full_name"),
        ("{born:%d/%m/%Y}", "born"),
        ("{ເລກທີ}", "ref"),
        ("{\u200bref}", "ref"),
        ("{village.name}", "village"),
    ],
)
def test_name_in_braces_that_is_none_is_told_with_the_one_meant(written: str, meant: str) -> None:
    (found,) = found_in(("Received {ref}", f"Received {written}"))
    assert found.code == "unknown-placeholder"
    assert f"Did you mean `{meant}`?" in found.hint.en
    assert f"ໝາຍເຖິງ `{meant}` ບໍ?" in found.hint.lo


@pytest.mark.parametrize("inside", ["Ref", " ref-no ", "full-name", "xyz"])
def test_doubled_braces_around_a_name_are_doubtful(inside: str) -> None:
    (found,) = found_in(("Received {ref}", f"Received {{ref}} {{{{{inside}}}}}"))
    assert (found.code, found.severity) == ("doubled-braces", "warning")


def test_doubled_braces_around_a_remark_are_braces() -> None:
    assert found_in(("Received {ref}", "Received {ref} {{see the board outside}}")) == []


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("total * ໕໐໐໐", "5000"),
        ("total * 5000₭", "5000"),
        ("total * 5000 ກີບ", "5000"),
        ("total * 5000 kip", "5000"),
        ("total <= 5,5 ? 1 : 2", "5.5"),
        ("50 000", "50000"),
        ("total * 50%", "0.5"),
        ("total <= 5m ? 1 : 2", "5"),
        ("total ** 2", "total * total"),
        ("age(born) >= 18 years ? 1 : 2", "18"),
        ("born + 18 years <= today ? 1 : 2", "age(born) >= 18"),
        ("born <= today - 18 years ? 1 : 2", "age(born) >= 18"),
        ("born + 18 years < timestamp('2026-01-31T00:00:00Z') ? 1 : 2", "age(…) >= 18"),
        ("total > ໕ ? ໕໐໐໐໐ : 1", "5"),
        ("village == 010101 ? 1 : 2", "'010101'"),
        ("kind == «motor» ? 1 : 2", "'motor'"),
        ("«total»", "total"),
        ("round(total, -3)", "round(total / 1000) * 1000"),
    ],
)
def test_number_or_sign_of_paper_is_told_as_it_is_written_here(expression: str, meant: str) -> None:
    found = found_in(("total * 1000", expression))[0]
    assert f"Write `{meant}`" in found.hint.en
    assert f"`{meant}`" in found.hint.lo


def test_question_called_by_its_page_as_well() -> None:
    found = found_in(("total * 1000", "engine.total * 1000"))[0]
    assert "Did you mean `total`?" in found.hint.en


def test_yes_no_that_is_reckoned_with_chooses() -> None:
    number = 'card: {type: id-number, label: {lo: ເລກບັດ, en: Card number}, pattern: "[0-9]{6}"}'
    asked = "card: {type: yes-no, label: {lo: ບັດ, en: Card}}"
    found = [each for each in found_in((number, asked), ("total * 1000", "5000 + card * 5000")) if each.line == 7]
    assert {each.code for each in found} == {"cannot-compare"}
    assert all("`card ? … : …`" in each.hint.en for each in found)


@pytest.mark.parametrize("remark", ["// half", "/* half */", "# half"])
def test_remark_in_an_expression(remark: str) -> None:
    (found,) = found_in(("total * 1000", f"total * 1000 {remark}"))
    assert found.code == "comment-in-expression"


@pytest.mark.parametrize(
    "expression", ["size([1, 5]) * 5", "total > 5 ? 100 : 1000", "size(['5,5', '5%', '#', '«a»'])"]
)
def test_expression_that_is_right_has_no_habit(expression: str) -> None:
    codes = [each.code for each in findings_of(load(TEXT.replace("total * 1000", expression)), area_known)]
    assert set(codes) <= {"example-fails"}


def test_condition_on_a_code_that_no_area_has() -> None:
    """Its shape is that of a village's code, so that only the list of areas tells."""
    text = TEXT.replace("kind == 'motor'", "village == '999999'")
    assert [each.code for each in findings_of(load(text), area_known)] == ["no-such-area"]
    assert findings_of(load(TEXT.replace("kind == 'motor'", "village == '010102'")), area_known) == []


def test_village_of_an_example_is_its_code() -> None:
    (found,) = findings_of(load(TEXT.replace("village: 010102", "village: ໜອງປິງ")), area_known)
    assert "`portal places search`" in found.message.en
    assert "`portal places search`" in found.message.lo


FINDING = "asks: [finding: {type: text, label: {lo: ຄຳເຫັນ, en: Finding}}]"


def test_word_of_an_officer_in_the_message_of_a_step() -> None:
    found = found_in(
        ("label: {lo: ຢັ້ງຢືນ, en: Confirm}", f"label: {{lo: ຢັ້ງຢືນ, en: Confirm}}, {FINDING}"),
        ("messages:\n", 'messages:\n  reviews: {lo: "ກ {finding}", en: "a {finding}"}\n'),
    )
    assert "only into the message `applicant` and those of the ends" in found[0].message.en
    assert "`applicant`" in found[0].message.lo


def test_answer_for_officers_only_is_left_out_of_the_paper_because_it_is() -> None:
    internal = FINDING.replace("type: text", "type: text, internal: true")
    found = found_in(
        ("label: {lo: ຢັ້ງຢືນ, en: Confirm}", f"label: {{lo: ຢັ້ງຢືນ, en: Confirm}}, {internal}"),
        ('{village.full}", en', '{village.full} {finding}", en'),
        ('Permits {full_name}, {village.full}"', 'Permits {full_name}, {village.full} {finding}"'),
    )
    assert "it is `internal`" in found[0].message.en


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("fields: [card]", "fields: card", "`fields: [full_name]`"),
        ('correct: {card: "111111"}', "correct: [card]", "`correct: {full_name: ສົມຊາຍ ວົງສາ}`"),
        ("valid: 1 year", "valid: {lo: 1 ປີ, en: 1 year}", "`1 year`"),
        ("asks: [fields, note]", "asks: [fields, finding]", "`{finding: {type: text, label: {lo: …, en: …}}}`"),
        ('{amount: "total * 1000"}', "{amount: {5: 50000}}", "`amount: 'area > 100 ? 100000 : 50000'`"),
        ("state: refused", "state: ບໍ່ອະນຸຍາດ", "`refused`"),
        ("to: reviews,", "to: village.confirm,", "`village`"),
        ("form:\n", "pages:\n", "`form`"),
        ("summary:", "description:", "`summary`"),
        ("workflow:\n", "steps:\n", "`workflow`"),
        ("power: {type: number", "power: {type: integer", "`number, whole: true`"),
        ("power: {type: number", "power: {type: boolean", "`yes-no`"),
        ("power: {type: number", "power: {optional: true, type: number", "`required: false`"),
        ("power: {type: number", "power: {mandatory: true, type: number", "`required`"),
        ("power: {type: number", "power: {description: {lo: ກ, en: a}, type: number", "`hint`"),
    ],
)
def test_part_of_another_shape_or_name_is_told_as_it_is_here(old: str, new: str, shown: str) -> None:
    found = found_in((old, new))[-1]
    assert shown in found.hint.en
    assert shown in found.hint.lo


def test_curly_marks_of_a_name_are_letters_of_the_name() -> None:
    found = found_in(("  granted: {end", "  “granted”: {end"))[0]
    assert "letters of the name here" in found.message.en
