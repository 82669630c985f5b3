"""Every code of the import has a source that earns it, at the line and column where the fault stands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from portal.digit.importing import import_digit
from portal.digit.rules import RULES
from tests.digit.faults import FAULTS, GOOD, READING
from tests.digit.making import action, state
from tests.digit.source import ENDS, findings, imported, marked, review, service

DOCS = Path(__file__).parents[2] / "docs" / "import-digit.md"


@pytest.mark.parametrize(("code", "text"), FAULTS, ids=[code for code, _ in FAULTS])
def test_a_finding_stands_where_the_fault_is(code: str, text: str) -> None:
    source = marked(text)
    found = findings(source.content)
    assert (code, source.place.line, source.place.column) in {(each.code, each.line, each.column) for each in found}, [
        str(each) for each in found
    ]


def test_the_service_that_the_others_are_made_from_has_no_fault() -> None:
    assert {each.code for each in findings(GOOD.encode())} == {"office-assumed", "to-be-written"}


def test_a_file_that_is_no_sound_json_has_one_finding() -> None:
    for code, text in READING:
        assert [each.code for each in findings(marked(text).content)] == [code]


def test_two_services_of_one_name_are_told_apart() -> None:
    found = imported(service(review(), *ENDS), service(review(), *ENDS))
    assert [each.slug for each in found.services] == ["new-tl", "new-tl-2"]
    assert "duplicate-service" in {each.code for each in found.findings}


def test_what_is_too_large_for_a_service_file_is_not_written() -> None:
    states = [
        state(f"S{n}", [action(f"ZEBRA {m}" + "Y" * 90, f"S{n + 1}" if m == 0 else f"S{m}", ["X"]) for m in range(3)])
        for n in range(190)
    ]
    found = imported(service(*states, state("S190", None, end=True)))
    too_large = [each for each in found.findings if each.code == "not-written"]
    assert bool(too_large) != bool(found.services)


def test_bytes_that_are_no_utf_8_have_their_place() -> None:
    for content, line, column in ((b'{"a":\n "\xff"}', 2, 3), ('{"é"'.encode("utf-16"), 1, 1)):
        (found,) = import_digit(content, "x.json").findings
        assert (found.code, found.line, found.column) == ("not-utf-8", line, column)


def test_a_byte_order_mark_does_no_harm() -> None:
    assert len(import_digit(b"\xef\xbb\xbf" + GOOD.encode(), "x.json").services) == 1


def test_the_three_ways_in_which_services_are_kept() -> None:
    """As the API answers, as a list, and one by itself."""
    only = service(review(), *ENDS)
    for data in ({"ResponseInfo": None, "BusinessServices": [only]}, [only], only):
        assert [each.slug for each in import_digit(json.dumps(data).encode(), "x.json").services] == ["new-tl"]


ELSEWHERE = {
    "no-file",
    "not-a-file",
    "file-too-large",
    "not-utf-8",
    "folder-exists",
    "not-written",
    "duplicate-service",
}
"""Tested above and in tests/cli/test_import.py."""


def test_every_code_is_tested() -> None:
    assert {code for code, _ in FAULTS} | ELSEWHERE == RULES.keys()


def test_every_code_is_explained() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (\w+) \|", DOCS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(rows) == sorted((code, rule.severity) for code, rule in RULES.items())


@pytest.mark.parametrize(("code", "text"), FAULTS, ids=[code for code, _ in FAULTS])
def test_findings_speak_both_languages_and_say_what_to_do(code: str, text: str) -> None:
    for each in findings(marked(text).content):
        for sentence in (each.message, each.hint):
            assert re.search("[\u0e80-\u0eff]", sentence.lo), sentence
            assert re.search("[A-Za-z]", sentence.en), sentence
