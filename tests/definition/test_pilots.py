"""The pilots in services/: short, clean, and playing out as their examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definition.load import load_service
from portal.definition.model import INELIGIBLE
from portal.store.known_areas import area_known
from portal.workflow.checking import advice_on, findings_of

PILOTS = sorted(Path("services").glob("*/service.yaml"))
MOST_LINES = 150


def test_there_are_pilots() -> None:
    assert {"residence-certificate", "construction-permit"} <= {file.parent.name for file in PILOTS}


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_pilot_is_clean(file: Path) -> None:
    loaded = load_service(file)
    beside = [service for other in PILOTS if (service := load_service(other).service)]
    found = findings_of(loaded, area_known, folder=file.parent.name)
    assert [str(each) for each in [*found, *advice_on(loaded, found, beside)]] == []


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_pilot_is_short_and_named_as_its_folder(file: Path) -> None:
    service = load_service(file).service
    assert service is not None
    assert service.service == file.parent.name
    assert len(file.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_pilot_shows_a_grant_a_correction_and_a_refusal(file: Path) -> None:
    service = load_service(file).service
    assert service is not None
    assert any(action.correct for example in service.examples.values() for action in example.actions)
    states = {example.expect.state for example in service.examples.values()} - {INELIGIBLE}
    ends = {service.workflow[state] for state in states}
    assert {getattr(step, "end", None) for step in ends} >= {"granted", "refused"}
