"""Signing in by phone: a one-time code goes out by SMS, and the right one opens the door once.

Nothing here tells whether a phone is known: a code is sent to any number, and a new person is entered only when the
code comes back. One phone's requests and tries queue, so neither limit can be outrun by asking twice at once.

Anybody can ask for codes to anybody's phone, and so use up what it may be sent: `code_allowances` says how many whoever
asks may have.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, CursorResult, delete, or_, select, update
from sqlalchemy.orm import Session

from portal.definition.model import Text
from portal.lao.language import DEFAULT_LANGUAGE, Language
from portal.lao.text import canonical, latin_digits
from portal.messaging import outbox
from portal.people import code_allowances
from portal.people.applicants import Person, add_person, person_of_phone
from portal.people.phones import phone_digest
from portal.settings import Settings
from portal.store import locks
from portal.store.columns import new_id
from portal.store.tables import MessageRow, PhoneRow, SignInCodeRow

CODE_DIGITS: Final = 6
"""With at most `code_tries` guesses a code and the codes that strangers can ask for: by default 25 in a million an hour
from one network address, 75 from however many."""
RESEND_AFTER: Final = timedelta(seconds=30)
"""A second request this soon is a double tap, not a lost message."""
SENT_TWICE: Final = timedelta(minutes=1)
"""How long a used code opens the door again in its browser, unless its person signs out. A form that is sent twice on a
slow network is answered twice, and the browser keeps the last answer: it must be signed in by that one too."""
KEPT: Final = timedelta(days=1)
"""How long a code's row is kept, for counting and for saying that it has expired."""
CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""By how much a code may seem to come from the future: machines differ a little. Beyond that the clock was set back,
and a code that would live on until the clock has caught up is void."""
_NO_CODE: Final = ""
"""Stands for the digest of a code that lets nobody in any more."""
MESSAGE_KEY: Final = "sign-in-code"
MESSAGE: Final = Text(
    lo="{code} ແມ່ນລະຫັດຂອງບໍລິການລັດອອນລາຍ ໃຊ້ໄດ້ {minutes} ນາທີ. ຢ່າບອກໃຜ.",
    en="{code} is your sign-in code, good for {minutes} minutes. Do not tell it to anyone.",
)


class CodeRefusal(Enum):
    """Why no code was sent."""

    TOO_SOON = "too-soon"
    """One went out a moment ago and can still be used."""
    TOO_MANY = "too-many"
    """The phone has had as many as it may have in an hour or a day, asked for from here."""
    BUSY = "busy"
    """All phones together have had as many as strangers may ask for in an hour."""
    BUSY_HERE = "busy-here"
    """All phones together have had as many as strangers at one network address may ask for in an hour."""


@dataclass(frozen=True)
class CodeRequest:
    """What came of asking for a code: `refused` is None when one was sent. `again_at` is when to ask for the next."""

    again_at: datetime
    refused: CodeRefusal | None = None

    @property
    def sent(self) -> bool:
        """Whether a code is on its way."""
        return self.refused is None


class CodeProblem(Enum):
    """Why a code did not sign anybody in."""

    WRONG = "wrong"
    EXPIRED = "expired"
    TOO_MANY = "too-many"
    """Too many wrong tries: the code is void, a new one is needed."""
    NONE = "none"
    """No code was asked for, or it has been used."""


def request_code(
    session: Session,
    number: str,
    language: Language,
    settings: Settings,
    now: datetime,
    *,
    browser: str,
    network: str = "",
    known_here: str | None = None,
) -> CodeRequest:
    """Put a fresh code for an E.164 number in the outbox, in this (writing) transaction.

    `browser` is a secret of the browser that asks: only there can the code be used, so that nobody else can use it up
    by guessing. `network` is the network address it asks from, and `known_here` the mark of this browser when the
    number has signed in in it before.

    The text is in the language of the phone's person where there is one, or else in `language`. Earlier codes stay good
    until they expire: on a thin network the first SMS may come after the second.
    """
    secret = settings.secret_key.get_secret_value()
    digest = phone_digest(number, secret)
    near = _keyed("network", network, secret)
    mark = None if known_here is None else _keyed("mark", known_here, secret)
    locks.hold(session, f"phone {digest}")
    _clear_away(session, now, digest)
    rows = _codes(session, digest)
    here = [row for row in rows if row.browser_digest == _browser_digest(browser) and row.created_at <= now]
    if here and now < here[0].created_at + RESEND_AFTER and _why_dead(here[0], settings, now) is None:
        return CodeRequest(here[0].created_at + RESEND_AFTER, CodeRefusal.TOO_SOON)
    mark = code_allowances.counted_as(rows, settings, now, mark)
    used_up = list(code_allowances.used_up(rows, settings, now, near, mark))
    if used_up:
        return CodeRequest(max(used_up), CodeRefusal.TOO_MANY)
    if mark is None and (busy := _busy(session, settings, now, near)):
        return busy
    row = SignInCodeRow(
        id=new_id(),
        phone_digest=digest,
        browser_digest=_browser_digest(browser),
        network_digest=near,
        mark_digest=mark,
        created_at=now,
        expires_at=now + timedelta(minutes=settings.code_minutes),
    )
    _send(session, number, row, language, settings)
    return CodeRequest(now + RESEND_AFTER)


def _busy(session: Session, settings: Settings, now: datetime, near: str) -> CodeRequest | None:
    """Why strangers have to wait, whatever the phone, if they do."""
    if (again_at := code_allowances.of_all_used_up(session, settings, now)) is not None:
        return CodeRequest(again_at, CodeRefusal.BUSY)
    if (again_at := code_allowances.of_address_used_up(session, settings, now, near)) is not None:
        return CodeRequest(again_at, CodeRefusal.BUSY_HERE)
    return None


def _send(session: Session, number: str, row: SignInCodeRow, language: Language, settings: Settings) -> None:
    """Give the row a code, and put it in the outbox in the language of the phone's person, or else in `language`."""
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    row.code_digest = _code_digest(row.id, code, settings.secret_key.get_secret_value())
    session.add(row)
    session.flush()
    owner = person_of_phone(session, row.phone_digest)
    wording = owner.language if owner else language
    outbox.put(
        session,
        number=number,
        phone_digest=row.phone_digest,
        language=wording,
        key=MESSAGE_KEY,
        text=MESSAGE.in_language(wording).format(code=code, minutes=settings.code_minutes),
        now=row.created_at,
        expires_at=row.expires_at,
    )


