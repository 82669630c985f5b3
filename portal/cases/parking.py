"""A form that was sent after the session had run out: kept apart, and put back once its sender has signed in again.

Nothing of the case changes while nobody is signed in. A form is taken only from a browser in which the applicant of the
case, or the officer, has signed in before; and only whoever has the ticket *and* is that person gets the words back, so
that on a shared phone nobody reads another's.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from portal.cases.access import own_case, workable_task
from portal.cases.command import NoSuchCase
from portal.cases.environment import Environment
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import parked
from portal.store.tables import ParkedInputRow
from portal.workflow.case import Case, Status

KEPT: Final = timedelta(hours=1)
"""How long a form waits for its sender to sign in again."""
CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""By how much a form may seem to come from the future; beyond that the clock was set back since."""
MOST_A_CASE: Final = 3
"""Forms of one person waiting for one case."""
LONGEST: Final = 40_000
"""Characters of a form that is kept; the longest page of a service has about half as many."""


@dataclass(frozen=True)
class BroughtBack:
    """What was put back: its case, its page ('' for a correction), and whether files were lost on the way."""

    case: Case
    page: str
    with_files: bool


@dataclass(frozen=True)
class NotBroughtBack:
    """What was kept and is not put back: its hour is over, or its `case` is not being written any more.
    `page` is as in BroughtBack, where it is known still."""

    case: Case | None = None
    page: str | None = None


@dataclass(frozen=True)
class RemarkBroughtBack:
    """Where an officer's words were put back: the case, the task, and the action they were meant for."""

    case_id: str
    task_id: str
    action: str


def new_ticket(of: str) -> str:
    """A ticket that nobody can guess. It says `of` which case, or for what an officer wrote of which officer, it is:
    once nothing is kept under it any more, only they are told so."""
    return f"{secrets.token_urlsafe(16)}.{of}"


def park(
    environment: Environment,
    ticket: str,
    case_id: str,
    page: str,
    typed: Mapping[str, list[str]],
    *,
    with_files: bool,
    is_known_here: Callable[[str], bool],
) -> bool:
    """Keep a page of a case under a ticket and return whether it was kept.

    `is_known_here` says of the digest of a phone whether it has signed in in the browser that sends. Nothing is kept
    from a browser that the applicant has not used, nor when the case is not being written.
    """
    if _length(typed) > LONGEST:
        return False
    with environment.database.reading() as session:
        if not any(is_known_here(digest) for digest in parked.phones_of_applicant(session, case_id)):
            return False
        case = case_store.load(session, case_id)
    if case is None or not _being_written(case, page) or not _is_asked(environment, case, page):
        return False
    with environment.database.writing() as session:
        parked.park(session, ticket, case_id, page, typed, environment.clock(), with_files=with_files)
        parked.keep_newest(session, case_id, None, MOST_A_CASE)
    return True


def closed_to(environment: Environment, case_id: str, page: str, is_known_here: Callable[[str], bool]) -> Case | None:
    """The case of a page that is not kept because nothing is written in it any more: it was sent, corrected, withdrawn
    or deleted. None when that is not why, and in a browser that its applicant has not used: `is_known_here` is as for
    `park`.
    """
    with environment.database.reading() as session:
        if not any(is_known_here(digest) for digest in parked.phones_of_applicant(session, case_id)):
            return None
        case = case_store.load(session, case_id)
    return None if case is None or _being_written(case, page) else case


def park_remark(
    environment: Environment,
    ticket: str,
    officer: str,
    case_id: str,
    task_id: str,
    action: str,
    typed: Mapping[str, list[str]],
) -> bool:
    """Keep what an officer wrote for an action under a ticket and return whether it was kept.

    It is when the task is open and theirs, and has such an action. The caller knows that it is their browser.
    """
    if _length(typed) > LONGEST:
        return False
    with environment.database.writing() as session:
        try:
            case, task = workable_task(session, environment, officer, task_id, case_id)
        except NoSuchCase:
            return False
        step = environment.services.version(case.definition).officer_step(task.path) if task else None
        if step is None or action not in step.actions:
            return False
        parked.park(session, ticket, case_id, action, typed, environment.clock(), officer=officer, task_id=task_id)
        parked.keep_newest(session, case_id, officer, MOST_A_CASE)
    return True


def waits(environment: Environment, ticket: str, *, for_officer: bool) -> bool:
    """Whether something is kept under this ticket, of an officer or else of an applicant."""
    with environment.database.reading() as session:
        row = _held(session, environment, ticket)
    return row is not None and (row.officer_id is not None) is for_officer


def bring_back(environment: Environment, person: str, ticket: str) -> BroughtBack | NotBroughtBack | None:
    """Put what the ticket holds on its page, for the case's own applicant, or say why it is not; None for anybody
    else."""
    with environment.database.writing() as session:
        row = _held(session, environment, ticket)
        if row is not None and row.officer_id is not None:
            return None
        try:
            case = own_case(session, person, row.case_id if row else _of(ticket), lock=True)
        except NoSuchCase:
            return None
        if row is None:  # forgotten, after its hour or when the application was handed in
            written = case.status in {Status.DRAFT, Status.WITH_APPLICANT}
            return NotBroughtBack(None if written else case)
        page, typed, with_files = row.form_name, row.typed, row.with_files
        parked.forget(session, ticket)
        if not _being_written(case, page):
            return NotBroughtBack(case, page)
        answer_store.keep_typed(session, case.id, page, typed, environment.clock())
    return BroughtBack(case, page, with_files)


def bring_remark_back(environment: Environment, officer: str, ticket: str) -> RemarkBroughtBack | NotBroughtBack | None:
    """Put what the ticket holds beside its action, for the officer who wrote it, or say why it is not; None for anybody
    else."""
    with environment.database.writing() as session:
        row = _held(session, environment, ticket)
        if row is None and _of(ticket) == officer:
            return NotBroughtBack()
        if row is None or row.officer_id != officer or row.task_id is None:
            return None
        back, typed = RemarkBroughtBack(row.case_id, row.task_id, row.form_name), row.typed
        parked.forget(session, ticket)
        try:
            workable_task(session, environment, officer, back.task_id, back.case_id)
        except NoSuchCase:
            return None
        answer_store.keep_remark(session, back.case_id, officer, back.task_id, back.action, typed, environment.clock())
    return back


def forget_old(session: Session, now: datetime) -> int:
    """Forget the forms whose hour is over; returns how many that were."""
    return parked.forget_outside(session, now - KEPT, now + CLOCKS_DIFFER)


def _of(ticket: str) -> str:
    return ticket.partition(".")[2]


def _held(session: Session, environment: Environment, ticket: str) -> ParkedInputRow | None:
    now = environment.clock()
    return parked.of_ticket(session, ticket, now - KEPT, now + CLOCKS_DIFFER)


def _length(typed: Mapping[str, list[str]]) -> int:
    return sum(len(name) + sum(len(value) for value in values) for name, values in typed.items())


def _being_written(case: Case, page: str) -> bool:
    return case.status is (Status.WITH_APPLICANT if page == answer_store.CORRECTION else Status.DRAFT)


def _is_asked(environment: Environment, case: Case, page: str) -> bool:
    """Whether the form has such a page; an address can name any."""
    form = environment.services.version(case.definition).form
    return page == answer_store.CORRECTION or any(each.page == page for each in form)
