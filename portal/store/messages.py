"""Reading the outbox: what was, or will be, sent to a phone or about a case."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import MessageRow

UNDELIVERED: Final = ("failed", "expired")
"""States of a message that its phone never got, and never will."""


def newest(session: Session, limit: int, *, phone_digest: str | None = None) -> list[MessageRow]:
    """The newest messages, the newest first, of one phone (by its keyed digest) or of all."""
    query = select(MessageRow).order_by(MessageRow.created_at.desc(), MessageRow.id.desc()).limit(limit)
    if phone_digest is not None:
        query = query.where(MessageRow.phone_digest == phone_digest)
    return list(session.scalars(query))


def of_case(session: Session, case_id: str) -> list[MessageRow]:
    """The messages about a case, oldest first."""
    query = select(MessageRow).where(MessageRow.case_id == case_id).order_by(MessageRow.created_at, MessageRow.id)
    return list(session.scalars(query))


def undelivered(session: Session, case_id: str) -> list[MessageRow]:
    """The messages about a case that could not be delivered, oldest first."""
    return [row for row in of_case(session, case_id) if row.status in UNDELIVERED]
