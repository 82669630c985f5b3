"""Where a case stands, as its applicant is told in one word."""

from __future__ import annotations

from datetime import date
from typing import Literal

from portal.definition.model import Outcome
from portal.workflow.case import Status

Standing = Literal["draft", "waiting", "late", "correction", "granted", "refused", "withdrawn"]

_ENDS: dict[str, Standing] = {
    Outcome.GRANTED.value: "granted",
    Outcome.REFUSED.value: "refused",
    Outcome.WITHDRAWN.value: "withdrawn",
}


def standing(status: str, outcome: str | None, promised: date | None, today: date) -> Standing:
    """The standing of a case, or of its row: `late` while an office has it and the promised day has passed.

    One that waits for its applicant is not late, since the promise stands still meanwhile.
    """
    match Status(status):
        case Status.DRAFT:
            return "draft"
        case Status.WITH_APPLICANT:
            return "correction"
        case Status.ENDED:
            return _ENDS[outcome or ""]
        case Status.WITH_OFFICE:
            return "late" if promised is not None and today > promised else "waiting"
