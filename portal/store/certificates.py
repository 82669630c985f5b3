"""Certificates in the store, by their case."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.store.tables import CertificateRow


def of_case(session: Session, case_id: str) -> CertificateRow | None:
    """The certificate of a case, ordered or made."""
    return session.scalar(select(CertificateRow).where(CertificateRow.case_id == case_id))
