"""Certificates and the registers they are entered in."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal, new_id
from portal.store.tables.base import Base


class CertificateRow(Base):
    """A certificate: ordered in the transaction that ends the case, made by the worker, verified by `code`.

    `step` asked for it; `issue` is 1 for the first paper of that step. `number` and `valid_until` repeat what `paper`
    says, for lists of certificates, which do not read it; they are written with it, once.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("case_id", "step", "issue"),
        UniqueConstraint("service", "area", "year", "serial"),
    )

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    step: Mapped[str] = mapped_column(String(80))
    issue: Mapped[int]
    service: Mapped[Code]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    ordered_at: Mapped[Moment]
    signed_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"))
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"))
    year: Mapped[int]
    serial: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(80))
    paper: Mapped[Any | None] = mapped_column(Personal)
    content: Mapped[Digest | None] = mapped_column(index=True)
    made_at: Mapped[Moment | None]
    valid_until: Mapped[date | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[Moment]


class RegisterRow(Base):
    """The last serial number an office gave in a year for a service; counted in the certificate's own transaction."""

    __tablename__ = "registers"

    service: Mapped[Code] = mapped_column(primary_key=True)
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
