"""When government offices are open, in Vientiane."""

from __future__ import annotations

import random
from datetime import UTC, datetime, time, timedelta
from typing import Final

from portal.lao.calendar import is_working_day
from portal.lao.dates import VIENTIANE

OPENS: Final = time(8)
CLOSES: Final = time(16)


def in_office_hours(moment: datetime, chance: random.Random) -> datetime:
    """The moment itself, or some time in the first hours of the next day on which offices are open."""
    local = moment.astimezone(VIENTIANE)
    if is_working_day(local.date()) and OPENS <= local.time() < CLOSES:
        return moment
    day = local.date()
    if local.time() >= CLOSES:
        day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    opening = datetime.combine(day, OPENS, VIENTIANE)
    return (opening + timedelta(minutes=chance.uniform(5, 240))).astimezone(UTC)


def by_day(moment: datetime, chance: random.Random) -> datetime:
    """The same day, at an hour when people are awake."""
    local = moment.astimezone(VIENTIANE)
    return local.replace(hour=chance.randint(7, 20), minute=chance.randrange(60)).astimezone(UTC)
