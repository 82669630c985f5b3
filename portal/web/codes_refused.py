"""Telling whoever runs the portal that strangers get no codes: a line a minute from each process, with how many."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Final

import structlog
from flask import current_app

from portal.people.sign_in import CodeRefusal, CodeRequest
from portal.web.current import environment

EVERY: Final = timedelta(minutes=1)
_KEY: Final = "portal.codes_refused"
_EVENTS: Final = {
    CodeRefusal.BUSY: "codes_of_all_phones_used_up",
    CodeRefusal.BUSY_HERE: "codes_of_one_address_used_up",
}

log = structlog.get_logger(__name__)


class _Refused:
    """How many requests were refused since the last line about them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0
        self._told: datetime | None = None

    def one_more(self, now: datetime) -> int | None:
        """How many to tell of now; None when a line was written a moment ago."""
        with self._lock:
            self._count += 1
            if self._told is not None and abs(now - self._told) < EVERY:
                return None
            told, self._count, self._told = self._count, 0, now
            return told


def tell_refused(asked: CodeRequest) -> None:
    """Write that this request was refused, or count it for the next line, when it was for want of codes for all."""
    refusal = asked.refused
    if refusal not in _EVENTS:
        return
    kept: dict[CodeRefusal, _Refused] = current_app.extensions.setdefault(_KEY, {one: _Refused() for one in _EVENTS})
    refused = kept[refusal].one_more(environment().clock())
    if refused is not None:
        log.error(_EVENTS[refusal], refused=refused, again_at=asked.again_at)
