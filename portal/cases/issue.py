"""The paper has been made: the case learns of it, and so does the applicant."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.cases.command import SYSTEM, carry_out
from portal.cases.environment import Environment
from portal.store import cases as case_store
from portal.workflow.commands import RecordCertificate


def record_certificate(
    session: Session, environment: Environment, case_id: str, certificate_id: str, number: str
) -> None:
    """Record the certificate on its case, in the transaction that made it."""
    case = case_store.load(session, case_id, lock=True)
    if case is not None:
        carry_out(session, environment, case, RecordCertificate(certificate_id, number), SYSTEM)
