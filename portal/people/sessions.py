"""Who is signed in where. A session is a row, so that signing out, a new password or a closed account ends it for good.

The browser holds a random token, the store only its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from portal.store.tables import SessionRow

TOKEN_BYTES: Final = 24


def open_session(session: Session, kind: str, person: str, now: datetime, longest: timedelta) -> str:
    """Begin a session of an 'applicant' or 'officer' and return its token. Those that are over are cleared away."""
    over = or_(SessionRow.opened_at <= now - longest, SessionRow.opened_at > now + longest)
    session.execute(delete(SessionRow).where(SessionRow.person == person, over))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(SessionRow(digest=_digest(token), kind=kind, person=person, opened_at=now))
    session.flush()
    return token


def owner(session: Session, token: str, now: datetime, longest: timedelta) -> tuple[str, str] | None:
    """Kind and person of a session that still holds: not ended, and begun less than `longest` ago.

    One that begins more than `longest` from now was opened before the clock was set back; it would live until the clock
    has caught up.
    """
    row = session.scalar(select(SessionRow).where(SessionRow.digest == _digest(token)))
    held = row is not None and now - longest < row.opened_at <= now + longest
    return (row.kind, row.person) if row is not None and held else None


def keep_sought(session: Session, token: str, sought: str) -> None:
    """Keep what an officer looks for, in place of what they looked for before."""
    row = session.get(SessionRow, _digest(token))
    if row is not None:
        row.sought = sought


def sought(session: Session, token: str) -> str:
    """What the officer of this session looks for."""
    row = session.get(SessionRow, _digest(token))
    return str(row.sought) if row is not None and row.sought else ""


def end_session(session: Session, token: str) -> None:
    """End one session, as signing out does."""
    session.execute(delete(SessionRow).where(SessionRow.digest == _digest(token)))


def end_sessions_of(session: Session, person: str) -> None:
    """End every session of a person, as a new password and a closed account do."""
    session.execute(delete(SessionRow).where(SessionRow.person == person))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
