"""How much of each kind there is at an officer's desk, counted up to a hundred and in one query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ScalarSelect, Select, func, literal, select, union
from sqlalchemy.orm import Session

from portal.store import office_cases, queue
from portal.store.offices_held import OfficeHeld

MOST: Final = 100
"""Where counting stops; a page says 99+. Nobody decides anything by whether it is 400 or 4,000."""


@dataclass(frozen=True)
class DeskCounts:
    """Tasks that wait, those that no colleague has taken, those that are late, those that the officer has taken, cases
    that wait for their applicant, and cases decided since a moment: each counted up to MOST."""

    waiting: int = 0
    free: int = 0
    late: int = 0
    mine: int = 0
    sent_back: int = 0
    decided: int = 0


def counts(
    session: Session, held: Sequence[OfficeHeld], officer: str, *, today: date, now: datetime, since: datetime
) -> DeskCounts:
    """What there is for these offices."""
    if not held:
        return DeskCounts()
    waiting, free, late, sent_back, decided = session.execute(
        select(
            _up_to_most(queue.waiting_ids(office) for office in held),
            _up_to_most(queue.free_ids(office, officer, now) for office in held),
            _up_to_most(queue.late_ids(office, today) for office in held),
            _up_to_most(office_cases.sent_back_ids(office) for office in held),
            _up_to_most(office_cases.decided_ids(office, since) for office in held),
        )
    ).one()
    mine = queue.claimed_by(session, held, officer, now, MOST)
    return DeskCounts(waiting, free, late, mine, sent_back, decided)


def _up_to_most(each: Iterable[Select[str]]) -> ScalarSelect[Any]:
    """Each office gives at most MOST ids, from its index; one that two appointments name counts once."""
    found = [select(*limited.c) for one in each for limited in (one.limit(MOST).subquery(),)]
    every = (union(*found) if len(found) > 1 else found[0]).subquery()
    first = select(literal(1)).select_from(every).limit(MOST).subquery()
    return select(func.count()).select_from(first).scalar_subquery()
