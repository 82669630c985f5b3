"""What a visitor answers before the form: in their own browser only, where nobody else can read it, and not for long.

It stands sealed in the session cookie, so that a stranger leaves no row in the store and no answer in an address. It
goes along to the application that they start next, and is gone when they sign out, begin anew, or leave it lying for
half an hour.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from flask import session

from portal.cases.parking import CLOCKS_DIFFER
from portal.web.current import environment
from portal.web.forms.typed import Typed
from portal.web.sealed import seal, unseal

KEPT: Final = timedelta(minutes=30)
"""Since the last answer; whoever has the phone next is not to meet them."""
MOST_KEPT: Final = 1500
"""Bytes of all that is held, before it is sealed and signed: a cookie holds 4,096. Above that, what was typed and is no
answer is let go."""
_KEY: Final = "eligible"


@dataclass(frozen=True)
class Begun:
    """The answers to the questions of a service so far, and what was typed to one of them that is no answer (yet)."""

    service: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    question: str = ""
    typed: Typed | None = None


def begun(service: str) -> Begun:
    """What was answered for this service in this browser, lately."""
    return _opened(session.get(_KEY), service) or Begun(service)


def keep(held: Begun) -> None:
    """Hold on to the answers in this browser, in place of those before."""
    words = _words(held)
    if len(words.encode()) > MOST_KEPT:
        words = _words(replace(held, question="", typed=None))
    session[_KEY] = seal(words)


def forget() -> None:
    """Forget them; no cookie is sent for nothing."""
    session.pop(_KEY, None)


def of(service: str) -> Mapping[str, Any]:
    """The answers for this service that this browser holds."""
    return begun(service).answers


def carried() -> str | None:
    """What this browser holds, sealed as it is, for after its session was emptied."""
    held = session.get(_KEY)
    return held if isinstance(held, str) else None


def hold(sealed: str | None) -> None:
    """Let this browser's session have what was carried."""
    if sealed is not None:
        session[_KEY] = sealed


def read(sealed: str | None, service: str) -> Mapping[str, Any]:
    """The answers for this service in what was carried."""
    found = _opened(sealed, service)
    return found.answers if found else {}


def _opened(sealed: object, service: str) -> Begun | None:
    words = unseal(sealed)
    said = json.loads(words) if words is not None else None
    if said is None or said["service"] != service:
        return None
    age = environment().clock().timestamp() - said["at"]
    if not -CLOCKS_DIFFER.total_seconds() <= age <= KEPT.total_seconds():
        return None
    return Begun(service, said["answers"], said["question"], said["typed"])


def _words(held: Begun) -> str:
    said = {**asdict(held), "at": int(environment().clock().timestamp())}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
