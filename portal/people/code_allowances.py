"""How many one-time codes may be sent, so that nobody uses up what another needs, nor guesses for long.

A browser in which a number signed in before (its mark) has an allowance of its own for that number. All marks of a
number share a ceiling, since whoever has the phone in hand can mark as many browsers as it is sent codes. Past it a
marked browser asks like a stranger, so that nobody who once had the phone keeps its owner out with that alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from portal.settings import Settings
from portal.store.tables import SignInCodeRow

STRANGERS: Final = 3
"""How many times what one network address may ask for all strangers together may, of one phone. Who has that many
addresses can use it up, and then keeps out whoever has never signed in with that phone in the browser in hand."""
MARKS: Final = 3
"""How many times what one marked browser may ask for all of them together may, of one phone: the phone of a family and
the two others that its number is used in. With the strangers' a phone is sent 60 codes a day at most, and somebody who
guesses has 300 tries in a million."""
PART_OF_ONE_ADDRESS: Final = 10
"""One network address may ask for this part (a tenth) of the codes that strangers may ask for, for all phones."""

_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def counted_as(rows: Sequence[SignInCodeRow], settings: Settings, now: datetime, mark: str | None) -> str | None:
    """The mark to count a request by, when the codes of all the marks of this phone are not used up; else None, as of a
    stranger. `rows` are the phone's codes, the newest first."""
    if mark is None:
        return None
    marked = [row for row in rows if row.mark_digest is not None]
    full = any(_full(marked, MARKS * limit, length, now) for limit, length in _limits(settings))
    return None if full else mark


def used_up(
    rows: Sequence[SignInCodeRow], settings: Settings, now: datetime, near: str, mark: str | None
) -> Iterator[datetime]:
    """When each of the asker's allowances that are used up has room again."""
    those = [row for row in rows if row.mark_digest == mark]
    of_network = those if mark else [row for row in those if row.network_digest == near]
    for limit, length in _limits(settings):
        for allowed, counted in ((limit, of_network), (STRANGERS * limit, those)):
            if again_at := _full(counted, allowed, length, now):
                yield again_at


def of_address_used_up(session: Session, settings: Settings, now: datetime, near: str) -> datetime | None:
    """When strangers at this network address may ask for codes again, for whatever phones; None when they may now."""
    most = max(1, settings.codes_per_hour_of_all // PART_OF_ONE_ADDRESS)
    return _strangers_full(session, most, now, SignInCodeRow.network_digest == near)


def of_all_used_up(session: Session, settings: Settings, now: datetime) -> datetime | None:
    """When strangers may ask for codes again, for all phones together; None when they may now."""
    return _strangers_full(session, settings.codes_per_hour_of_all, now)


def _limits(settings: Settings) -> tuple[tuple[int, timedelta], ...]:
    return (settings.codes_per_hour, _HOUR), (settings.codes_per_day, _DAY)


def _full(rows: Sequence[SignInCodeRow], allowed: int, length: timedelta, now: datetime) -> datetime | None:
    lately = [row.created_at for row in rows if now - length < row.created_at <= now]
    return lately[allowed - 1] + length if len(lately) >= allowed else None


def _strangers_full(session: Session, most: int, now: datetime, *those: ColumnElement[bool]) -> datetime | None:
    at = SignInCodeRow.created_at
    lately = select(at).where(at > now - _HOUR, at <= now, SignInCodeRow.mark_digest.is_(None), *those)
    full_since = session.scalar(lately.order_by(at.desc()).offset(most - 1).limit(1))
    return None if full_since is None else full_since + _HOUR
