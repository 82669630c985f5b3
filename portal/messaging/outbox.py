"""The outbox: an SMS is a row, written in the transaction that causes it.

A message is `queued`, then `sending` while a worker holds its lease, and in the end `sent`, `failed` (the gateway will
never take it) or `expired` (its time was over before it could go, as a one-time code's). The rows are the truth: waking
a worker only makes it look sooner.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from portal.store.columns import new_id
from portal.store.tables import MessageRow


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
