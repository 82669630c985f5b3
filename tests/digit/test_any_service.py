"""Whatever a file holds: the import never raises, says what is wrong, and writes what checks clean."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from portal.definition.findings import Finding
from portal.definition.load import load_text
from portal.digit.importing import Imported, import_digit
from portal.digit.rules import RULES
from portal.store.known_areas import area_known
from portal.workflow.checking import findings_of
from tests.digit.making import broken_services, encoded, good_services, misshapen
from tests.digit.walking import walk

FEW = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

ALLOWED = {"endless-loop": "endless", "dead-end": "endless"}
"""What the checker may say of a file that was written, and the fault of the source that it is about."""


def checked(imported: Imported) -> list[Finding]:
    """What the checker says of all that was written."""
    found: list[Finding] = []
    for service in imported.services:
        loaded = load_text(service.text, service.slug)
        assert loaded.service is not None, (loaded.findings, service.text)
        found += findings_of(loaded, area_known, folder=service.slug)
    return found


def is_told(imported: Imported) -> None:
    """Every finding has its place and words, and an import without a service says why."""
    assert imported.services or any(each.severity == "error" for each in imported.findings)
    for each in imported.findings:
        assert each.code in RULES
        assert each.line >= 1
        assert each.column >= 1
        assert "{" not in each.message.en.replace("{…}", "").replace("{ref}", "") or "`" in each.message.en


@FEW
@given(good_services())
def test_a_good_service_is_imported_whole_checks_clean_and_is_walked(service: dict[str, Any]) -> None:
    imported = import_digit(encoded(service), "good.json")
    assert [str(each) for each in imported.findings if each.severity == "error"] == []
    assert [str(each) for each in checked(imported)] == []
    (one,) = imported.services
    written = load_text(one.text, one.slug).service
    assert written is not None
    for trace in one.traces:
        walk(written, trace)


@FEW
@given(broken_services())
def test_a_broken_service_is_told_of_and_what_is_written_has_no_other_faults(service: dict[str, Any]) -> None:
    imported = import_digit(encoded(service), "broken.json")
    is_told(imported)
    event(f"{len(imported.services)} written")
    said = {each.code for each in imported.findings}
    for each in checked(imported):
        assert ALLOWED.get(each.code) in said, str(each)


@FEW
@given(misshapen())
def test_any_shape_is_told_of(data: Any) -> None:
    imported = import_digit(json.dumps(data).encode(), "misshapen.json")
    is_told(imported)
    checked(imported)


@FEW
@given(st.one_of(st.binary(max_size=200), st.text(alphabet='{}[]:,"\\ab1-.eE tfn/ \n', max_size=60).map(str.encode)))
def test_any_bytes_are_told_of(content: bytes) -> None:
    is_told(import_digit(content, "bytes.json"))
