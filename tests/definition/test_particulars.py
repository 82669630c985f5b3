"""The rows of a paper's table, under their question or under a shorter name of their own."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from portal.certificates.specimens import specimen_of
from portal.definition.load import service_from_json, service_to_json
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
        ("{kind: {lo: ປະເພດ, en: Craft}, born: {lo: ເກີດ, en: Born}}", "too-long"),
        ("{full_name: {lo: ຊື່, en: Name}}", "particular-twice"),
    ],
)
def test_a_wrong_row_is_one_finding(written: str, code: str) -> None:
    assert [each.code for each in findings(rows(written))] == [code]
