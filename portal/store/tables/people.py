"""Applicants, their phones, and who is signed in."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Digest, Id, Moment, Personal, new_id
from portal.store.tables.base import Base


class PersonRow(Base):
    """A person who applies. Their names are answers of their cases."""

    __tablename__ = "people"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    language: Mapped[str] = mapped_column(String(2))
    created_at: Mapped[Moment]


class PhoneRow(Base):
    """A phone number that reaches a person. `digest` is a keyed digest, for finding it without reading it."""

    __tablename__ = "phones"
    __table_args__ = (UniqueConstraint("digest", "person_id"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[Id] = mapped_column(ForeignKey("people.id"), index=True)
    digest: Mapped[Digest]
    number: Mapped[Any] = mapped_column(Personal)
    created_at: Mapped[Moment]


class SignInCodeRow(Base):
    """A one-time code sent to a phone. Only its digest is kept, and those of the browser that asked for it and of its
    network address; `mark_digest` is of the mark of that browser when the number had signed in in it before."""

    __tablename__ = "sign_in_codes"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    phone_digest: Mapped[Digest] = mapped_column(index=True)
    browser_digest: Mapped[Digest]
    network_digest: Mapped[Digest]
    mark_digest: Mapped[Digest | None]
    code_digest: Mapped[Digest]
    created_at: Mapped[Moment] = mapped_column(index=True)
    expires_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[Moment | None]


class SessionRow(Base):
    """Somebody signed in on a device: `digest` of the token that the browser holds.

    `sought` is what an officer looked for last, by the name of each search; it goes when the session goes, and never
    into an address or a cookie.
    """

    __tablename__ = "sessions"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    person: Mapped[Id] = mapped_column(index=True)
    opened_at: Mapped[Moment] = mapped_column(index=True)
    sought: Mapped[Any | None] = mapped_column(Personal)
