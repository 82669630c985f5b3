"""Officers: their accounts, and signing in by username and password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.definition.model import Text
from portal.lao.language import LANGUAGES, Language
from portal.lao.printing import unprintable
from portal.lao.text import canonical
from portal.people.officer_browsers import browser_of, forget_browsers_of, let_rest_no_longer
from portal.people.passwords import HashedPassword, PasswordProblem, hash_password, is_right, needs_rehash
from portal.people.sessions import end_sessions_of
from portal.store import locks
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.tables import OfficerBrowserRow, OfficerRow

FAILURES_ALLOWED: Final = 10
"""Wrong passwords in a row before an account is locked; as many in a browser that is known to be its officer's."""
LOCKED_FOR: Final = timedelta(minutes=15)

SHORTEST_USERNAME: Final = 3
LONGEST_USERNAME: Final = 40
_USERNAME: Final = re.compile(rf"[a-z0-9][a-z0-9._-]{{{SHORTEST_USERNAME - 1},{LONGEST_USERNAME - 1}}}")


@dataclass(frozen=True)
class Officer:
    """Someone who works cases."""

    id: str
    username: str
    name: Text
    language: Language


class SignInProblem(Enum):
    """Why an officer is not signed in.

    A page must say the same for both: only a username that exists can be locked, and nobody is to learn which do.
    """

    WRONG = "wrong"
    LOCKED = "locked"


class OfficerProblem(Enum):
    """Why an account cannot be made."""

    BAD_USERNAME = "bad-username"
    """Not `SHORTEST_USERNAME` to `LONGEST_USERNAME` of a-z, 0-9, dot, hyphen and underscore, beginning with a letter or
    digit."""
    USERNAME_TAKEN = "username-taken"
    UNPRINTABLE_NAME = "unprintable-name"
    """A name with a letter that papers do not print: none that the officer signs could be made."""


def sign_in(
    database: Database, username: str, password: str, now: datetime, *, known_here: str | None = None
) -> Officer | SignInProblem:
    """The officer whose password this is, or why not; the failure is counted and committed here.

    `known_here` is the token of a browser in which the officer has signed in before. The account's lock, which anybody
    can bring about by guessing, does not shut them out there; the browser counts wrong passwords for itself, and rests
    too.

    The slow hash is computed between two short transactions, so that guessing does not hold the database's write lock.
    A right password is refused while the account is locked, and when it became locked in the meantime.
    """
    name = _username(username)
    with database.reading() as session:
        row = _by_username(session, name)
        hashed = HashedPassword(row.password) if row is not None and row.active else None
    right = is_right(hashed, password)
    if hashed is None:
        return SignInProblem.WRONG
    renewed = hash_password(password, name) if right and needs_rehash(hashed) else None
    with database.writing() as session:
        row = _by_username(session, name, lock=True)
        if row is None or not row.active or row.password != hashed.encoded:
            return SignInProblem.WRONG
        known = None if known_here is None else browser_of(session, row.id, known_here, now)
        if is_locked(known or row, now):
            return SignInProblem.LOCKED
        if not right:
            return _count_failure(known or row, now)
        for counted in (row, known):
            if counted is not None:
                counted.failed_sign_ins, counted.locked_until = 0, None
        if isinstance(renewed, HashedPassword):
            row.password = renewed.encoded
        return _officer(row)


def officer(session: Session, officer_id: str) -> Officer | None:
    """The officer of an id, while their account is active."""
    row = session.get(OfficerRow, officer_id)
    return _officer(row) if row is not None and row.active else None


def create_officer(
    session: Session, *, username: str, password: str | HashedPassword, name: Text, language: Language, now: datetime
) -> Officer | OfficerProblem | PasswordProblem:
    """Open an account. A password hashed already (hash_password) saves the time of hashing it for many accounts."""
    username = _username(username)
    if not _USERNAME.fullmatch(username):
        return OfficerProblem.BAD_USERNAME
    if any(unprintable(name.in_language(each)) for each in LANGUAGES):
        return OfficerProblem.UNPRINTABLE_NAME
    locks.hold(session, f"username {username}")
    if _by_username(session, username) is not None:
        return OfficerProblem.USERNAME_TAKEN
    hashed = hash_password(password, username) if isinstance(password, str) else password
    if isinstance(hashed, PasswordProblem):
        return hashed
    row = OfficerRow(
        id=new_id(),
        username=username,
        password=hashed.encoded,
        name=name.model_dump(),
        language=language,
        created_at=now,
        active=True,
        failed_sign_ins=0,
    )
    session.add(row)
    session.flush()
    return _officer(row)


def set_password(session: Session, officer_id: str, password: str) -> PasswordProblem | None:
    """Give an account another password, unlock it and sign it out everywhere. Raises LookupError for an unknown
    officer."""
    row = _known(session, officer_id)
    hashed = hash_password(password, row.username)
    if isinstance(hashed, PasswordProblem):
        return hashed
    row.password, row.failed_sign_ins, row.locked_until = hashed.encoded, 0, None
    sign_out_everywhere(session, officer_id)
    return None


def set_active(session: Session, officer_id: str, active: bool) -> None:
    """Open or close an account and sign it out everywhere; what its officer did stays. Raises LookupError for an
    unknown officer."""
    _known(session, officer_id).active = active
    sign_out_everywhere(session, officer_id)


def sign_out_everywhere(session: Session, officer_id: str) -> None:
    """End an officer's sessions, and know none of their browsers any more."""
    end_sessions_of(session, officer_id)
    forget_browsers_of(session, officer_id)
    session.flush()


def unlock(session: Session, officer_id: str) -> None:
    """Forget the wrong passwords that locked an account, or let a browser of its officer rest. Raises LookupError for
    an unknown officer."""
    row = _known(session, officer_id)
    row.failed_sign_ins, row.locked_until = 0, None
    let_rest_no_longer(session, officer_id)
    session.flush()


def is_locked(row: OfficerRow | OfficerBrowserRow, now: datetime) -> bool:
    """Whether an account, or a browser of its officer, rests. A lock that reaches much farther than any begun now was
    set before the clock was set back, and counts no more."""
    return row.locked_until is not None and now < row.locked_until <= now + 2 * LOCKED_FOR


def _count_failure(row: OfficerRow | OfficerBrowserRow, now: datetime) -> SignInProblem:
    row.failed_sign_ins += 1
    if row.failed_sign_ins >= FAILURES_ALLOWED:
        row.failed_sign_ins, row.locked_until = 0, now + LOCKED_FOR
    return SignInProblem.WRONG


def of_username(session: Session, typed: str) -> OfficerRow | None:
    """The officer of a username, however it was typed; also of a closed account."""
    return _by_username(session, _username(typed))


def _username(typed: str) -> str:
    return canonical(typed).casefold()


def _by_username(session: Session, username: str, *, lock: bool = False) -> OfficerRow | None:
    query = select(OfficerRow).where(OfficerRow.username == username)
    return session.scalar(query.with_for_update() if lock else query)


def _known(session: Session, officer_id: str) -> OfficerRow:
    row = session.get(OfficerRow, officer_id, with_for_update=True)
    if row is None:
        raise LookupError(f"no officer {officer_id}")
    return row


def _officer(row: OfficerRow) -> Officer:
    language = next(language for language in LANGUAGES if language == row.language)
    return Officer(row.id, row.username, Text(**row.name), language)


def name_of(session: Session, officer_id: str) -> Text:
    """An officer's name, also when the account is closed: what they did stays theirs."""
    row = session.get(OfficerRow, officer_id)
    return Text(lo=officer_id, en=officer_id) if row is None else _officer(row).name
