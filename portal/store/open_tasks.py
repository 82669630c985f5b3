"""The open tasks of several cases at once: which offices have them, and until when."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import TaskRow


def open_tasks(session: Session, case_ids: Collection[str]) -> dict[str, list[TaskRow]]:
    """The open tasks of each of the cases that has any, by the case's id; those due first stand first."""
    query = select(TaskRow).where(TaskRow.case_id.in_(case_ids)).order_by(TaskRow.due, TaskRow.id)
    found: dict[str, list[TaskRow]] = {}
    for row in session.scalars(query):
        found.setdefault(row.case_id, []).append(row)
    return found
