"""The cases of a service that are not over, by the version that they have."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.store.tables import CaseRow
from portal.workflow.case import Status

DRAFTS = ""
"""Stands for the step of applications that were not handed in."""


def by_version_and_step(session: Session, service: str) -> dict[str, dict[str, int]]:
    """How many there are in each step, by the content hash of their version."""
    query = (
        select(CaseRow.definition, CaseRow.step, func.count())
        .where(CaseRow.service == service, CaseRow.status != Status.ENDED.value)
        .group_by(CaseRow.definition, CaseRow.step)
        .order_by(CaseRow.definition, CaseRow.step)
    )
    found: dict[str, dict[str, int]] = {}
    for definition, step, cases in session.execute(query):
        found.setdefault(definition, {})[step or DRAFTS] = cases
    return found


def submitted(session: Session, service: str, definition: str) -> list[str]:
    """The ids of those of a version that were handed in, the oldest first."""
    running = CaseRow.status.not_in([Status.DRAFT.value, Status.ENDED.value])
    query = select(CaseRow.id).where(CaseRow.service == service, CaseRow.definition == definition, running)
    return list(session.scalars(query.order_by(CaseRow.id)))
