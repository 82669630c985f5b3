"""Verification: anyone who holds a certificate can ask whether the portal issued it, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.papers.record import Statement
from portal.papers.verification_code import normal_code
from portal.store.tables import CertificateRow


@dataclass(frozen=True)
class Verified:
    """A certificate that the portal issued, and what its paper says: no more than its holder shows anyway."""

    state: Literal["genuine", "expired"]
    code: str
    says: Statement


@dataclass(frozen=True)
class Unknown:
    """No certificate has this code: it is mistyped, or the paper is not ours."""


def verify(session: Session, code: str, today: date) -> Verified | Unknown:
    """Say what is known of the certificate whose code was typed as `code`. Valid through its last day in Vientiane."""
    plain = normal_code(code)
    if plain is None:
        return Unknown()
    row = session.scalar(
        select(CertificateRow).where(CertificateRow.code == plain, CertificateRow.made_at.is_not(None))
    )
    if row is None:
        return Unknown()
    says = Statement.from_json(row.paper)
    expired = says.valid_until is not None and says.valid_until < today
    return Verified("expired" if expired else "genuine", plain, says)
