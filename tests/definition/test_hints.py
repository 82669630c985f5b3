"""Hints show how a part is written, and name the key that is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definition.key_examples import example_of
from portal.definition.load import load_service, load_text
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


def test_pattern_is_told_of_in_its_reader_s_words() -> None:
    (found,) = findings(TEXT.replace('"[0-9]{6}"', '"(?=a)"'))
    assert "look-around" in found.hint.en
    assert "look-around" in found.hint.lo


def test_backslash_is_told_of_with_the_way_round_it() -> None:
    (found,) = findings(TEXT.replace('"[0-9]{6}"', r'"\d{6}"'))
    assert r"`\d`" in found.message.en
    assert "[0-9]" in found.hint.lo
    assert findings(TEXT.replace('"[0-9]{6}"', r"'\d{6}'")) == []


def test_bounds_are_told_as_they_are_written() -> None:
    (found,) = findings(TEXT.replace("min: 1, max: 40", "min: 1000, max: 40.5"))
    assert found.message.en == "No answer can be right: 1000 is more than 40.5."


@pytest.mark.parametrize(
    ("expression", "meant"),
    [("today.year - born.year > 18", ["year(today)", "year(born)"]), ("born.getFullYear() > 1900", ["year(born)"])],
)
def test_part_of_a_date_is_told_as_the_function_it_is(expression: str, meant: list[str]) -> None:
    found = findings(TEXT.replace('"born < today"', f'"{expression}"'))
    assert [each.hint.en for each in found] == [f"Write `{each}` instead." for each in meant]


@pytest.mark.parametrize(
    ("old", "new", "meant"),
    [
        ("office: district", "office: “district”", "Write `district`,"),
        ("office: district", "office: „district“", "Write `district`,"),
        ("within: 2 working days", "within: ‘2 working days’", "Write `2 working days`,"),
        ("join: all", "join: “all”", "Write `all`,"),
        ("version: 1.0.0", "version: “1.0.0”", "Write `1.0.0`,"),
        ("office: district", "office: ເມືອງ", "Did you mean `district`?"),
        ("office: village", "office: Ban", "Did you mean `village`?"),
        ("role: clerk", "role: Clerk", "Did you mean `clerk`?"),
        ("role: clerk", "role: Land Officer", "Did you mean `land_officer`?"),
        ("service: boat-licence", "service: Boat Licence", "Did you mean `boat-licence`?"),
    ],
)
def test_value_written_as_people_write_is_told_as_it_is_written_here(old: str, new: str, meant: str) -> None:
    assert old in TEXT
    (found,) = findings(TEXT.replace(old, new, 1))
    assert found.hint.en.startswith(meant)
    assert meant.split("`")[1] in found.hint.lo


@pytest.mark.parametrize(
    ("expression", "meant"),
    [
        ("years(born) >= 18", "age(…)"),
        ("Age(born) >= 18", "age(…)"),
        ("get_age(born) >= 18", "age(…)"),
        ("age(born, today) >= 18", "age(a)"),
        ("(today - born) / 365 >= 18", "age(born)"),
        ("today - born >= 18", "age(born)"),
        ("born < '2008-01-31'", "timestamp('2026-01-31T00:00:00Z')"),
        ("born < date('2008-01-31')", "timestamp('2026-01-31T00:00:00Z')"),
        ("born < now()", "today"),
        ("born < today()", "today"),
        ("len(seats) > 2", "size(…)"),
        ("seats.length > 2", "size(seats)"),
        ("sum(seats.places) > 2", "seats.map(p, p.places)"),
        ("max(total, 3) > 2", "max([a, b])"),
        ("round(total, 2) > 2", "round(a)"),
        ("5 < total < 20", "5 < total && total < 20"),
        ("total > 5 & total < 20", "&&"),
        ("{total} > 5", "total"),
        ("$total > 5", "total"),
        ("has(total)", "total != null"),
        ("has(seats)", "size(seats) > 0"),
        ("seats.exists(s, has(s.places))", "s.places != null"),
        ("has(seats[0].places)", "seats[0].places != null"),
        ("bool(kind)", "a == true"),
        ("string(kind == 'row') == 'true'", "engine ? 'yes' : 'no'"),
        ("isEmpty(total)", "a == null"),
        ("total != none", "null"),
        ("kind is 'motor'", "=="),
        ("kind == motor", "'motor'"),
        ("kind in ('motor', 'row')", "in […]"),
        ("IF(total > 2, true, false)", "condition ? a : b"),
        ("True", "true"),
    ],
)
def test_expression_of_another_language_is_told_as_it_is_written_here(expression: str, meant: str) -> None:
    found = findings(TEXT.replace("power > 20", expression))
    assert found
    assert f"`{meant}`" in found[0].hint.en
    assert f"`{meant}`" in found[0].hint.lo


@pytest.mark.parametrize(
    "expression",
    [
        "age(born) >= 18 && born < timestamp('2008-01-31T00:00:00Z')",
        "max([total, sum(seats.map(p, p.places))]) > 2",
        "seats.size() > 2 && seats.map(s, s.places).size() > 2",
        "5 < total && total < 20 || kind in ['motor']",
        "(total > 1 ? 2 : 3) < 5",
    ],
)
def test_expression_written_as_it_is_here_is_told_nothing_of(expression: str) -> None:
    assert findings(TEXT.replace("power > 20", expression)) == []


@pytest.mark.parametrize("key", ["hull", "reviews.hull"])
def test_message_of_a_branch_is_that_of_its_step(key: str) -> None:
    (found,) = findings(TEXT.replace("messages:\n", f"messages:\n  {key}: {{lo: ກ, en: a}}\n"))
    assert "`reviews` has, when a case comes to it" in found.hint.en


@pytest.mark.parametrize("key", ["title", "promise", "office", "signed_by"])
def test_examples_are_yaml(key: str) -> None:
    assert load_text(example_of(key), "a.yaml").places.data.keys() == {key}


def test_a_placeholder_that_does_not_exist_is_not_mended_by_what_only_officers_read() -> None:
    asked = "label: {lo: ເຊັນ, en: Sign}, asks: [shelf: {type: text, label: {lo: ຕູ້, en: Shelf}, internal: true}]"
    text = TEXT.replace("label: {lo: ເຊັນ, en: Sign}", asked).replace("Permits {full_name}", "Permits {shelves}")
    (found,) = [each for each in findings(text) if each.code == "unknown-placeholder"]
    assert "shelf" not in found.hint.en
    assert "full_name" in found.hint.en


def test_rows_that_a_text_cannot_say_are_printed_in_the_table() -> None:
    (in_body,) = findings(TEXT.replace("ອະນຸຍາດໃຫ້ {full_name}", "ອະນຸຍາດໃຫ້ {seats} {full_name}"))
    assert in_body.code == "not-in-words"
    assert "`seats` in `particulars`" in in_body.hint.en
    assert "`particulars`" in in_body.hint.lo
    (in_message,) = findings(TEXT.replace("ຮັບ {ref}", "ຮັບ {seats} {ref}"))
    assert "particulars" not in in_message.hint.en


@pytest.mark.parametrize("text", ["- service: boat\n- version: 1.0.0\n", "[a, b]", "boat\n"])
def test_a_file_that_is_no_service_is_shown_how_one_begins(text: str) -> None:
    (found,) = load_text(text, "boat.yaml").findings
    assert found.code == "wrong-kind"
    assert "`service: boat-licence`" in found.hint.en
    assert "``" not in found.message.en + found.message.lo
    assert "`: …`" not in found.hint.en


def test_a_letter_that_is_not_in_utf_8_is_where_the_finding_stands(tmp_path: Path) -> None:
    file = tmp_path / "service.yaml"
    file.write_bytes("service: ເຮືອ # ".encode() + "caf\xe9\n".encode("latin-1"))
    (found,) = load_service(file).findings
    assert (found.code, found.line, found.column) == ("no-file", 1, len("service: ເຮືອ # caf") + 1)
    assert "UTF-8" in found.message.en
    assert "byte" not in found.message.en


@pytest.mark.parametrize("name", ["seats", "photo", "rules"])
def test_reports_count_by_what_has_one_answer(name: str) -> None:
    more = "photo: {type: file, label: {lo: ຮູບ, en: Photo}}\n      rules: {type: statement, label: {lo: ກົດ, en: Rules}}"
    text = TEXT.replace("      kind: {type", f"      {more}\n      kind: {{type").replace(
        "[kind, village]", f"[{name}]"
    )
    assert "cannot-count" in {each.code for each in findings(text)}


@pytest.mark.parametrize(
    ("amount", "without"),
    [("seats[0].places * 1000", "size(seats) == 0"), ("power * 1000", "power == null")],
)
def test_a_fee_that_needs_an_answer_is_told_how_to_do_without_and_that_helps(amount: str, without: str) -> None:
    """A group that is not given is an empty list, never null."""
    text = TEXT.replace("type: group, label", "type: group, required: false, label").replace(", fee: 4000", "")
    (found,) = [each for each in findings(text.replace("total * 1000", amount)) if each.severity == "error"]
    assert found.code == "fee-needs-answer"
    assert f"`{without} ? 0 : …`" in found.hint.en
    assert f"`{without} ? 0 : …`" in found.hint.lo
    mended = findings(text.replace("total * 1000", f"{without} ? 0 : {amount}"))
    assert [each.code for each in mended if each.severity == "error"] == []
