"""The paper has been made: the case learns of it, and so does the applicant."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.cases.command import SYSTEM, carry_out
from portal.cases.environment import Environment
from portal.store import cases as case_store
from portal.store.tables import CertificateRow
from portal.workflow.commands import RecordCertificate


def record_certificate(session: Session, environment: Environment, row: CertificateRow) -> None:
    """Record a certificate on its case, in the transaction that made it."""
    case = case_store.load(session, row.case_id, lock=True)
    if case is not None:
        made = RecordCertificate(row.step, row.issue, row.id, row.number or "")
        carry_out(session, environment, case, made, SYSTEM)
