"""When work is due, and when it is late. Days are days in Vientiane; working days are those of government offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from portal.lao.calendar import LAO_HOLIDAYS, Holidays, add_working_days, is_working_day, working_days_between
from portal.lao.dates import local_date
from portal.workflow.case import Task


@dataclass(frozen=True)
class Moment:
    """When something is decided: `at` in UTC, and the days off that deadlines skip."""

    at: datetime
    holidays: Holidays = LAO_HOLIDAYS

    @classmethod
    def of(cls, now: datetime, holidays: Holidays = LAO_HOLIDAYS) -> Moment:
        """The moment `now`; raise ValueError when it has no time zone."""
        if now.utcoffset() is None:
            raise ValueError("a moment needs a time zone")
        return cls(now.astimezone(UTC), holidays)

    @property
    def today(self) -> date:
        """The day it is in Vientiane."""
        return local_date(self.at)

    def due(self, working_days: int) -> date:
        """The last day for work that may take `working_days` from now. See `due_date`."""
        return due_date(self.today, working_days, self.holidays)


def due_date(received: date, working_days: int, holidays: Holidays = LAO_HOLIDAYS) -> date:
    """The last day for work that was received on `received` and may take `working_days`.

    The day of receipt does not count. What comes in on a day off is received on the next working day: 1 working day
    from a Friday is Monday, from a Saturday or Sunday it is Tuesday.
    """
    while not is_working_day(received, holidays):
        received += timedelta(days=1)
    return add_working_days(received, working_days, holidays)


def put_off(promised: date, waiting_since: date, until: date, holidays: Holidays = LAO_HOLIDAYS) -> date:
    """The promised day, put off by the working days for which the case waited for the applicant."""
    return add_working_days(promised, max(0, working_days_between(waiting_since, until, holidays)), holidays)


def is_late(task: Task, today: date) -> bool:
    """Whether the last day has passed without the work being done."""
    return task.due is not None and today > task.due
