"""Delivery: takes due messages out of the outbox, one at a time, and hands them to the gateway.

At least once: the gateway may take a message whose worker dies before noting it, so that one, and only that one, goes
out again. A message that the gateway cannot take now is tried again, later and later.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog

from portal.messaging import outbox
from portal.messaging.gateways import Accepted, Gateway, Rejected
from portal.store.database import Database

FIRST_WAIT: Final = timedelta(seconds=5)
LONGEST_WAIT: Final = timedelta(minutes=15)
JITTER: Final = 0.2
"""A wait is longer or shorter by up to this share, so that what failed together does not come back together."""
MAX_TRIES: Final = 100
"""Tries before a message is given up: with these waits, about a day."""
PATIENCE: Final = 3
"""Temporary refusals in a row after which the gateway is left alone until the next look."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Delivered:
    """What one look at the outbox did, in messages. `waiting` could not go now and will be tried again."""

    sent: int = 0
    failed: int = 0
    expired: int = 0
    waiting: int = 0


def deliver_due(
    database: Database,
    gateway: Gateway,
    clock: Callable[[], datetime],
    *,
    limit: int = 100,
    lease: timedelta = outbox.LEASE,
    stopping: Callable[[], bool] = lambda: False,
) -> Delivered:
    """Send what is due, at most `limit` messages, until `stopping()`; several workers may do so at once."""
    done = Delivered(expired=outbox.expire_due(database, clock()))
    refused_in_a_row = 0
    for _ in range(limit):
        if stopping() or refused_in_a_row >= PATIENCE:
            break
        claimed = outbox.claim_next(database, clock(), lease)
        if claimed is None:
            break
        before = done
        done = _deliver(database, gateway, clock, claimed, done)
        refused_in_a_row = refused_in_a_row + 1 if done.waiting > before.waiting else 0
    return done


def wait_before(tries: int, chance: float) -> timedelta:
    """How long to wait after the `tries`-th try in vain. `chance` in [0, 1) places it within the jitter."""
    doublings = min(tries - 1, 16)
    share = 1 + JITTER * (2 * chance - 1)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT) * share


def _deliver(
    database: Database, gateway: Gateway, clock: Callable[[], datetime], claimed: outbox.Claimed, done: Delivered
) -> Delivered:
    answer = _send(gateway, claimed)
    now = clock()
    if isinstance(answer, Accepted):
        outbox.mark_sent(database, claimed, gateway.name, answer.gateway_id, now)
        log.info("sms_sent", message=claimed.id, gateway=gateway.name, tries=claimed.tries)
        return replace(done, sent=done.sent + 1)
    problem = f"{answer.code}: {answer.words}"
    log.warning("sms_refused", message=claimed.id, gateway=gateway.name, tries=claimed.tries, code=answer.code)
    if answer.permanent or claimed.tries >= MAX_TRIES:
        outbox.mark_failed(database, claimed, gateway.name, problem)
        return replace(done, failed=done.failed + 1)
    again = now + wait_before(claimed.tries, random.random())  # noqa: S311 - spreads load, guards nothing
    outbox.put_back(database, claimed, gateway.name, problem, again)
    return replace(done, waiting=done.waiting + 1)


def _send(gateway: Gateway, claimed: outbox.Claimed) -> Accepted | Rejected:
    try:
        return gateway.send(claimed.number, claimed.text, claimed.id)
    except Exception as fault:
        # Its words may hold the number or the text, so only its kind is told.
        log.error("sms_gateway_fault", message=claimed.id, gateway=gateway.name, fault=type(fault).__name__)
        return Rejected(permanent=False, code="fault", words="The gateway failed unexpectedly.")
