"""The rows of a paper's table, under their question or under a shorter name of their own."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from portal.certificates.specimens import specimen_of
from portal.definition.load import service_from_json, service_to_json
from portal.store.known_areas import area_known
from portal.workflow.examples import run_example
from tests.definition.boat import TEXT, findings, load

OLD = "particulars: [full_name, kind, total]"


def rows(written: str) -> str:
    assert OLD in TEXT
    return TEXT.replace(OLD, f"particulars: [full_name, {written}, total]")


def test_a_shorter_name_stands_on_the_paper_in_place_of_the_question() -> None:
    service = load(rows("{kind: {lo: ປະເພດ, en: Craft}}")).service
    assert service is not None
    assert service_from_json(service_to_json(service)) == service
    paper = specimen_of(service, date(2026, 6, 15))
    assert paper is not None
    words = subprocess.run(["pdftotext", "-", "-"], input=paper, check=True, capture_output=True).stdout.decode()
    assert "Craft" in words
    assert "Kind of boat" not in words


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("{kind: {lo: ປະເພດ}}", "missing-language"),
        ("{kind: Craft}", "missing-language"),
        ("{kind: {lo: Craft, en: Craft}}", "not-lao"),
        ("{colour: {lo: ສີ, en: Colour}}", "unknown-name"),
        ("{kind: {lo: ປະເພດ, en: Craft}, born: {lo: ເກີດ, en: Born}}", "one-name-each"),
        ("{full_name: {lo: ຊື່, en: Name}}", "particular-twice"),
    ],
)
def test_a_wrong_row_is_one_finding(written: str, code: str) -> None:
    assert [each.code for each in findings(rows(written))] == [code]


ASKED = "asks: [found: {type: text, required: false, label: {lo: ຄຳເຫັນ, en: Finding}}]"
CONFIRM = "confirm: {to: reviews, label: {lo: ຢັ້ງຢືນ, en: Confirm}"


def with_finding(row: str, answers: str) -> str:
    assert f"{CONFIRM}}}" in TEXT
    text = rows(row).replace(f"{CONFIRM}}}", f"{CONFIRM}, {ASKED}}}")
    return text.replace("actions: [village.confirm,", f"actions: [{{do: village.confirm{answers}}},", 1)


def printed(text: str) -> str:
    service = load(text).service
    assert service is not None
    paper = specimen_of(service, date(2026, 6, 15))
    assert paper is not None
    return subprocess.run(["pdftotext", "-", "-"], input=paper, check=True, capture_output=True).stdout.decode()


@pytest.mark.parametrize(("row", "label"), [("found", "Finding"), ("{found: {lo: ເຫັນ, en: Opinion}}", "Opinion")])
def test_what_an_officer_said_stands_in_a_row_and_what_was_not_said_has_none(row: str, label: str) -> None:
    said, unsaid = with_finding(row, ", answers: {found: Sound hull}"), with_finding(row, "")
    assert findings(said) == findings(unsaid) == []
    assert label in printed(said)
    assert "Sound hull" in printed(said)
    assert label not in printed(unsaid)


def test_an_example_finds_its_words_in_the_table() -> None:
    text = with_finding("found", ", answers: {found: Sound hull}").replace("certificate: ສົມຊາຍ", "certificate: {}")
    for words, problems in (("Sound hull", []), ("Leaks", ["certificate"])):
        service = load(text.replace("certificate: {}", f"certificate: {words}")).service
        assert service is not None
        assert [each.code for each in run_example(service, "granted", date(2026, 6, 15), area_known)] == problems


@pytest.mark.parametrize("row", ["note", "{reason: {lo: ເຫດຜົນ, en: Reason}}"])
def test_a_note_and_a_reason_are_no_rows(row: str) -> None:
    assert [each.code for each in findings(rows(row))] == ["unknown-name"]
