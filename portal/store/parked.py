"""Forms that arrived from a browser whose session had run out, until whoever sent them has signed in again.

The browser holds a random ticket, the store only its digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, select
from sqlalchemy.orm import Session

from portal.store.tables import CaseRow, ParkedInputRow, PhoneRow


def park(
    session: Session,
    ticket: str,
    case_id: str,
    form_name: str,
    typed: Mapping[str, list[str]],
    now: datetime,
    *,
    with_files: bool = False,
    officer: str | None = None,
    task_id: str | None = None,
) -> None:
    """Keep what was typed on a page of a case, or for an action, under the ticket, in place of what it held."""
    session.merge(
        ParkedInputRow(
            ticket=_digest(ticket),
            case_id=case_id,
            form_name=form_name,
            officer_id=officer,
            task_id=task_id,
            typed=dict(typed),
            with_files=with_files,
            parked_at=now,
        )
    )
    session.flush()


def of_ticket(session: Session, ticket: str, after: datetime, before: datetime) -> ParkedInputRow | None:
    """What is kept under a ticket, if it was parked between these moments."""
    row = session.get(ParkedInputRow, _digest(ticket))
    return row if row is not None and after <= row.parked_at <= before else None


def forget(session: Session, ticket: str) -> None:
    """The form has come back to its page."""
    session.execute(delete(ParkedInputRow).where(ParkedInputRow.ticket == _digest(ticket)))


def keep_newest(session: Session, case_id: str, officer: str | None, most: int) -> None:
    """Forget all but the `most` newest that an officer, or its applicant, has parked of a case."""
    theirs = ParkedInputRow.case_id == case_id, ParkedInputRow.officer_id == officer
    newest_first = (ParkedInputRow.parked_at.desc(), ParkedInputRow.ticket)
    for ticket in list(session.scalars(select(ParkedInputRow.ticket).where(*theirs).order_by(*newest_first)))[most:]:
        session.execute(delete(ParkedInputRow).where(ParkedInputRow.ticket == ticket))


def forget_outside(session: Session, after: datetime, before: datetime) -> int:
    """Forget whatever was not parked between these moments; returns how many forms that were."""
    outside = or_(ParkedInputRow.parked_at < after, ParkedInputRow.parked_at > before)
    return cast("CursorResult[Any]", session.execute(delete(ParkedInputRow).where(outside))).rowcount


def erase(session: Session, case_id: str) -> None:
    """Forget everything kept for a case."""
    session.execute(delete(ParkedInputRow).where(ParkedInputRow.case_id == case_id))


def erase_applicants(session: Session, case_id: str) -> None:
    """Forget what the case's applicant wrote: they have written no more to write."""
    mine = ParkedInputRow.case_id == case_id, ParkedInputRow.officer_id.is_(None)
    session.execute(delete(ParkedInputRow).where(*mine))


def phones_of_applicant(session: Session, case_id: str) -> list[str]:
    """The digests of the phones of a case's applicant; none when there is no such case, which takes as long to say."""
    query = select(PhoneRow.digest).join(CaseRow, CaseRow.applicant_id == PhoneRow.person_id)
    return list(session.scalars(query.where(CaseRow.id == case_id)))


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
