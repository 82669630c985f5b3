"""Dates as Lao papers and pages write them, and as people type them. Month names are CLDR's, through Babel."""

import re
from datetime import UTC, date, datetime
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale

from portal.lao.language import Language
from portal.lao.text import canonical, fold, latin_digits

VIENTIANE: Final = ZoneInfo("Asia/Vientiane")

EARLIEST_YEAR: Final = 1850
LATEST_YEAR: Final = 2200
"""Years outside these are mistyped, or counted in the Buddhist era (2568 for 2025)."""

_LOCALES: Final = {"lo": Locale.parse("lo"), "en": Locale.parse("en_GB")}
_LAO_MONTH_WORD: Final = "ເດືອນ"
_DIGITS: Final = re.compile(r"[0-9]{1,4}")


class DateProblem(Enum):
    """Why a typed day, month and year are not a date."""

    EMPTY = "empty"
    DAY_MISSING = "day-missing"
    MONTH_MISSING = "month-missing"
    YEAR_MISSING = "year-missing"
    NOT_UNDERSTOOD = "not-understood"
    """A part is neither a number nor the name of a month."""
    YEAR_NOT_FOUR_DIGITS = "year-not-four-digits"
    YEAR_OUT_OF_RANGE = "year-out-of-range"
    """The year is before `EARLIEST_YEAR` or after `LATEST_YEAR`: mistyped, or of the Buddhist era."""
    NOT_IN_CALENDAR = "not-in-calendar"
    """There is no such day, as 31 February."""


def local_date(moment: datetime) -> date:
    """Return the day it is in Vientiane at `moment`; raise ValueError when `moment` has no time zone."""
    return _local(moment).date()


def format_date(day: date, language: Language) -> str:
    """Return `day` in full, day first, in the Gregorian era: "12 ມີນາ 1985", "12 March 1985".

    Laws and decrees of Lao PDR date themselves so, with Latin digits (ລົງວັນທີ 21 ທັນວາ 2011); CLDR's long form agrees.
    """
    return f"{day.day} {month_name(day.month, language)} {day.year}"


def month_name(month: int, language: Language) -> str:
    """Return the name of a month, 1 to 12, as it stands in a date."""
    return str(_LOCALES[language].months["format"]["wide"][month])


def format_datetime(moment: datetime, language: Language) -> str:
    """Return `moment` in Vientiane time on the 24-hour clock: "12 ມີນາ 1985 ເວລາ 14:30 ໂມງ", "12 March 1985 at 14:30".

    Raises ValueError when `moment` has no time zone.
    """
    local = _local(moment)
    clock = f"{local:%H:%M}"
    day = format_date(local.date(), language)
    return f"{day} ເວລາ {clock} ໂມງ" if language == "lo" else f"{day} at {clock}"


def parse_day_month_year(day: str, month: str, year: str) -> date | DateProblem:
    """Return the date that was typed in three boxes, or the first thing wrong with it.

    Lao or Latin digits; the month also by its Lao or English name, in full or short, with or without ເດືອນ.
    """
    day, month, year = (latin_digits(canonical(part)) for part in (day, month, year))
    if missing := _missing(day, month, year):
        return missing
    day_number, month_number = _number(day), _month_number(month)
    if day_number is None or month_number is None or _number(year) is None:
        return DateProblem.NOT_UNDERSTOOD
    if len(year) != 4:
        return DateProblem.YEAR_NOT_FOUR_DIGITS
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return DateProblem.YEAR_OUT_OF_RANGE
    try:
        return date(int(year), month_number, day_number)
    except ValueError:
        return DateProblem.NOT_IN_CALENDAR


def _local(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("a moment needs a time zone; the store's are UTC")
    return moment.astimezone(UTC).astimezone(VIENTIANE)


def _missing(day: str, month: str, year: str) -> DateProblem | None:
    if not (day or month or year):
        return DateProblem.EMPTY
    if not day:
        return DateProblem.DAY_MISSING
    if not month:
        return DateProblem.MONTH_MISSING
    return None if year else DateProblem.YEAR_MISSING


def _number(typed: str) -> int | None:
    return int(typed) if _DIGITS.fullmatch(typed) else None


def _month_number(typed: str) -> int | None:
    if (number := _number(typed)) is not None:
        return number
    return _MONTHS.get(fold(typed.removeprefix(_LAO_MONTH_WORD)))


def _month_names() -> dict[str, int]:
    return {
        fold(name): number
        for locale in _LOCALES.values()
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
    }


_MONTHS: Final = _month_names()
