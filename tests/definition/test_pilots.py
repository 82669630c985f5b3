"""The pilots in services/: short, clean, and playing out as their examples say."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal.definition.form import shown
from portal.definition.load import load_service
from portal.definition.model import INELIGIBLE, EndStep
from portal.definition.reading import read_answers
from portal.definition.samples import SAMPLE_DAY
from portal.store.known_areas import area_known
from portal.workflow.checking import advice_on, findings_of

PILOTS = sorted(Path("services").glob("*/service.yaml"))
MOST_LINES = 150


def test_there_are_pilots() -> None:
    assert {file.parent.name for file in PILOTS} == {
        "residence-certificate",
        "birth-registration",
        "marital-status",
        "construction-permit",
        "event-permit",
        "small-business",
    }


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


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_every_page_question_step_and_end_of_a_pilot_is_in_an_example(file: Path) -> None:
    service = load_service(file).service
    assert service is not None
    asked: set[str] = set()
    reached: set[str] = set()
    for example in service.examples.values():
        if example.expect.state == INELIGIBLE:
            continue
        answers, problems = read_answers(service, example.answers, SAMPLE_DAY, area_known)
        assert not problems
        asked |= {name for fields in shown(service, answers, SAMPLE_DAY).fields.values() for name in fields}
        reached |= {action.do.rpartition(".")[0] for action in example.actions if action.do}
        reached.add(example.expect.state or "")
    ends = {name for name, step in service.workflow.items() if isinstance(step, EndStep)}
    assert asked == set(service.fields)
    assert reached == {*service.officer_steps, *ends}


@pytest.mark.parametrize("file", PILOTS, ids=lambda file: file.parent.name)
def test_every_pilot_is_told_with_its_sources(file: Path) -> None:
    told = Path("docs/pilots.md").read_text(encoding="utf-8")
    assert f"../services/{file.parent.name}/service.yaml" in told
