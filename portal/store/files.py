"""What is known of the files of cases; their bytes lie in the file store."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from portal.store.tables import CaseRow, FileRow


def of_case(session: Session, case_id: str, file_id: str) -> FileRow | None:
    """A file of this case."""
    row = session.get(FileRow, file_id)
    return row if row is not None and row.case_id == case_id else None


def listed(session: Session, case_id: str) -> dict[str, FileRow]:
    """Every file of a case by its id."""
    return {row.id: row for row in session.scalars(select(FileRow).where(FileRow.case_id == case_id))}


def belong_to(session: Session, case_id: str, field: str, file_ids: Collection[str]) -> bool:
    """Whether each of these ids is a file uploaded for this question of this case: a form can name anything."""
    if not file_ids:
        return True
    rows = listed(session, case_id)
    return all(file_id in rows and rows[file_id].field == field for file_id in file_ids)


def of_field(session: Session, case_id: str, field: str, since: datetime | None) -> list[FileRow]:
    """The files uploaded for a question of a case, the oldest first; with `since`, those from then on."""
    kept = select(FileRow).where(FileRow.case_id == case_id, FileRow.field == field)
    kept = kept if since is None else kept.where(FileRow.uploaded_at >= since)
    return list(session.scalars(kept.order_by(FileRow.uploaded_at, FileRow.id)))


def of_content(session: Session, case_id: str, field: str, content: str) -> FileRow | None:
    """The file uploaded for a question of a case that is kept as just these bytes."""
    same = select(FileRow).where(FileRow.case_id == case_id, FileRow.field == field, FileRow.content == content)
    return session.scalars(same.order_by(FileRow.uploaded_at, FileRow.id)).first()


def digest(data: bytes) -> str:
    """The name of the bytes of an upload, as they came: their SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def of_sent(session: Session, case_id: str, field: str, sent: str) -> FileRow | None:
    """The file that was made of an upload of this `digest` for a question of a case."""
    same = select(FileRow).where(FileRow.case_id == case_id, FileRow.field == field, FileRow.sent == sent)
    return session.scalars(same.order_by(FileRow.uploaded_at, FileRow.id)).first()


def drop_unused(
    session: Session, case_id: str, fields: Collection[str], used: Collection[str], since: datetime | None = None
) -> None:
    """Forget the files of these questions that are not `used`; with `since`, only those uploaded from then on.

    What came before `since` an officer may have seen: it stays part of the case.
    """
    unused = delete(FileRow).where(FileRow.case_id == case_id, FileRow.field.in_(fields), FileRow.id.not_in(list(used)))
    session.execute(unused if since is None else unused.where(FileRow.uploaded_at >= since))


def bytes_of_applicant(session: Session, person: str, statuses: Collection[str]) -> int:
    """How much a person's files of cases in these statuses take, in bytes."""
    query = select(func.coalesce(func.sum(FileRow.size), 0)).join(CaseRow, CaseRow.id == FileRow.case_id)
    return int(session.scalars(query.where(CaseRow.applicant_id == person, CaseRow.status.in_(statuses))).one())


def erase(session: Session, case_id: str) -> None:
    """Forget every file of a case. The bytes, which another case may share, are swept when nothing names them."""
    session.execute(delete(FileRow).where(FileRow.case_id == case_id))
