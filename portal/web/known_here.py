"""Who signed in in this browser before: marks in signed cookies, of an officer and of phone numbers.

A mark lets nobody in. It keeps open, in the browsers that somebody uses, what strangers can use up for them: an account
that rests after wrong passwords, the codes that a phone may be sent, the room for forms that wait for a sign-in. Of a
number it holds a part of its keyed digest, which says nothing to whoever reads it, and a word of that number in this
browser, so that no two browsers share what the mark keeps open, and no number keeps anything open for another. The word
follows from the code that signed in, so that a form that is sent again makes no other. An officer's mark holds a token,
whose browser is known until the officer is signed out everywhere.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from flask import after_this_request, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.people import officer_browsers
from portal.people.phones import phone_digest
from portal.web.current import environment
from portal.web.session_cookie import OfClocksThatDiffer

_OFFICER: Final = "officer"
_NUMBERS: Final = "numbers"
_DESK: Final = "/desk"
_OVER_HTTPS: Final = "__Secure-"
"""Browsers take a cookie of this prefix from HTTPS only. (The officer's is for /desk alone, which __Host- does not
allow.)"""
_HOST_BOUND: Final = "__Host-"
_KNOWN_FOR: Final = int(officer_browsers.KNOWN_FOR.total_seconds())
"""Seconds for which a browser knows who signed in in it."""
_MOST_NUMBERS: Final = 6
"""Numbers that a browser knows, those that signed in last: a phone may be a whole family's."""
_DIGEST_LETTERS: Final = 16
"""Of a digest in a mark: 64 bits, which nobody meets by chance; each letter is sent with every page."""
_WORD_BYTES: Final = 9


class _OfClocksSetBack(OfClocksThatDiffer):
    """A mark from the future holds too: the clock was set back since. The session ends then, and a form that is open
    can only be kept in a browser that is known."""

    ahead = timedelta(seconds=_KNOWN_FOR)


def officer() -> str | None:
    """The id of the officer who signed in last in this browser."""
    token = officer_token()
    if token is None:
        return None
    work = environment()
    with work.database.reading() as reading:
        return officer_browsers.owner(reading, token, work.clock())


def officer_token() -> str | None:
    """The token of this browser, when an officer has signed in in it."""
    try:
        return str(_signer(_OFFICER).loads(request.cookies.get(_cookie(_OFFICER), ""), max_age=_KNOWN_FOR))
    except BadSignature:
        return None


def remember_officer(officer_id: str) -> None:
    """Mark this browser, with the answer to this request, as one that this officer signs in in."""
    with environment().database.writing() as writing:
        mark = mark_of_officer(writing, officer_id, officer_token())
    _mark(*mark, _DESK)


def mark_of_officer(session: Session, officer_id: str, token: str | None = None) -> tuple[str, str]:
    """The cookie of a browser in which this officer signed in, marked with `token` till now: its name and value."""
    known = officer_browsers.remember(session, officer_id, token, environment().clock())
    return _cookie(_OFFICER), _signer(_OFFICER).dumps(known)


def browser_of(number: str) -> str | None:
    """The word of this E.164 number in this browser, when it has signed in in it."""
    return _held().get(_short(_digest(number)))


def has_signed_in(digest: str) -> bool:
    """Whether the number of this digest has signed in in this browser."""
    return _short(digest) in _held()


def knows_numbers() -> bool:
    """Whether any number has signed in in this browser."""
    return bool(_held())


def remember_number(number: str, visit: str) -> None:
    """Mark this browser, with the answer to this request, as one that this E.164 number signs in in. `visit` is the
    secret to which its code was bound, the same for each time that the form arrives."""
    _mark(*mark_of_numbers(number, visit, _held()), "/")


def mark_of_numbers(number: str, visit: str, before: Mapping[str, str] | None = None) -> tuple[str, str]:
    """The cookie of a browser in which this E.164 number signed in, with a code bound to `visit`, and those it knew
    `before` (their words by their digests): its name and value."""
    mine, others = _short(_digest(number)), dict(before or {})
    word = others.pop(mine, None) or _word(mine, visit)
    numbers = [(mine, word), *others.items()][:_MOST_NUMBERS]
    return _cookie(_NUMBERS), _signer(_NUMBERS).dumps(" ".join(f"{digest}.{word}" for digest, word in numbers))


def _held() -> dict[str, str]:
    """The words of this browser by the digests of the numbers that it knows, that of the last sign-in first."""
    try:
        held = _signer(_NUMBERS).loads(request.cookies.get(_cookie(_NUMBERS), ""), max_age=_KNOWN_FOR)
    except BadSignature:
        return {}
    pairs = (one.partition(".") for one in str(held).split())
    return {digest: word for digest, _dot, word in pairs}


def _word(digest: str, visit: str) -> str:
    key = environment().settings.secret_key.get_secret_value().encode()
    made = hmac.new(key, f"known here\0{digest}\0{visit}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:_WORD_BYTES]).decode()


def _digest(number: str) -> str:
    return phone_digest(number, environment().settings.secret_key.get_secret_value())


def _short(digest: str) -> str:
    return digest[:_DIGEST_LETTERS]


def _signer(kind: str) -> URLSafeTimedSerializer:
    key = environment().settings.secret_key.get_secret_value()
    return URLSafeTimedSerializer(key, salt=f"{kind} known here", signer=_OfClocksSetBack)


def _cookie(kind: str) -> str:
    if not environment().settings.cookie_secure:
        return kind
    return f"{_OVER_HTTPS if kind == _OFFICER else _HOST_BOUND}{kind}"


def _mark(name: str, value: str, path: str) -> None:
    @after_this_request
    def _set(response: Response) -> Response:
        response.set_cookie(
            name,
            value,
            max_age=_KNOWN_FOR,
            path=path,
            secure=environment().settings.cookie_secure,
            httponly=True,
            samesite="Lax",
        )
        return response
