"""A page that was sent after the session had run out: kept apart, and put back once its applicant has signed in.

Nothing of the case changes while nobody is signed in. Only whoever has the ticket *and* is the case's applicant gets
the words back, so that on a shared phone nobody reads another's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from portal.cases.access import own_case
from portal.cases.command import NoSuchCase
from portal.cases.environment import Environment
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import parked
from portal.workflow.case import Case, Status

KEPT: Final = timedelta(hours=1)
"""How long a form waits for its applicant to sign in again."""
MOST_A_CASE: Final = 3
"""Forms waiting for one case: whoever has learned its id cannot fill the store with them."""
LONGEST: Final = 40_000
"""Characters of a form that is kept; the longest page of a service has about half as many."""


@dataclass(frozen=True)
class BroughtBack:
    """What was put back: its case, its page ('' for a correction), and whether files were lost on the way."""

    case: Case
    page: str
    with_files: bool


def park(
    environment: Environment,
    ticket: str,
    case_id: str,
    page: str,
    typed: Mapping[str, list[str]],
    *,
    with_files: bool,
) -> None:
    """Keep a form under a ticket. Nothing is kept, nor said, when there is no such case to write on."""
    length = sum(len(name) + sum(len(value) for value in values) for name, values in typed.items())
    with environment.database.reading() as session:
        case = case_store.load(session, case_id)
    if case is None or not _being_written(case, page) or length > LONGEST:
        return
    now = environment.clock()
    with environment.database.writing() as session:
        parked.park(session, ticket, case_id, page, typed, now, with_files=with_files)
        session.flush()
        parked.clear_away(session, case_id, now - KEPT, MOST_A_CASE)


def bring_back(environment: Environment, person: str, ticket: str) -> BroughtBack | None:
    """Put what the ticket holds on its page, for the case's own applicant; None for anybody else, and when it is too
    old or the case is not being written any more."""
    with environment.database.writing() as session:
        row = parked.of_ticket(session, ticket)
        if row is None or row.parked_at < environment.clock() - KEPT:
            return None
        try:
            case = own_case(session, person, row.case_id, lock=True)
        except NoSuchCase:
            return None
        page, typed, with_files = row.page, row.typed, row.with_files
        parked.forget(session, ticket)
        if not _being_written(case, page):
            return None
        answer_store.keep_typed(session, case.id, page, typed, environment.clock())
    return BroughtBack(case, page, with_files)


def _being_written(case: Case, page: str) -> bool:
    return case.status is (Status.WITH_APPLICANT if page == answer_store.CORRECTION else Status.DRAFT)