def check_code(
    session: Session,
    number: str,
    code: str,
    settings: Settings,
    now: datetime,
    language: Language = DEFAULT_LANGUAGE,
    *,
    browser: str,
) -> Person | CodeProblem:
    """The person whom the right code signs in, in the `browser` that asked for it, or why it does not.

    Lao digits, spaces and hyphens are taken. The caller commits also when it is wrong, since the try is counted here;
    what is not six digits is wrong, but no try. A right code voids every other of this browser; whoever sends one again
    within `SENT_TWICE` is let in again. On a phone's first sign-in its person is entered, with `language`.
    """
    secret = settings.secret_key.get_secret_value()
    digest = phone_digest(number, secret)
    locks.hold(session, f"phone {digest}")
    rows = [row for row in _codes(session, digest) if row.browser_digest == _browser_digest(browser)]
    live = [row for row in rows if _why_dead(row, settings, now) is None]
    typed = _digits(code)
    if _matches(_just_used(rows, now), typed, secret) and (owner := person_of_phone(session, digest)):
        return owner
    if not live:
        return (_why_dead(rows[0], settings, now) if rows else None) or CodeProblem.NONE
    if len(typed) != CODE_DIGITS or not (typed.isascii() and typed.isdigit()):
        return CodeProblem.WRONG
    if not _matches(live, typed, secret):
        for row in live:
            row.tries += 1
        session.flush()
        return _why_dead(live[0], settings, now) or CodeProblem.WRONG
    for row in live:
        row.used_at = now
    session.flush()
    return person_of_phone(session, digest) or add_person(session, number, digest, language, now)


