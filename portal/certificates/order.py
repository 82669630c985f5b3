"""Ordering a certificate: a row, written in the transaction that ends the case. The worker makes the paper."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from portal.lao.code_letters import ALPHABET
from portal.lao.dates import local_date
from portal.papers.verification_code import LENGTH
from portal.store.columns import new_id
from portal.store.tables import CertificateRow


def order(
    session: Session,
    *,
    case_id: str,
    step: str,
    issue: int,
    service: str,
    area: str,
    signed_by: str | None,
    now: datetime,
) -> str:
    """Order the certificate that `step` of a case asks for and return the certificate's id.

    `area` is the code of the office that signed, in whose register of this year (in Vientiane) the certificate gets its
    number; `signed_by` the officer. `issue` counts the papers of that step: the same one ordered again fails when the
    transaction is flushed.
    """
    certificate = CertificateRow(
        id=new_id(),
        case_id=case_id,
        step=step,
        issue=issue,
        service=service,
        code=new_code(),
        ordered_at=now,
        signed_by=signed_by,
        area=area,
        year=local_date(now).year,
        next_try_at=now,
    )
    session.add(certificate)
    return certificate.id


def new_code() -> str:
    """Return a fresh verification code, one that cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
