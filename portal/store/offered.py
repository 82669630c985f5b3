"""Answers that a draft's form is filled in with until its applicant sends a page, or wants them no more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store.tables import OfferedRow

BEFORE_THE_FORM: Final = ""
"""`source` of what was answered before the form; an earlier case has its id."""


def keep(session: Session, case_id: str, source: str, values: Mapping[str, Any], now: datetime) -> None:
    """Offer these values to the draft, in place of what the same source has offered it."""
    session.merge(OfferedRow(case_id=case_id, source=source, values=dict(values), offered_at=now))


def of_draft(session: Session, case_id: str) -> list[OfferedRow]:
    """What is offered to a draft: what was answered before the form last, since it is about this application."""
    query = select(OfferedRow).where(OfferedRow.case_id == case_id).order_by(OfferedRow.source.desc())
    return list(session.scalars(query))


def forget(session: Session, case_id: str) -> None:
    """Offer the draft nothing any more."""
    session.execute(delete(OfferedRow).where(OfferedRow.case_id == case_id))


def forget_earlier(session: Session, case_id: str) -> None:
    """Offer the draft no answers of an earlier case any more."""
    earlier = OfferedRow.case_id == case_id, OfferedRow.source != BEFORE_THE_FORM
    session.execute(delete(OfferedRow).where(*earlier))
