"""Every table of the portal. Personal data stands only in `Personal` columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal, new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


NO_DUE_DAY = date(9999, 12, 31)
"""`due` of a task that may take as long as it takes."""


class Base(DeclarativeBase):
    """The one registry of tables; constraint names are fixed so that migrations can name them on every database."""

    metadata = MetaData(naming_convention=NAMING)


class AreaRow(Base):
    """A province, district or village. `flaw` says what is wrong with the row in its source, if anything."""

    __tablename__ = "areas"
    __table_args__ = (Index(None, "level", "search_lo"), Index(None, "level", "search_en"))

    code: Mapped[str] = mapped_column(String(12), primary_key=True)
    level: Mapped[str] = mapped_column(String(12))
    parent: Mapped[str | None] = mapped_column(String(12), ForeignKey("areas.code"), index=True)
    name_lo: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    search_lo: Mapped[str] = mapped_column(String(200))
    search_en: Mapped[str | None] = mapped_column(String(200))
    flaw: Mapped[str | None] = mapped_column(String(40))


class ServiceVersionRow(Base):
    """One published version of a service file, kept for as long as a case may point to it."""

    __tablename__ = "service_versions"

    hash: Mapped[Digest] = mapped_column(primary_key=True)
    service: Mapped[Code] = mapped_column(index=True)
    version: Mapped[Code]
    definition: Mapped[str] = mapped_column(Text)
    published_at: Mapped[Moment]


class PublicationRow(Base):
    """A version that came on offer; going back to an older one is a publication too. The newest of a service counts."""

    __tablename__ = "publications"

    id: Mapped[int] = mapped_column(primary_key=True)
    service: Mapped[Code] = mapped_column(index=True)
    hash: Mapped[Digest] = mapped_column(ForeignKey("service_versions.hash"))
    at: Mapped[Moment]


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
    """A one-time code sent to a phone. Only its digest is kept, and that of the browser that asked for it."""

    __tablename__ = "sign_in_codes"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    phone_digest: Mapped[Digest] = mapped_column(index=True)
    browser_digest: Mapped[Digest]
    code_digest: Mapped[Digest]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[Moment | None]


class SessionRow(Base):
    """Somebody signed in on a device: `digest` of the token that the browser holds."""

    __tablename__ = "sessions"

    digest: Mapped[Digest] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    person: Mapped[Id] = mapped_column(index=True)
    opened_at: Mapped[Moment]


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


class CaseRow(Base):
    """The projection of a case. `sequence` is the number of its events and its optimistic version."""

    __tablename__ = "cases"
    __table_args__ = (Index(None, "applicant_id", "updated_at"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    service: Mapped[Code] = mapped_column(index=True)
    definition: Mapped[Digest] = mapped_column(ForeignKey("service_versions.hash"))
    applicant_id: Mapped[Id] = mapped_column(ForeignKey("people.id"))
    status: Mapped[str] = mapped_column(String(20))
    step: Mapped[str | None] = mapped_column(String(80))
    outcome: Mapped[str | None] = mapped_column(String(20))
    reference: Mapped[str | None] = mapped_column(String(12), unique=True)
    submitted_at: Mapped[Moment | None]
    promised_on: Mapped[date | None]
    fee: Mapped[int | None] = mapped_column(BigInteger)
    sequence: Mapped[int]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]


class EventRow(Base):
    """One event of a case. `digest` chains it to the one before, so that a change or a gap shows."""

    __tablename__ = "events"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    sequence: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[Moment]
    actor: Mapped[str] = mapped_column(String(60))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[Digest]


class CommandRow(Base):
    """A command that was carried out, by its idempotency key: the same key again is the same command."""

    __tablename__ = "commands"

    actor: Mapped[str] = mapped_column(String(60), primary_key=True)
    key: Mapped[Digest] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"))
    at: Mapped[Moment]


class TaskRow(Base):
    """An open task: the queue. A closed one is gone from here and stands in the events.

    `goes_up` says that it will go to a higher office by itself when it is overdue. A task without a day has
    `NO_DUE_DAY`, so that the queue has one order on every database.
    """

    __tablename__ = "tasks"
    __table_args__ = (Index(None, "area", "role", "due", "id"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), index=True)
    service: Mapped[Code]
    path: Mapped[str] = mapped_column(String(81))
    level: Mapped[str] = mapped_column(String(12))
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"))
    role: Mapped[Code]
    due: Mapped[date] = mapped_column(index=True)
    opened_at: Mapped[Moment]
    claimed_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"))
    claimed_until: Mapped[Moment | None]
    escalated: Mapped[bool] = mapped_column(default=False)
    goes_up: Mapped[bool] = mapped_column(default=False)


class CaseOfficeRow(Base):
    """An office that has, or once had, a task of a case: its officers may see the case."""

    __tablename__ = "case_offices"
    __table_args__ = (Index(None, "area", "role", "case_id"),)

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(12), primary_key=True)
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"), primary_key=True)
    role: Mapped[Code] = mapped_column(primary_key=True)
    service: Mapped[Code]


class AnswerRow(Base):
    """An answer of the applicant (`given_at` 0), or a remark of an officer (`given_at` is its event's sequence).

    The events hold the salted digest: erasing a row with its salt leaves the chain valid.
    """

    __tablename__ = "answers"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    given_at: Mapped[int] = mapped_column(primary_key=True, default=0)
    value: Mapped[Any] = mapped_column(Personal)
    salt: Mapped[str] = mapped_column(String(32))


class InputRow(Base):
    """What was typed on a page and is not (yet) an answer, so that nothing typed is lost. `page` '' is a correction."""

    __tablename__ = "inputs"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    page: Mapped[str] = mapped_column(String(40), primary_key=True)
    typed: Mapped[Any] = mapped_column(Personal)
    updated_at: Mapped[Moment]


class FileRow(Base):
    """An uploaded file. Its bytes lie in the file store under `content` (a sha256)."""

    __tablename__ = "files"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    name: Mapped[Any] = mapped_column(Personal)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    content: Mapped[Digest]
    uploaded_at: Mapped[Moment]


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


class CertificateRow(Base):
    """A certificate: ordered in the transaction that ends the case, made by the worker, verified by `code`."""

    __tablename__ = "certificates"
    __table_args__ = (UniqueConstraint("service", "area", "year", "serial"),)

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), unique=True)
    service: Mapped[Code]
    code: Mapped[str] = mapped_column(String(16), unique=True)
    ordered_at: Mapped[Moment]
    signed_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"))
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"))
    year: Mapped[int]
    serial: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(String(80))
    paper: Mapped[Any | None] = mapped_column(Personal)
    content: Mapped[Digest | None]
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
