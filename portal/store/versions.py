"""Published versions of services, by content hash."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import ServiceVersionRow


def keep(session: Session, *, content_hash: str, service: str, version: str, definition: str, now: datetime) -> None:
    """Keep a version; keeping it again changes nothing."""
    if session.get(ServiceVersionRow, content_hash) is None:
        session.add(
            ServiceVersionRow(
                hash=content_hash, service=service, version=version, definition=definition, published_at=now
            )
        )


def definition_of(session: Session, content_hash: str) -> str | None:
    """The definition (JSON) of a version."""
    row = session.get(ServiceVersionRow, content_hash)
    return row.definition if row else None


def latest(session: Session, service: str) -> str | None:
    """The hash of the version of a service that was published last."""
    query = select(ServiceVersionRow.hash).where(ServiceVersionRow.service == service)
    return session.scalar(query.order_by(ServiceVersionRow.published_at.desc()).limit(1))
