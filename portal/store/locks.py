"""Making transactions about one thing queue, where no row stands for it yet."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def hold(session: Session, thing: str) -> None:
    """Wait until no other transaction holds `thing`, then hold it until this one ends.

    PostgreSQL: an advisory lock of the text's hash. On SQLite a writing session is alone already.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(thing, 0))))
