"""What is known of the files of cases; their bytes lie in the file store."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import FileRow


def of_case(session: Session, case_id: str, file_id: str) -> FileRow | None:
    """A file of this case."""
    row = session.get(FileRow, file_id)
    return row if row is not None and row.case_id == case_id else None


def listed(session: Session, case_id: str) -> dict[str, FileRow]:
    """Every file of a case by its id."""
    return {row.id: row for row in session.scalars(select(FileRow).where(FileRow.case_id == case_id))}


def all_of_case(session: Session, case_id: str, file_ids: Collection[str]) -> bool:
    """Whether every one of these ids is a file of this case: a form could name another case's."""
    return not file_ids or set(file_ids) <= listed(session, case_id).keys()
