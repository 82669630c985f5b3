"""When government offices of Vientiane are at work and when people are awake, for the demo's clock. Pure."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from portal.lao.calendar import is_working_day
from portal.lao.dates import VIENTIANE

_FIRST, _LAST = time(8, 10), time(15, 50)
"""Between these officers decide; a message or a paper that follows is still of the same day."""
WORKING_DAY: Final = timedelta(hours=7, minutes=40)
"""The office time of one day."""
AWAKE: Final = (7, 20)
"""The first and the last hour in which somebody sits down to an application."""


def is_open(moment: datetime) -> bool:
    """Whether officers are at work."""
    local = moment.astimezone(VIENTIANE)
    return is_working_day(local.date()) and _FIRST <= local.time() < _LAST


def office_time(start: datetime, end: datetime) -> timedelta:
    """How much office time lies between two moments; none when `end` is not after `start`."""
    total = timedelta()
    day = start.astimezone(VIENTIANE).date()
    while day <= end.astimezone(VIENTIANE).date():
        if is_working_day(day):
            first, last = _hours(day)
            total += max(min(last, end) - max(first, start), timedelta())
        day += timedelta(days=1)
    return total


def later(moment: datetime, length: timedelta) -> datetime:
    """The moment at which `length` of office time has passed since `moment`; offices are open then."""
    day = moment.astimezone(VIENTIANE).date()
    while True:
        if is_working_day(day):
            first, last = _hours(day)
            begin = max(first, moment)
            if begin + length < last:
                return (begin + length).astimezone(UTC)
            length -= max(last - begin, timedelta())
        day += timedelta(days=1)


def earlier(moment: datetime, length: timedelta) -> datetime:
    """The moment from which `length` of office time passes until `moment`."""
    day = moment.astimezone(VIENTIANE).date()
    while True:
        if is_working_day(day):
            first, last = _hours(day)
            end = min(last, moment)
            if end - length > first:
                return (end - length).astimezone(UTC)
            length -= max(end - first, timedelta())
        day -= timedelta(days=1)


def awake(moment: datetime, chance: random.Random) -> datetime:
    """Some time of the same day when people are awake, not after `moment`; in its small hours, of the day before."""
    local = moment.astimezone(VIENTIANE)
    first, last = AWAKE
    if local.hour < first:
        local = local.replace(hour=last, minute=59) - timedelta(days=1)
    hour = chance.randint(first, min(local.hour, last))
    minute = chance.randint(0, local.minute if hour == local.hour else 59)
    return local.replace(hour=hour, minute=minute, second=0).astimezone(UTC)


def _hours(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, _FIRST, VIENTIANE), datetime.combine(day, _LAST, VIENTIANE)
