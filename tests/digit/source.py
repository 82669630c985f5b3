"""Small business services as JSON texts, and ways to spoil them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from portal.definition.findings import Finding, Place
from portal.definition.load import load_text
from portal.definition.model import OfficerStep, Service
from portal.digit.importing import Imported, ImportedService, import_digit
from tests.digit.making import action, state

MARK = "¦"
"""Stands in a JSON text where the finding should."""


def service(*states: dict[str, Any], name: str = "NewTL", sla: Any = 864_000_000) -> dict[str, Any]:
    """A business service of these states, after a start from which citizens apply to the first of them."""
    first = states[0]["state"]
    start = state(None, [action("APPLY", first, ["CITIZEN"])], start=True)
    return {"businessService": name, "businessServiceSla": sla, "states": [start, *states]}


def review(*more: dict[str, Any], name: str = "REVIEW", sla: Any = None) -> dict[str, Any]:
    """A state in which an approver approves, rejects, or takes one of `more` actions."""
    own = [action("APPROVE", "APPROVED", ["TL_APPROVER"]), action("REJECT", "REJECTED", ["TL_APPROVER"])]
    return state(name, [*own, *more], sla=sla)


ENDS = (state("APPROVED", None, end=True), state("REJECTED", None, end=True))


def imported(*services: dict[str, Any], **options: Any) -> Imported:
    """What the import makes of these services."""
    return import_digit(json.dumps({"BusinessServices": services}).encode(), "source.json", **options)


def one(*states: dict[str, Any], **options: Any) -> tuple[Service, ImportedService, set[str]]:
    """The one service that is made of these states, as it reads, as it was imported, and the codes of what was said."""
    found = imported(service(*states), **options)
    (only,) = found.services
    loaded = load_text(only.text, only.slug)
    assert loaded.service is not None, loaded.findings
    return loaded.service, only, {each.code for each in found.findings}


def step(found: Service, name: str) -> OfficerStep:
    """The officer's step of a name."""
    own = found.workflow[name]
    assert isinstance(own, OfficerStep)
    return own


@dataclass(frozen=True)
class Marked:
    """A JSON text and the place that was marked in it."""

    content: bytes
    place: Place


def marked(text: str) -> Marked:
    """The text without its mark, and where the first stood: an applicationStatus repeats the name of its state."""
    before, mark, after = text.partition(MARK)
    assert mark, "nothing is marked"
    return Marked(
        (before + after.replace(MARK, "")).encode(),
        Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1),
    )


def findings(content: bytes) -> list[Finding]:
    """What the import says of a file."""
    return import_digit(content, "source.json").findings
