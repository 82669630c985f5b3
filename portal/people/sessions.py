"""Who is signed in where. A session is a row, so that signing out, a new password or a closed account ends it for good.

The browser holds a random token, the store only its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portal.store.tables import SessionRow

TOKEN_BYTES: Final = 24


def open_session(session: Session, kind: str, person: str, now: datetime, longest: timedelta) -> str:
    """Begin a session of an 'applicant' or 'officer' and return its token. Those that are over are cleared away."""
    session.execute(delete(SessionRow).where(SessionRow.person == person, SessionRow.opened_at <= now - longest))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(SessionRow(digest=_digest(token), kind=kind, person=person, opened_at=now))
    session.flush()
    return token


def owner(session: Session, token: str, now: datetime, longest: timedelta) -> tuple[str, str] | None:
    """Kind and person of a session that still holds: not ended, and begun less than `longest` ago."""
    row = session.scalar(select(SessionRow).where(SessionRow.digest == _digest(token)))
    return None if row is None or row.opened_at <= now - longest else (row.kind, row.person)


def end_session(session: Session, token: str) -> None:
    """End one session, as signing out does."""
    session.execute(delete(SessionRow).where(SessionRow.digest == _digest(token)))


def end_sessions_of(session: Session, person: str) -> None:
    """End every session of a person, as a new password and a closed account do."""
    session.execute(delete(SessionRow).where(SessionRow.person == person))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
