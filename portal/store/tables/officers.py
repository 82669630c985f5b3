"""Officers and what they are appointed to."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal, new_id
from portal.store.tables.base import Base


class OfficerRow(Base):
    """Someone who works cases. `name` is {lo, en}; `password` an argon2 hash."""

    __tablename__ = "officers"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    username: Mapped[Code] = mapped_column(unique=True)
    password: Mapped[str] = mapped_column(String(200))
    name: Mapped[Any] = mapped_column(Personal)
    language: Mapped[str] = mapped_column(String(2))
    active: Mapped[bool] = mapped_column(default=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Moment | None]
    created_at: Mapped[Moment]


class OfficerBrowserRow(Base):
    """A browser in which an officer signed in: `digest` of the token that its mark holds. It counts wrong passwords for
    itself, so that neither the account nor such a browser is guessed at without end."""

    __tablename__ = "officer_browsers"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officers.id"), index=True)
    known_at: Mapped[Moment]
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[Moment | None]


class AppointmentRow(Base):
    """What an officer may work on: a role, at the office of an area, for one service or (None) for all, from-until."""

    __tablename__ = "appointments"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officers.id"), index=True)
    role: Mapped[Code]
    level: Mapped[str] = mapped_column(String(12))
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"), index=True)
    service: Mapped[Code | None]
    starts: Mapped[date]
    ends: Mapped[date | None]
    ended_at: Mapped[Moment | None]
    """When somebody ended it; None when it only has a last day, or none."""
