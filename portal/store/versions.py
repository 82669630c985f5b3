"""Published versions of services, by content hash, and which of them came on offer when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.definition.load import service_from_json, service_to_json
from portal.definition.model import Service
from portal.store.tables import PublicationRow, ServiceVersionRow

_parsed: Final[dict[str, Service]] = {}
"""The versions this process has met. A hash names one content for good, so none of them grows old."""


def publish(session: Session, service: Service, content_hash: str, now: datetime, *, source: str | None = None) -> None:
    """Keep a version and enter that it is on offer from `now`; `source` is the digest of the file it was read from.

    Entering what is on offer already, from the same file or none, changes nothing.
    """
    keep(
        session,
        content_hash=content_hash,
        service=service.service,
        version=service.version,
        definition=service_to_json(service),
        now=now,
    )
    session.flush()  # a publication points to its version
    if latest(session, service.service) != content_hash or source not in {None, last_source(session, service.service)}:
        session.add(PublicationRow(service=service.service, hash=content_hash, at=now, source=source))


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


def on_offer(session: Session) -> dict[str, str]:
    """The hash of the version of each service that came on offer last, by the service's name."""
    newest = select(func.max(PublicationRow.id)).group_by(PublicationRow.service)
    rows = session.execute(select(PublicationRow.service, PublicationRow.hash).where(PublicationRow.id.in_(newest)))
    return {str(service): str(content_hash) for service, content_hash in rows}


def last_source(session: Session, service: str) -> str | None:
    """The digest of the file from which a version of a service was published last; None before there was one."""
    read = PublicationRow.service == service, PublicationRow.source.is_not(None)
    query = select(PublicationRow.source).where(*read)
    return session.scalar(query.order_by(PublicationRow.id.desc()).limit(1))


@dataclass(frozen=True)
class Publication:
    """One version of a service as it came on offer, and `at` what moment."""

    version: str
    content_hash: str
    at: datetime


def publications(session: Session, service: str) -> list[Publication]:
    """Every time that a version of a service came on offer, the newest first."""
    query = (
        select(ServiceVersionRow.version, PublicationRow.hash, PublicationRow.at)
        .join(ServiceVersionRow, ServiceVersionRow.hash == PublicationRow.hash)
        .where(PublicationRow.service == service)
        .order_by(PublicationRow.id.desc())
    )
    return [Publication(*row) for row in session.execute(query)]
