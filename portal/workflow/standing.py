"""Where a case stands, as its applicant is told in one word."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from portal.definition.model import APPLICANT, Outcome
from portal.lao.calendar import working_days_between
from portal.lao.dates import local_date
from portal.workflow.case import Case, Status

Standing = Literal["draft", "waiting", "late", "correction", "granted", "preparing", "issued", "refused", "withdrawn"]
Papers = Literal["none", "ordered", "made"]
"""What there is of the papers of a case: `made` once each that was ordered can be fetched."""

_GRANTED: dict[Papers, Standing] = {"none": "granted", "ordered": "preparing", "made": "issued"}
_ENDS: dict[str, Standing] = {
    Outcome.REFUSED.value: "refused",
    Outcome.WITHDRAWN.value: "withdrawn",
}


def standing(status: str, outcome: str | None, promised: date | None, today: date, papers: Papers = "none") -> Standing:
    """The standing of a case, or of its row: `late` while an office has it and the promised day has passed.

    One that waits for its applicant is not late, since the promise stands still meanwhile. A granted one is `issued`
    only when its papers are made, and `preparing` before.
    """
    match Status(status):
        case Status.DRAFT:
            return "draft"
        case Status.WITH_APPLICANT:
            return "correction"
        case Status.ENDED:
            return _GRANTED[papers] if outcome == Outcome.GRANTED else _ENDS[outcome or ""]
        case Status.WITH_OFFICE:
            return "late" if promised is not None and today > promised else "waiting"


def papers_of(case: Case) -> Papers:
    """What there is of the papers of a case."""
    if not case.issuances:
        return "none"
    return "made" if all(one.is_made for one in case.issuances) else "ordered"


def standing_of(case: Case, today: date) -> Standing:
    """The standing of a case; see `standing`."""
    return standing(case.status, case.outcome, case.promised, today, papers_of(case))


def answered_late(outcome: str | None, promised: date | None, ended: datetime | None) -> int | None:
    """By how many working days a case was answered after the day that was promised: 0 in time.

    None where there is no answer: while it is open, without a promise, and when the applicant withdrew it.
    """
    if promised is None or ended is None or outcome == Outcome.WITHDRAWN:
        return None
    return max(working_days_between(promised, local_date(ended)), 0)


def places_of(case: Case) -> frozenset[str]:
    """Where a case stands in its workflow: the steps, and of a parallel one the branches ('step.branch'), in which an
    office has it; `applicant` while it waits for a correction; the end in which it ended."""
    if case.tasks:
        return frozenset(task.path for task in case.tasks.values())
    if case.status is Status.WITH_APPLICANT:
        return frozenset({APPLICANT})
    return frozenset({case.step} if case.step else ())
