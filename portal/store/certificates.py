"""Certificates in the store, by their case."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.store.tables import CertificateRow
from portal.workflow.standing import Papers


def of_case(session: Session, case_id: str) -> list[CertificateRow]:
    """The certificates of a case, ordered or made, the oldest first."""
    rows = select(CertificateRow).where(CertificateRow.case_id == case_id)
    return list(session.scalars(rows.order_by(CertificateRow.ordered_at, CertificateRow.id)))


def papers_of(session: Session, case_ids: Collection[str]) -> dict[str, Papers]:
    """What there is of the papers of each of the cases, for lists: of one that is loaded, ask `standing.papers_of`."""
    counted = select(CertificateRow.case_id, func.count(), func.count(CertificateRow.made_at))
    rows = session.execute(counted.where(CertificateRow.case_id.in_(case_ids)).group_by(CertificateRow.case_id))
    found: dict[str, Papers] = dict.fromkeys(case_ids, "none")
    found.update({case_id: "made" if made == ordered else "ordered" for case_id, ordered, made in rows})
    return found


def made_of_case(session: Session, case_id: str, certificate_id: str) -> CertificateRow | None:
    """A certificate of a case, once it has been made; None for that of another case."""
    made = (CertificateRow.id == certificate_id, CertificateRow.case_id == case_id, CertificateRow.made_at.is_not(None))
    return session.scalar(select(CertificateRow).where(*made))
