"""Working days of Lao government offices.

Source: Decree on Holidays No. 386/GOV of 15 December 2017 (ດຳລັດວ່າດ້ວຍ ວັນພັກ ເລກທີ 386/ລບ): Saturday and Sunday are
rest days; the national holidays below; a holiday that falls on a rest day is made up for on the next working day
(ວັນພັກຊົດເຊີຍ). The Prime Minister's Office may announce further days each year, mostly around Lao New Year; those are
given as `announced`. The decree is cited after the table of the `holidays` project for Laos and the Lao press of
December 2017.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from portal.lao.language import Language

_SATURDAY: Final = 5
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class NationalHoliday:
    """A holiday on the same date every year."""

    month: int
    day: int
    names: tuple[str, str]
    """In Lao and in English."""

    def name(self, language: Language) -> str:
        """Return what the day is called in `language`."""
        return self.names[0 if language == "lo" else 1]


NATIONAL_HOLIDAYS: Final = (
    NationalHoliday(1, 1, ("ວັນປີໃໝ່ສາກົນ", "New Year's Day")),
    NationalHoliday(3, 8, ("ວັນແມ່ຍິງສາກົນ", "International Women's Day")),
    NationalHoliday(4, 14, ("ບຸນປີໃໝ່ລາວ", "Lao New Year")),
    NationalHoliday(4, 15, ("ບຸນປີໃໝ່ລາວ", "Lao New Year")),
    NationalHoliday(4, 16, ("ບຸນປີໃໝ່ລາວ", "Lao New Year")),
    NationalHoliday(5, 1, ("ວັນກຳມະກອນສາກົນ", "International Labour Day")),
    NationalHoliday(12, 2, ("ວັນຊາດ", "National Day")),
)


@dataclass(frozen=True)
class Holidays:
    """The days on which government offices are closed besides Saturdays and Sundays."""

    national: tuple[NationalHoliday, ...] = NATIONAL_HOLIDAYS
    announced: frozenset[date] = frozenset()
    """Days that the government declared for one year only."""

    def in_year(self, year: int) -> frozenset[date]:
        """Return every day off in `year` that is not merely a Saturday or Sunday, days in lieu included."""
        return _days_off(self, year)


LAO_HOLIDAYS: Final = Holidays()


def is_working_day(day: date, holidays: Holidays = LAO_HOLIDAYS) -> bool:
    """Return whether government offices are open on `day`."""
    return day.weekday() < _SATURDAY and day not in holidays.in_year(day.year)


def add_working_days(start: date, count: int, holidays: Holidays = LAO_HOLIDAYS) -> date:
    """Return the working day that is `count` working days after `start` (before it, when `count` is negative).

    `start` itself never counts: one working day after a Friday, a Saturday or a Sunday is Monday. 0 gives `start`.
    """
    day, step = start, _DAY if count > 0 else -_DAY
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, holidays)
    return day


def working_days_between(start: date, end: date, holidays: Holidays = LAO_HOLIDAYS) -> int:
    """Return how many working days lie after `start` up to and with `end`; negative when `end` is before `start`.

    The inverse of `add_working_days`: from any day to the day `n` working days on it is `n`, and likewise backwards.
    """
    step = _DAY if end > start else -_DAY
    passed = sum(is_working_day(day, holidays) for day in _days(start, end, step))
    return passed if end > start else -passed


def _days(start: date, end: date, step: timedelta) -> Iterator[date]:
    while start != end:
        start += step
        yield start


@lru_cache(maxsize=256)
def _days_off(holidays: Holidays, year: int) -> frozenset[date]:
    named = {date(year, holiday.month, holiday.day) for holiday in holidays.national}
    off = named | {day for day in holidays.announced if day.year == year}
    for holiday in sorted(day for day in named if day.weekday() >= _SATURDAY):
        substitute = holiday
        while substitute.weekday() >= _SATURDAY or substitute in off:
            substitute += _DAY
        off.add(substitute)
    return frozenset(off)
