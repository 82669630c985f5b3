"""Forms that arrived from a browser whose session had run out, until their applicant has signed in again.

The browser holds a random ticket, the store only its digest.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store.tables import ParkedInputRow


def park(
    session: Session,
    ticket: str,
    case_id: str,
    page: str,
    typed: Mapping[str, list[str]],
    now: datetime,
    *,
    with_files: bool,
) -> None:
    """Keep what was typed on a page of a case under the ticket, in place of what it held."""
    session.merge(
        ParkedInputRow(
            ticket=_digest(ticket),
            case_id=case_id,
            page=page,
            typed=dict(typed),
            with_files=with_files,
            parked_at=now,
        )
    )


def of_ticket(session: Session, ticket: str) -> ParkedInputRow | None:
    """What is kept under a ticket."""
    return session.get(ParkedInputRow, _digest(ticket))


def forget(session: Session, ticket: str) -> None:
    """The form has come back to its page."""
    session.execute(delete(ParkedInputRow).where(ParkedInputRow.ticket == _digest(ticket)))


def clear_away(session: Session, case_id: str, before: datetime, most: int) -> None:
    """Forget all that is older than `before`, and of a case all but its `most` newest."""
    session.execute(delete(ParkedInputRow).where(ParkedInputRow.parked_at < before))
    newest_first = (ParkedInputRow.parked_at.desc(), ParkedInputRow.ticket)
    kept = select(ParkedInputRow.ticket).where(ParkedInputRow.case_id == case_id).order_by(*newest_first)
    for ticket in list(session.scalars(kept))[most:]:
        session.execute(delete(ParkedInputRow).where(ParkedInputRow.ticket == ticket))


def erase(session: Session, case_id: str) -> None:
    """Forget everything kept for a case."""
    session.execute(delete(ParkedInputRow).where(ParkedInputRow.case_id == case_id))


def _digest(ticket: str) -> str:
    return hashlib.sha256(ticket.encode()).hexdigest()