def has_just_signed_in(session: Session, number: str, code: str, settings: Settings, now: datetime) -> bool:
    """Whether this code has signed this E.164 number in, in whatever browser, less than `SENT_TWICE` ago."""
    secret = settings.secret_key.get_secret_value()
    return _matches(_just_used(_codes(session, phone_digest(number, secret)), now), _digits(code), secret)


def end_repeats(session: Session, person_id: str) -> None:
    """Let no code that was used sign this person in again, as when they sign out."""
    theirs = SignInCodeRow.phone_digest.in_(select(PhoneRow.digest).where(PhoneRow.person_id == person_id))
    used = SignInCodeRow.used_at.is_not(None)
    session.execute(update(SignInCodeRow).where(theirs, used).values(code_digest=_NO_CODE))


def _digits(code: str) -> str:
    return latin_digits(canonical(code)).replace(" ", "").replace("-", "")


def _just_used(rows: Sequence[SignInCodeRow], now: datetime) -> list[SignInCodeRow]:
    return [row for row in rows if row.used_at is not None and abs(now - row.used_at) < SENT_TWICE]


def _codes(session: Session, digest: str) -> list[SignInCodeRow]:
    """The phone's codes, the newest first, as they stand now that the phone is held."""
    query = (
        select(SignInCodeRow)
        .where(SignInCodeRow.phone_digest == digest)
        .order_by(SignInCodeRow.created_at.desc(), SignInCodeRow.id.desc())
        .execution_options(populate_existing=True)
    )
    return list(session.scalars(query))


def forget_old_codes(session: Session, now: datetime) -> int:
    """Forget the codes of every phone that are kept no longer, and the messages that carried them: number and code.
    Returns how many rows went."""
    return _clear_away(session, now)


def _clear_away(session: Session, now: datetime, digest: str | None = None) -> int:
    """Forget old codes (a phone's, or all) and those from before the clock was set back, and their messages."""
    gone = 0
    for table, of_codes in ((SignInCodeRow, ()), (MessageRow, (MessageRow.key == MESSAGE_KEY,))):
        outdated = or_(table.created_at < now - KEPT, table.created_at > now + CLOCKS_DIFFER)
        mine: tuple[ColumnElement[bool], ...] = () if digest is None else (table.phone_digest == digest,)
        gone += cast("CursorResult[Any]", session.execute(delete(table).where(outdated, *of_codes, *mine))).rowcount
    return gone


def _why_dead(row: SignInCodeRow, settings: Settings, now: datetime) -> CodeProblem | None:
    if row.used_at is not None:
        return CodeProblem.NONE
    if row.tries >= settings.code_tries:
        return CodeProblem.TOO_MANY
    over = row.expires_at <= now or row.created_at > now + CLOCKS_DIFFER
    return CodeProblem.EXPIRED if over else None


def _matches(rows: Sequence[SignInCodeRow], typed: str, secret: str) -> bool:
    """Whether one of the codes was typed; every one is compared, so that the time taken says nothing."""
    return sum(hmac.compare_digest(row.code_digest, _code_digest(row.id, typed, secret)) for row in rows) > 0


def _keyed(kind: str, value: str, secret: str) -> str:
    """A keyed digest, since all network addresses of the world can be tried."""
    return hmac.new(secret.encode(), f"{kind}\0{value}".encode(), hashlib.sha256).hexdigest()


def _browser_digest(browser: str) -> str:
    return hashlib.sha256(browser.encode()).hexdigest()


def _code_digest(row_id: str, code: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"code\0{row_id}\0{code}".encode(), hashlib.sha256).hexdigest()
