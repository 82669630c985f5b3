"""Published versions of services, by content hash, and which of them came on offer when."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.definition.load import service_from_json, service_to_json
from portal.definition.model import Service
from portal.store.tables import PublicationRow, ServiceVersionRow

_parsed: Final[dict[str, Service]] = {}
"""The versions this process has met. A hash names one content for good, so none of them grows old."""


def publish(session: Session, service: Service, content_hash: str, now: datetime) -> None:
    """Keep a version and enter that it is on offer from `now`; entering what is on offer already changes nothing."""
    keep(
        session,
        content_hash=content_hash,
        service=service.service,
        version=service.version,
        definition=service_to_json(service),
        now=now,
    )
    session.flush()  # a publication points to its version
    if latest(session, service.service) != content_hash:
        session.add(PublicationRow(service=service.service, hash=content_hash, at=now))


def keep(session: Session, *, content_hash: str, service: str, version: str, definition: str, now: datetime) -> None:
    """Keep a version; keeping it again changes nothing."""
    if session.get(ServiceVersionRow, content_hash) is None:
        session.add(
            ServiceVersionRow(
                hash=content_hash, service=service, version=version, definition=definition, published_at=now
            )
        )


def service_of(session: Session, content_hash: str) -> Service | None:
    """The service of a version, or None for a hash that was never kept. The store is asked once in a process."""
    known = _parsed.get(content_hash)
    if known is None:
        row = session.get(ServiceVersionRow, content_hash)
        if row is None:
            return None
        known = _parsed[content_hash] = service_from_json(row.definition)
    return known


def version(session: Session, content_hash: str) -> Service:
    """The service of a version that was kept; raises KeyError for any other."""
    known = service_of(session, content_hash)
    if known is None:
        raise KeyError(content_hash)
    return known


def latest(session: Session, service: str) -> str | None:
    """The hash of the version of a service that came on offer last."""
    query = select(PublicationRow.hash).where(PublicationRow.service == service)
    return session.scalar(query.order_by(PublicationRow.id.desc()).limit(1))
