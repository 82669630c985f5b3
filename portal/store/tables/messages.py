"""The outbox of SMS."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal, new_id
from portal.store.tables.base import Base


class MessageRow(Base):
    """An SMS in the outbox, from the moment the case's transaction commits until the gateway has it."""

    __tablename__ = "messages"
    __table_args__ = (Index(None, "status", "next_try_at"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[Id | None] = mapped_column(ForeignKey("cases.id"), index=True)
    key: Mapped[Code]
    number: Mapped[Any] = mapped_column(Personal)
    phone_digest: Mapped[Digest] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(2))
    text: Mapped[Any] = mapped_column(Personal)
    status: Mapped[str] = mapped_column(String(12), default="queued")
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[Moment]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment | None]
    sent_at: Mapped[Moment | None]
    gateway: Mapped[str | None] = mapped_column(String(20))
    gateway_id: Mapped[str | None] = mapped_column(String(80), index=True)
    problem: Mapped[str | None] = mapped_column(String(200))
