"""The one word for where a case stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.workflow.case import Case, Issuance, Status
from portal.workflow.standing import Papers, answered_late, standing, standing_of

PROMISED = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("status", "outcome", "promised", "today", "word"),
    [
        ("draft", None, None, date(2026, 12, 20), "draft"),
        ("with-office", None, PROMISED, date(2026, 11, 25), "waiting"),
        ("with-office", None, PROMISED, date(2026, 11, 26), "late"),
        ("with-applicant", None, PROMISED, date(2026, 12, 20), "correction"),
        ("ended", "granted", PROMISED, date(2026, 12, 20), "granted"),
        ("ended", "refused", PROMISED, date(2026, 12, 20), "refused"),
        ("ended", "withdrawn", PROMISED, date(2026, 12, 20), "withdrawn"),
        ("ended", "withdrawn", None, date(2026, 12, 20), "withdrawn"),
    ],
)
def test_only_what_an_office_has_can_be_late(
    status: str, outcome: str | None, promised: date | None, today: date, word: str
) -> None:
    assert standing(status, outcome, promised, today) == word


@pytest.mark.parametrize(("papers", "word"), [("none", "granted"), ("ordered", "preparing"), ("made", "issued")])
def test_a_case_is_issued_when_its_papers_are_made(papers: Papers, word: str) -> None:
    assert standing("ended", "granted", PROMISED, PROMISED, papers) == word
    assert standing("ended", "refused", PROMISED, PROMISED, papers) == "refused"


@pytest.mark.parametrize(
    ("outcome", "promised", "ended", "days"),
    [
        ("granted", PROMISED, datetime(2026, 11, 25, 16, 59, tzinfo=UTC), 0),
        ("granted", PROMISED, datetime(2026, 11, 25, 17, 1, tzinfo=UTC), 1),  # past midnight in Vientiane
        ("refused", PROMISED, datetime(2026, 11, 30, 3, tzinfo=UTC), 3),
        ("refused", PROMISED, datetime(2026, 11, 20, 3, tzinfo=UTC), 0),
        ("withdrawn", PROMISED, datetime(2026, 12, 20, 3, tzinfo=UTC), None),
        ("granted", None, datetime(2026, 12, 20, 3, tzinfo=UTC), None),
        (None, PROMISED, None, None),
    ],
)
def test_an_answer_is_late_by_working_days_and_what_was_withdrawn_by_none(
    outcome: str | None, promised: date | None, ended: datetime | None, days: int | None
) -> None:
    assert answered_late(outcome, promised, ended) == days


def test_the_standing_of_a_case_goes_by_its_papers() -> None:
    ended = Case("case", status=Status.ENDED, outcome="granted", promised=PROMISED)
    made, due = Issuance("issued", 1, "certificate-1", "1"), Issuance("issued", 2)
    assert standing_of(ended, PROMISED) == "granted"
    assert standing_of(replace(ended, issuances=(made, due)), PROMISED) == "preparing"
    assert standing_of(replace(ended, issuances=(made,)), PROMISED) == "issued"
