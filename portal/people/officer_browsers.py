"""The browsers in which officers signed in. Anybody can make an account rest by guessing; there its officer gets in.

The browser holds a random token in its mark, the store only its digest. A new password, signing out everywhere and
closing the account end every mark of an officer.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portal.store.tables import OfficerBrowserRow

KNOWN_FOR: Final = timedelta(days=180)
"""How long a browser stays known after the last sign-in in it."""
MOST: Final = 20
"""Browsers that are known of an officer, those signed in in last: one that loses its mark every day leaves many."""
_TOKEN_BYTES: Final = 18


def remember(session: Session, officer_id: str, token: str | None, now: datetime) -> str:
    """Know a browser in which this officer has just signed in, and return the token to mark it with: `token`, if it is
    marked as theirs already."""
    if token is not None and (known := browser_of(session, officer_id, token, now)) is not None:
        known.known_at = now
        return token
    theirs = select(OfficerBrowserRow.digest).where(OfficerBrowserRow.officer_id == officer_id)
    oldest = session.scalars(theirs.order_by(OfficerBrowserRow.known_at.desc()).offset(MOST - 1)).all()
    session.execute(delete(OfficerBrowserRow).where(OfficerBrowserRow.digest.in_(oldest)))
    made = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add(OfficerBrowserRow(digest=_digest(made), officer_id=officer_id, known_at=now, failed_sign_ins=0))
    session.flush()
    return made


def owner(session: Session, token: str, now: datetime) -> str | None:
    """The id of the officer who signed in last in the browser with this token, unless its mark has ended."""
    row = _known(session, token, now)
    return None if row is None else row.officer_id


def browser_of(session: Session, officer_id: str, token: str, now: datetime) -> OfficerBrowserRow | None:
    """The browser with this token, held until the transaction ends, when this officer signed in last in it."""
    row = _known(session, token, now, lock=True)
    return row if row is not None and row.officer_id == officer_id else None


def forget_browsers_of(session: Session, officer_id: str) -> None:
    """Know none of an officer's browsers any more."""
    session.execute(delete(OfficerBrowserRow).where(OfficerBrowserRow.officer_id == officer_id))


def let_rest_no_longer(session: Session, officer_id: str) -> None:
    """Forget the wrong passwords that were tried in an officer's browsers."""
    theirs = update(OfficerBrowserRow).where(OfficerBrowserRow.officer_id == officer_id)
    session.execute(theirs.values(failed_sign_ins=0, locked_until=None))


def forget_old_browsers(session: Session, now: datetime) -> int:
    """Forget every officer's browsers in which nobody has signed in for long; returns how many."""
    old = session.scalars(select(OfficerBrowserRow).where(OfficerBrowserRow.known_at <= now - KNOWN_FOR)).all()
    for row in old:
        session.delete(row)
    return len(old)


def _known(session: Session, token: str, now: datetime, *, lock: bool = False) -> OfficerBrowserRow | None:
    query = select(OfficerBrowserRow).where(
        OfficerBrowserRow.digest == _digest(token), OfficerBrowserRow.known_at > now - KNOWN_FOR
    )
    return session.scalar(query.with_for_update() if lock else query)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
