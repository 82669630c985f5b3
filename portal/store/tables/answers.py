"""What applicants and officers wrote and uploaded."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.store.columns import Code, Digest, Id, Moment, Personal, new_id
from portal.store.tables.base import Base


class AnswerRow(Base):
    """An answer of the applicant (`given_at` 0), or a remark of an officer (`given_at` is its event's sequence).

    A `replaced` one is an answer that a correction gave anew, kept for the officers who decide; its `given_at` is the
    sequence of that correction, which no remark can have. The events hold the salted digest: erasing a row with its
    salt leaves the chain valid.
    """

    __tablename__ = "answers"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    given_at: Mapped[int] = mapped_column(primary_key=True, default=0)
    replaced: Mapped[bool] = mapped_column(default=False)
    value: Mapped[Any] = mapped_column(Personal)
    salt: Mapped[str] = mapped_column(String(32))


class InputRow(Base):
    """What was typed on a page and is not (yet) an answer, so that nothing typed is lost. `page` '' is a correction."""

    __tablename__ = "inputs"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    page: Mapped[str] = mapped_column(String(40), primary_key=True)
    typed: Mapped[Any] = mapped_column(Personal)
    updated_at: Mapped[Moment]


class OfferedRow(Base):
    """Answers that a draft's form is filled in with where nothing is answered or typed yet. Each is an answer only once
    its page was sent.

    `source` is the applicant's earlier case whose answers they chose to use, or '' for what they answered before the
    form.
    """

    __tablename__ = "offered_answers"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(36), primary_key=True)
    values: Mapped[Any] = mapped_column(Personal)
    offered_at: Mapped[Moment]


class ParkedInputRow(Base):
    """A form that arrived after its session had run out. `ticket` is the digest of the browser's.

    `form_name` is the page of an applicant ('' is a correction), or the action that an officer took on a task.
    """

    __tablename__ = "parked_inputs"

    ticket: Mapped[Digest] = mapped_column(primary_key=True)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), index=True)
    form_name: Mapped[str] = mapped_column(String(40))
    officer_id: Mapped[Id | None] = mapped_column(ForeignKey("officers.id"))
    task_id: Mapped[Id | None]
    typed: Mapped[Any] = mapped_column(Personal)
    with_files: Mapped[bool]
    parked_at: Mapped[Moment] = mapped_column(index=True)


class RemarkInputRow(Base):
    """What an officer typed on the page that an action asks something on, and did not send or could not."""

    __tablename__ = "remark_inputs"

    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), primary_key=True)
    officer_id: Mapped[Id] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    task_id: Mapped[Id] = mapped_column(primary_key=True)
    action: Mapped[Code] = mapped_column(primary_key=True)
    typed: Mapped[Any] = mapped_column(Personal)
    updated_at: Mapped[Moment]


class FileRow(Base):
    """An uploaded file. The copy that is kept lies in the file store under `content` (a SHA-256). The bytes as they
    came are known again by theirs, `sent`."""

    __tablename__ = "files"

    id: Mapped[Id] = mapped_column(primary_key=True, default=new_id)
    case_id: Mapped[Id] = mapped_column(ForeignKey("cases.id"), index=True)
    field: Mapped[str] = mapped_column(String(40))
    name: Mapped[Any] = mapped_column(Personal)
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    content: Mapped[Digest] = mapped_column(index=True)
    sent: Mapped[Digest]
    uploaded_at: Mapped[Moment]
