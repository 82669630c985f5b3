"""Who signed in in this browser before: marks in signed cookies, of an officer and of phone numbers.

A mark lets nobody in. It keeps open, in the browsers that somebody uses, what strangers can use up for them: an account
that rests after wrong passwords, the codes that a phone may be sent, the room for forms that wait for a sign-in. Of a
number it holds a part of its keyed digest, which says nothing to whoever reads it. A mark of numbers begins with a
random word of this browser, so that no two browsers share what the mark keeps open.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from flask import after_this_request, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

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
_KNOWN_FOR: Final = 180 * 24 * 60 * 60
"""Seconds for which a browser knows who signed in in it."""
_MOST_NUMBERS: Final = 6
"""Numbers that a browser knows, those that signed in last: a phone may be a whole family's."""
_DIGEST_LETTERS: Final = 16
"""Of a digest in a mark: 64 bits, which nobody meets by chance; each letter is sent with every page."""


class _OfClocksSetBack(OfClocksThatDiffer):
    """A mark from the future holds too: the clock was set back since. The session ends then, and a form that is open
    can only be kept in a browser that is known."""

    ahead = timedelta(seconds=_KNOWN_FOR)


def officer() -> str | None:
    """The id of the officer who signed in last in this browser."""
    try:
        return str(_signer(_OFFICER).loads(request.cookies.get(_cookie(_OFFICER), ""), max_age=_KNOWN_FOR))
    except BadSignature:
        return None


def remember_officer(officer_id: str) -> None:
    """Mark this browser, with the answer to this request, as one that this officer signs in in."""
    _mark(*mark_of_officer(officer_id), _DESK)


def mark_of_officer(officer_id: str) -> tuple[str, str]:
    """The cookie of a browser in which this officer signed in: its name and value."""
    return _cookie(_OFFICER), _signer(_OFFICER).dumps(officer_id)


def browser_of(number: str) -> str | None:
    """The word of this browser when this E.164 number has signed in in it."""
    browser, numbers = _held()
    return browser if _short(_digest(number)) in numbers else None


def browser() -> str | None:
    """The word of this browser when any number has signed in in it."""
    return _held()[0]


def has_signed_in(digest: str) -> bool:
    """Whether the number of this digest has signed in in this browser."""
    return _short(digest) in _held()[1]


def knows_numbers() -> bool:
    """Whether any number has signed in in this browser."""
    return browser() is not None


def remember_number(number: str) -> None:
    """Mark this browser, with the answer to this request, as one that this E.164 number signs in in."""
    _mark(*mark_of_numbers(number, *_held()), "/")


def mark_of_numbers(number: str, browser: str | None = None, before: Sequence[str] = ()) -> tuple[str, str]:
    """The cookie of a browser in which this E.164 number signed in, and those in its mark `before`: name and value."""
    mine = _short(_digest(number))
    numbers = [mine, *(one for one in before if one != mine)][:_MOST_NUMBERS]
    return _cookie(_NUMBERS), _signer(_NUMBERS).dumps(" ".join((browser or secrets.token_urlsafe(9), *numbers)))


def _held() -> tuple[str | None, list[str]]:
    """The word of this browser, and the digests of the numbers that it knows."""
    try:
        held = _signer(_NUMBERS).loads(request.cookies.get(_cookie(_NUMBERS), ""), max_age=_KNOWN_FOR)
    except BadSignature:
        return None, []
    browser, *numbers = str(held).split()
    return browser, numbers


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
