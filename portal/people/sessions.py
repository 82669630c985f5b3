"""Who is signed in where. A session is a row, so that signing out, a new password or a closed account ends it for good.

The browser holds a random token, the store only its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select
from sqlalchemy.orm import Session

from portal.store.tables import SessionRow

TOKEN_BYTES: Final = 24
MOST_SOUGHT: Final = 30
"""Searches of one session that are kept: more than an officer has windows open."""


def open_session(session: Session, kind: str, person: str, now: datetime, longest: timedelta) -> str:
    """Begin a session of an 'applicant' or 'officer' and return its token. Those that are over are cleared away."""
    session.execute(delete(SessionRow).where(SessionRow.person == person, _over(now, longest)))
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


def forget_ended(session: Session, now: datetime, longest: timedelta) -> int:
    """Clear away everybody's sessions that are over, with what was looked for in them; returns how many."""
    return cast("CursorResult[Any]", session.execute(delete(SessionRow).where(_over(now, longest)))).rowcount


def _over(now: datetime, longest: timedelta) -> ColumnElement[bool]:
    return or_(SessionRow.opened_at <= now - longest, SessionRow.opened_at > now + longest)


def keep_sought(session: Session, token: str, sought: str) -> str:
    """Keep what an officer looks for and return the name of this search, which says nothing about it.

    Each search has a name of its own, so that two windows do not mix theirs up; the last `MOST_SOUGHT` are kept.
    """
    name = secrets.token_urlsafe(6)
    row = session.scalar(select(SessionRow).where(SessionRow.digest == _digest(token)).with_for_update())
    if row is not None:
        earlier = list((row.sought or {}).items())[1 - MOST_SOUGHT :]
        row.sought = dict([*earlier, (name, sought)])
    return name


def sought(session: Session, token: str, name: str) -> str | None:
    """What the officer of this session looked for in the search of this name; None for one that is not kept."""
    row = session.get(SessionRow, _digest(token))
    found = (row.sought or {}).get(name) if row is not None else None
    return None if found is None else str(found)


def end_session(session: Session, token: str) -> None:
    """End one session, as signing out does."""
    session.execute(delete(SessionRow).where(SessionRow.digest == _digest(token)))


def end_sessions_of(session: Session, person: str) -> None:
    """End every session of a person, as a new password and a closed account do."""
    session.execute(delete(SessionRow).where(SessionRow.person == person))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
