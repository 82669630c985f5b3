"""The outbox: an SMS is a row, written in the transaction that causes it.

A message is `queued`, then `sending` while a worker holds its lease, and in the end `sent`, `failed` (the gateway will
never take it) or `expired` (its time was over before it could go, as a one-time code's). The rows are the truth: waking
a worker only makes it look sooner.

A message that is `sending` when its lease is over was perhaps sent: its worker died with it, or could not note what the
gateway said. It goes out once more, and found so a second time it is given up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import structlog
from sqlalchemy import ColumnElement, CursorResult, Update, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.messaging.gateways import SEND_SECONDS
from portal.store.backoff import is_due
from portal.store.columns import new_id
from portal.store.database import Database
from portal.store.tables import MessageRow

UNKNOWN_OUTCOME: Final = "unknown-outcome"
"""Begins the problem of a message of which nobody knows whether it went out, from then on until it is sent."""
LOST: Final = f"{UNKNOWN_OUTCOME}, lost: Nobody noted what became of it."
"""The problem of a message that was found `sending` after its lease."""
PROBLEM_LENGTH: Final = 200

LEASE = timedelta(seconds=2 * SEND_SECONDS)
"""How long a message belongs to the worker that took it. After this, one whose worker died with it goes to the next."""

PENDING = ("queued", "sending")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Claimed:
    """A message that this worker, and no other, may send until its lease ends. `tries` counts this one.

    `maybe_sent`: an earlier try may have reached the person. `runs_out`: it is of use for a short time only.
    """

    id: str
    number: str
    text: str
    tries: int
    maybe_sent: bool = False
    runs_out: bool = False


def put(
    session: Session,
    *,
    number: str,
    phone_digest: str,
    language: str,
    key: str,
    text: str,
    now: datetime,
    case_id: str | None = None,
    expires_at: datetime | None = None,
) -> str:
    """Queue a message in the caller's transaction and return its id.

    `number` is E.164; `key` names the message in the service's file, or what the portal itself says ("sign-in-code").
    A message that cannot leave before `expires_at` is never sent.
    """
    message = MessageRow(
        id=new_id(),
        case_id=case_id,
        key=key,
        number=number,
        phone_digest=phone_digest,
        language=language,
        text=text,
        status="queued",
        next_try_at=now,
        created_at=now,
        expires_at=expires_at,
    )
    session.add(message)
    return message.id


def expire_due(database: Database, now: datetime) -> None:
    """Mark the messages whose time is over, so that they are not sent."""
    over = and_(_is_due(now), MessageRow.expires_at <= now)
    with database.reading() as session:
        if not session.scalar(select(exists().where(over))):
            return
    with database.writing() as session:
        _change(session, update(MessageRow).where(over).values(status="expired"))


def give_up_lost(database: Database, now: datetime) -> int:
    """Give up the messages that were lost twice, and return how many: each may have reached the person twice."""
    lost = and_(_is_due(now), _was_lost_twice())
    with database.reading() as session:
        if not session.scalar(select(exists().where(lost))):
            return 0
    with database.writing() as session:
        return _change(session, update(MessageRow).where(lost).values(status="failed"))


def claim_next(database: Database, now: datetime, lease: timedelta = LEASE) -> Claimed | None:
    """Take the message that should go next, or return None when none is due.

    Messages that run out (one-time codes) go first. A message of a case waits while an earlier one of that case does.
    Also taken is a message whose worker has not come back within its lease.
    """
    with database.reading() as session:  # looking needs no write lock, and there is mostly nothing to do
        if not session.scalar(select(exists().where(_is_due(now)))):
            return None
    with database.writing() as session:
        row = session.scalar(
            select(MessageRow)
            .where(
                _is_due(now),
                ~_was_lost_twice(),
                or_(MessageRow.expires_at.is_(None), MessageRow.expires_at > now),
                ~_follows_another(),
            )
            .order_by(MessageRow.expires_at.is_(None), MessageRow.next_try_at, MessageRow.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        if row is None:
            return None
        if row.status == "sending":
            row.problem = LOST
        row.status, row.tries, row.next_try_at = "sending", row.tries + 1, now + lease
        return Claimed(
            row.id,
            row.number,
            row.text,
            row.tries,
            maybe_sent=(row.problem or "").startswith(UNKNOWN_OUTCOME),
            runs_out=row.expires_at is not None,
        )


def mark_sent(database: Database, claimed: Claimed, gateway: str, gateway_id: str, now: datetime) -> None:
    """Note that the gateway has the message, whoever else has taken it or given it up meanwhile: it went out."""
    _settle(
        database,
        claimed,
        MessageRow.status != "sent",
        status="sent",
        sent_at=now,
        gateway=gateway,
        gateway_id=gateway_id,
        problem=None,
    )


def mark_failed(database: Database, claimed: Claimed, gateway: str, problem: str) -> None:
    """Give the message up for `problem`."""
    _settle(
        database, claimed, _is_still_of(claimed), status="failed", gateway=gateway, problem=problem[:PROBLEM_LENGTH]
    )


def put_back(database: Database, claimed: Claimed, gateway: str, problem: str, next_try_at: datetime) -> None:
    """Let the message wait until `next_try_at`, because of `problem`."""
    problem = problem[:PROBLEM_LENGTH]
    _settle(
        database,
        claimed,
        _is_still_of(claimed),
        status="queued",
        gateway=gateway,
        problem=problem,
        next_try_at=next_try_at,
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(MessageRow.status.in_(PENDING), is_due(MessageRow.next_try_at, now))


def _follows_another() -> ColumnElement[bool]:
    earlier = aliased(MessageRow)
    return (
        select(earlier.id)
        .where(
            earlier.case_id == MessageRow.case_id,
            earlier.status.in_(PENDING),
            or_(
                earlier.created_at < MessageRow.created_at,
                and_(earlier.created_at == MessageRow.created_at, earlier.id < MessageRow.id),
            ),
        )
        .exists()
    )


def _was_lost_twice() -> ColumnElement[bool]:
    """Of one whose lease is over: nobody knew whether it had gone out, and it was tried once more."""
    return and_(MessageRow.status == "sending", func.coalesce(MessageRow.problem, "").startswith(UNKNOWN_OUTCOME))


def _is_still_of(claimed: Claimed) -> ColumnElement[bool]:
    """Whether the message is still the worker's that claimed it: after its lease another may have taken it."""
    return and_(MessageRow.status == "sending", MessageRow.tries == claimed.tries)


def _settle(database: Database, claimed: Claimed, holds: ColumnElement[bool], **values: Any) -> None:
    with database.writing() as session:
        changed = _change(session, update(MessageRow).where(MessageRow.id == claimed.id, holds).values(**values))
    if not changed:
        log.warning("sms_settled_by_another", message=claimed.id, tries=claimed.tries, outcome=values["status"])


def _change(session: Session, statement: Update) -> int:
    """Return how many messages were changed."""
    done = session.execute(statement, execution_options={"synchronize_session": False})
    return done.rowcount if isinstance(done, CursorResult) else 0
