"""Delivery: takes due messages out of the outbox, one at a time, and hands them to the gateway.

At least once, and at most once more: the gateway may take a message whose worker dies before noting it, so that one,
and only that one, goes out again. What the database cannot take down now the worker holds, and sends nothing before it
is noted. A message that the gateway cannot take now is tried again, later and later. One of which nobody knows whether
the gateway took it is tried once more after a long wait, for the person may have it already; a one-time code is not,
since they ask for another sooner.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog

from portal.faults import described
from portal.messaging import outbox
from portal.messaging.gateways import Accepted, Gateway, Rejected, Unknown
from portal.store.backoff import wait_before
from portal.store.database import Database

MAX_TRIES: Final = 100
"""Tries before a message is given up: with these waits, about a day."""
WAIT_IF_UNKNOWN: Final = timedelta(minutes=12)
"""Before the one further try of a message that may have gone out. Long enough for a slow gateway to recover, and below
the store's FARTHEST."""
PATIENCE: Final = 3
"""Temporary refusals in a row after which the gateway is left alone until the next look."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Delivered:
    """What one look at the outbox did, in messages. `waiting` could not go now and will be tried again."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0


@dataclass
class Unnoted:
    """What became of messages while the database was locked or full. One worker keeps it from look to look, and notes
    it before it ends."""

    _held: deque[Callable[[], None]] = field(default_factory=deque)
    _noting: threading.Lock = field(default_factory=threading.Lock)

    def __len__(self) -> int:
        """Of how many messages it is held."""
        return len(self._held)

    def note(self, settle: Callable[[], None]) -> None:
        """Note what became of a message, or hold it and raise what the database raised."""
        self._held.append(settle)
        self.note_held()

    def note_held(self) -> None:
        """Note what is held, in turn; what cannot be noted stays held, and the fault is raised."""
        with self._noting:  # a worker that ends may do so while its last look does
            while self._held:
                self._held[0]()
                self._held.popleft()


def deliver_due(
    database: Database,
    gateway: Gateway,
    clock: Callable[[], datetime],
    *,
    limit: int = 100,
    lease: timedelta = outbox.LEASE,
    stopping: Callable[[], bool] = lambda: False,
    unnoted: Unnoted | None = None,
) -> Delivered:
    """Send what is due, at most `limit` messages, until `stopping()`; several workers may do so at once.

    `unnoted` is the worker's own, from its look before.
    """
    unnoted = Unnoted() if unnoted is None else unnoted
    unnoted.note_held()
    outbox.expire_due(database, clock())
    if lost := outbox.give_up_lost(database, clock()):
        log.warning("sms_lost", messages=lost)
    done = Delivered()
    refused_in_a_row = 0
    for _ in range(limit):
        if stopping() or refused_in_a_row >= PATIENCE:
            break
        claimed = outbox.claim_next(database, clock(), lease)
        if claimed is None:
            break
        before = done
        done = _deliver(database, gateway, clock, claimed, done, unnoted)
        refused_in_a_row = refused_in_a_row + 1 if done.waiting > before.waiting else 0
    return done


def _deliver(
    database: Database,
    gateway: Gateway,
    clock: Callable[[], datetime],
    claimed: outbox.Claimed,
    done: Delivered,
    unnoted: Unnoted,
) -> Delivered:
    answer = _send(gateway, claimed)
    now = clock()
    if isinstance(answer, Accepted):
        log.info("sms_sent", message=claimed.id, gateway=gateway.name, tries=claimed.tries)
        unnoted.note(partial(outbox.mark_sent, database, claimed, gateway.name, answer.gateway_id, now))
        return replace(done, sent=done.sent + 1)
    unknown = isinstance(answer, Unknown)
    problem = f"{answer.code}: {answer.words}"
    if unknown or claimed.maybe_sent:
        problem = f"{outbox.UNKNOWN_OUTCOME}, {problem}"
    event = "sms_outcome_unknown" if unknown else "sms_refused"
    log.warning(event, message=claimed.id, gateway=gateway.name, tries=claimed.tries, code=answer.code)
    if _is_given_up(answer, claimed):
        unnoted.note(partial(outbox.mark_failed, database, claimed, gateway.name, problem))
        return replace(done, failed=done.failed + 1)
    again = now + (WAIT_IF_UNKNOWN if unknown else wait_before(claimed.tries))
    unnoted.note(partial(outbox.put_back, database, claimed, gateway.name, problem, again))
    return replace(done, waiting=done.waiting + 1)


def _is_given_up(answer: Rejected | Unknown, claimed: outbox.Claimed) -> bool:
    if isinstance(answer, Unknown):
        return claimed.maybe_sent or claimed.runs_out
    return answer.permanent or claimed.tries >= MAX_TRIES


def _send(gateway: Gateway, claimed: outbox.Claimed) -> Accepted | Rejected | Unknown:
    try:
        return gateway.send(claimed.number, claimed.text, claimed.id)
    except Exception as fault:
        log.error("sms_gateway_fault", message=claimed.id, gateway=gateway.name, **described(fault))
        return Unknown(code="fault", words="The gateway failed unexpectedly.")
