"""Certificates in the store, by their case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import CertificateRow


def of_case(session: Session, case_id: str) -> list[CertificateRow]:
    """The certificates of a case, ordered or made, the oldest first."""
    rows = select(CertificateRow).where(CertificateRow.case_id == case_id)
    return list(session.scalars(rows.order_by(CertificateRow.ordered_at, CertificateRow.id)))


def made_of_case(session: Session, case_id: str, certificate_id: str) -> CertificateRow | None:
    """A certificate of a case, once it has been made; None for that of another case."""
    made = (CertificateRow.id == certificate_id, CertificateRow.case_id == case_id, CertificateRow.made_at.is_not(None))
    return session.scalar(select(CertificateRow).where(*made))
