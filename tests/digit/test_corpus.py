"""The twelve workflows that come with DIGIT: imported, clean, faults named, and every action of each taken."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from portal.definition.load import load_text
from portal.definition.model import APPLICANT, OfficerStep, Service
from portal.digit.importing import Imported, ImportedService, import_digit
from portal.store.known_areas import area_known
from portal.workflow.checking import advice_on, findings_of
from tests.digit.walking import walk

GUIDE: Final = Path(__file__).parents[2] / "docs" / "import-digit.md"
FILES: Final = sorted(Path(__file__).with_name("corpus").glob("*.json"))

Said_of = list[tuple[str, str, str]]
"""Findings of a file: code, the state or service it is about, and why it is so."""

TWO_STARTS = "isStartState also where a case goes on: DIGIT starts at the state without a name alone"
NO_TIME = "businessServiceSla is null, from which egov-workflow-v2 subtracts the time that passed"
OVER_BUT_OPEN = "approved, no terminate state, and only undoing it leads on: its cases count as open for ever"
ELSEWHERE = "the correction goes to another office than sent it back, which our format does not have"
FAULTS: Final[dict[str, Said_of]] = {
    "bpa-services__Lowrisk_Workflow": [("applicant-goes-elsewhere", "INPROGRESS", ELSEWHERE)],
    "bpa-services__workflow-config": [("applicant-goes-elsewhere", "INPROGRESS", ELSEWHERE)],
    "firenoc-services__PostmanScriptWorkflowFireNoc": [
        (
            "slas-exceed-service",
            "2.5",
            "a day for documents, one for the inspection, half a day to approve: of two days",
        ),
        ("several-starts", "INITIATED", TWO_STARTS),
        ("granted-without-end", "APPROVED", OVER_BUT_OPEN),
    ],
    "pgr-services__PostmanScriptWorkflowPgr": [
        *(
            ("citizen-action-in-office", state, "citizens comment while an office has the case")
            for state in ("PENDINGFORASSIGNMENT", "PENDINGFORREASSIGNMENT", "PENDINGATLME")
        ),
        ("terminate-with-actions", "REJECTED", "a terminate state that citizens reopen, rate and comment on"),
        ("citizen-action-in-office", "REJECTED", "the same"),
        ("terminate-with-actions", "RESOLVED", "the same"),
        ("citizen-action-in-office", "RESOLVED", "the same"),
    ],
    "property-services__PostmanScriptWorkflowPropertyAssessment": [("several-starts", "INITIATED", TWO_STARTS)],
    "property-services__PostmanScriptWorkflowPropertyCreation": [
        ("no-sla", "PT.CREATE", NO_TIME),
        ("several-starts", "OPEN", TWO_STARTS),
    ],
    "property-services__PostmanScriptWorkflowPropertyMutation": [
        ("no-sla", "PT.MUTATION", NO_TIME),
        ("several-starts", "OPEN", TWO_STARTS),
    ],
    "sw-services__PostmanScriptWorkflowNewSewerageConnection": [
        ("applicant-goes-elsewhere", "pending_for_field_inspection", ELSEWHERE),
        ("applicant-goes-elsewhere", "pending_approval_for_connection", ELSEWHERE),
    ],
    "tl-services__PostmanScriptWorkflowTradeLicense": [
        ("several-starts", "INITIATED", TWO_STARTS),
        ("granted-without-end", "APPROVED", OVER_BUT_OPEN),
        ("system-action", "EXPIRE", "a program lets licences expire: here a paper has a last day"),
    ],
    "tl-services__PostmanScriptWorkflowTradeLicenseEditRenewal": [
        ("several-starts", "INITIATED", TWO_STARTS),
        ("several-starts", "APPLIED", TWO_STARTS),
        ("granted-without-end", "APPROVED", OVER_BUT_OPEN),
    ],
    "ws-services__PostmanScriptWorkflowModifyConnection": [],
    "ws-services__PostmanScriptWorkflowNewWaterConnection": [
        ("applicant-goes-elsewhere", "pending_for_field_inspection", ELSEWHERE),
        ("applicant-goes-elsewhere", "pending_approval_for_connection", ELSEWHERE),
    ],
}
"""All that is said of each file beside notes, in the order of the file."""

of_each = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


def of(file: Path) -> tuple[Imported, ImportedService, Service]:
    """The import of a file, its one service, and that as it reads."""
    imported = import_digit(file.read_bytes(), file.name)
    (service,) = imported.services
    loaded = load_text(service.text, service.slug)
    assert loaded.service is not None, loaded.findings
    return imported, service, loaded.service


def source(file: Path) -> dict[str, Any]:
    (service,) = json.loads(file.read_text(encoding="utf-8"))["BusinessServices"]
    assert isinstance(service, dict)
    return service


def test_there_are_twelve() -> None:
    assert [file.stem for file in FILES] == sorted(FAULTS)
    assert len(FILES) == 12


@of_each
def test_each_is_imported_and_checks_clean(file: Path) -> None:
    _, service, _ = of(file)
    loaded = load_text(service.text, service.slug)
    found = findings_of(loaded, area_known, folder=service.slug)
    assert [str(each) for each in [*found, *advice_on(loaded, found, [])]] == []


@of_each
def test_each_is_told_its_real_faults_and_no_others(file: Path) -> None:
    imported, _, _ = of(file)
    said = [each for each in imported.findings if each.severity != "note"]
    assert [each.code for each in said] == [code for code, _, _ in FAULTS[file.stem]]
    for each, (_, about, _) in zip(said, FAULTS[file.stem], strict=True):
        assert about in each.message.en
    assert not any(each.severity == "error" for each in said)


@of_each
def test_the_table_in_the_guide_is_right(file: Path) -> None:
    imported, one, service = of(file)
    states = source(file)["states"]
    said = Counter(each.code for each in imported.findings if each.severity != "note")
    ends = sum(not isinstance(step, OfficerStep) for step in service.workflow.values())
    cells = (
        *(source(file)["businessService"], len(states), sum(len(each.get("actions") or []) for each in states)),
        *(f"`{one.slug}`", len(service.workflow) - ends, ends, service.promise),
        ", ".join(f"`{code}`" + (f" ×{count}" if count > 1 else "") for code, count in said.items()) or "—",
    )
    assert f"| {' | '.join(map(str, cells))} |" in GUIDE.read_text(encoding="utf-8").splitlines()


@of_each
def test_every_text_is_lao(file: Path) -> None:
    imported, service, _ = of(file)
    assert "ຕ້ອງແປ" not in re.sub("^#.*", "", service.text, flags=re.MULTILINE)
    assert "not-translated" not in {each.code for each in imported.findings}


@of_each
def test_every_end_has_an_example_and_a_correction_too(file: Path) -> None:
    _, _, service = of(file)
    ends = [name for name, step in service.workflow.items() if not isinstance(step, OfficerStep)]
    shown = {example.expect.state for example in service.examples.values()}
    assert shown == set(ends)
    back = any(action.to == APPLICANT for step in service.officer_steps.values() for action in step.actions.values())
    assert any(each.correct for example in service.examples.values() for each in example.actions) == back


@of_each
def test_every_action_of_the_source_is_kept(file: Path) -> None:
    """None is left out, and each leads where the source says."""
    _, imported, service = of(file)
    traced = {trace.path: trace for trace in imported.traces}
    for path, state, action in actions(file):
        trace = traced[path]
        assert trace.became != "left-out"
        if trace.became == "action":
            target = service.officer_steps[trace.step].actions[trace.action].to
            assert target in {plain(action["nextState"]), APPLICANT}, action
            if target == APPLICANT:
                assert state_of(file, action["nextState"]) in applicants(file)
            if plain(state["state"]) in service.workflow:
                assert plain(state["state"]) == trace.step


def actions(file: Path) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any], dict[str, Any]]]:
    """Every action of the source, with its path and its state."""
    for number, state in enumerate(source(file)["states"]):
        for index, action in enumerate(state.get("actions") or []):
            yield ("BusinessServices", 0, "states", number, "actions", index), state, action


def state_of(file: Path, name: str) -> str:
    return next(str(state["state"]) for state in source(file)["states"] if state["state"] == name)


def applicants(file: Path) -> set[str]:
    """The states in which every action is for citizens, or for those who stand in for them at a counter."""
    return {
        state["state"]
        for state in source(file)["states"]
        if state.get("actions")
        and any("CITIZEN" in action["roles"] for action in state["actions"])
        and all(
            "CITIZEN" in each["roles"] or all("CEMP" in role for role in each["roles"]) for each in state["actions"]
        )
    }


def plain(name: str | None) -> str:
    return re.sub("[^a-z0-9]+", "_", (name or "").lower())


@of_each
def test_every_action_is_taken_by_a_walk(file: Path) -> None:
    _, imported, service = of(file)
    for trace in imported.traces:
        walk(service, trace)
