"""Cases, their events, and the queue of the offices."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal
from portal.store.tables.base import Base

NO_DUE_DAY = date(9999, 12, 31)
"""`due` of a task that may take as long as it takes."""


class CaseRow(Base):
    """The projection of a case. `sequence` is the number of its events and its optimistic version; `times_sent_back`
    that of its send-backs to the applicant."""

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
    times_sent_back: Mapped[int] = mapped_column(default=0)
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
    `NO_DUE_DAY`, so that the queue has one order on every database. `corrected`: the applicant's correction opened it.
    `looked_at_by` has the case open until `looked_at_until`: less than a claim, and no event.
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
    claimed_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"), index=True)
    claimed_until: Mapped[Moment | None]
    looked_at_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"), index=True)
    looked_at_until: Mapped[Moment | None]
    escalated: Mapped[bool] = mapped_column(default=False)
    goes_up: Mapped[bool] = mapped_column(default=False)
    corrected: Mapped[bool] = mapped_column(default=False)


class CaseOfficeRow(Base):
    """An office that has, or once had, a task of a case: its officers may see the case.

    `status` and `moved_at` (the last event that changed something) are the case's, kept here so that an office finds
    its cases through its own index; so is `place`, the code of the area that the application names as its place.
    `decision` is the office's last, 'step.action', taken at `decided_at` by
    `decided_by`.
    """

    __tablename__ = "case_offices"
    __table_args__ = (
        Index(None, "area", "role", "status", "moved_at", "case_id"),
        Index(None, "area", "role", "place", "status", "moved_at", "case_id"),
        Index(None, "area", "role", "decided_at", "case_id"),
    )

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(12), primary_key=True)
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"), primary_key=True)
    role: Mapped[Code] = mapped_column(primary_key=True)
    service: Mapped[Code]
    place: Mapped[str | None] = mapped_column(String(12))
    status: Mapped[str] = mapped_column(String(20))
    moved_at: Mapped[Moment]
    decided_at: Mapped[Moment | None]
    decided_by: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"))
    decision: Mapped[str | None] = mapped_column(String(160))


class OfficerDecisionRow(Base):
    """What an officer decided last in a case, for one of its offices: `decision` is 'step.action'.

    An office's own row in `case_offices` has the last decision of all its officers; this one stays when a colleague
    decides after them.
    """

    __tablename__ = "officer_decisions"
    __table_args__ = (Index(None, "officer_id", "area", "role", "decided_at", "case_id"),)

    officer_id: Mapped[Id] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    level: Mapped[str] = mapped_column(String(12), primary_key=True)
    area: Mapped[str] = mapped_column(String(12), ForeignKey("areas.code"), primary_key=True)
    role: Mapped[Code] = mapped_column(primary_key=True)
    service: Mapped[Code]
    decided_at: Mapped[Moment]
    decision: Mapped[str] = mapped_column(String(160))


class CaseNameRow(Base):
    """By what a case is found: the folded names, phone numbers and numbers of documents among its answers, its
    applicant's own number, its reference, and the numbers of its certificates.

    A projection of `answers` and `phones`, erased with the answers.
    """

    __tablename__ = "case_names"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    folded: Mapped[Any] = mapped_column(Personal)
