"""The one word for where a case stands."""

from __future__ import annotations

from datetime import date

import pytest

from portal.workflow.standing import Papers, standing

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
