"""The registers: an office counts the certificates of a service from 1 each year, leaving no number out."""

from __future__ import annotations

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from portal.store.tables import RegisterRow


def next_serial(session: Session, service: str, area: str, year: int) -> int:
    """Take the next number of a register, in the transaction that writes it on its certificate.

    The register is locked until that transaction ends, and counts back when it fails: so no number is given twice or
    lost. Keep the transaction short.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    counted = (
        insert(RegisterRow)
        .values(service=service, area=area, year=year, last=1)
        .on_conflict_do_update(
            index_elements=[RegisterRow.service, RegisterRow.area, RegisterRow.year],
            set_={"last": RegisterRow.last + 1},
        )
        .returning(RegisterRow.last)
    )
    return session.execute(counted).scalar_one()
