"""Service files as they were published."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Moment
from portal.store.tables.base import Base


class ServiceVersionRow(Base):
    """One published version of a service file, kept for as long as a case may point to it."""

    __tablename__ = "service_versions"

    hash: Mapped[Digest] = mapped_column(primary_key=True)
    service: Mapped[Code] = mapped_column(index=True)
    version: Mapped[Code]
    definition: Mapped[str] = mapped_column(Text)
    published_at: Mapped[Moment]


class PublicationRow(Base):
    """A version that came on offer; going back to an older one is a publication too. The newest of a service counts.

    `source` is the digest of the file that it was read from; None where a command published it.
    """

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    service: Mapped[Code] = mapped_column(index=True)
    hash: Mapped[Digest] = mapped_column(ForeignKey("service_versions.hash"))
    at: Mapped[Moment]
    source: Mapped[Digest | None]
