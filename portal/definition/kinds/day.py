"""A day, kept as an ISO date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from portal.definition.kinds.kind import AreaExists, AreaName, Kind, one_text, or_none
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.dates import DateProblem, format_date, parse_day_month_year
from portal.lao.language import Language
from portal.lao.text import canonical, latin_digits

_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE_PARTS: Final = re.compile(r"[\s/.,-]+")
_BUDDHIST: Final = 543
_DAYS: Final = ("1940-01-31", "1985-03-12", "2008-06-15", "2024-02-29")


class DateKind(Kind):
    """A day of the common era; a Buddhist year is recognised and asked about."""

    sample = "1985-03-12"
    is_day = True
    asked_beforehand = True

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Read {day, month, year}, or one text."""
        parts = _date_parts(raw)
        if parts is None:
            return Problem("date-not-understood")
        day = parse_day_month_year(*parts)
        if isinstance(day, date):
            return day.isoformat()
        if day is DateProblem.EMPTY:
            return Problem(self.missing_code) if field.required else None
        year = latin_digits(canonical(parts[2]))
        if day is DateProblem.YEAR_OUT_OF_RANGE and 1900 + _BUDDHIST <= int(year) <= 2100 + _BUDDHIST:
            return Problem("date-buddhist-year", {"typed": year, "year": str(int(year) - _BUDDHIST)})
        return Problem(f"date-{day.value}")

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str) and _is_iso_date(value)

    def bound(self, field: FormField, value: Any) -> Any:
        """A timestamp, at midnight UTC."""
        return timestamp(value)

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return format_date(date.fromisoformat(value), language)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        year, month, day = value.split("-")
        return {"day": str(int(day)), "month": str(int(month)), "year": year}

    def longest(self, field: FormField) -> Any:
        """A day of two digits in a month of a long name."""
        return "1985-11-30"

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        near = (today + timedelta(days=days) for days in (-400, -1, 0, 1, 400))
        return [*_DAYS, *(day.isoformat() for day in near), *or_none(field)]


def timestamp(value: Any) -> datetime | None:
    """The CEL timestamp of an ISO date: its midnight in UTC."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return midnight(date.fromisoformat(value))
    except ValueError:
        return None


def midnight(day: date) -> datetime:
    """The start of a day in UTC, as which expressions see it."""
    return datetime.combine(day, time(), UTC)


def _is_iso_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _date_parts(raw: object) -> tuple[str, str, str] | None:
    """Day, month and year of a typed date; an ISO date is read too, as examples and stored answers write it."""
    if isinstance(raw, Mapping):
        parts = [one_text(raw.get(name)) for name in ("day", "month", "year")]
        return None if None in parts else (str(parts[0]), str(parts[1]), str(parts[2]))
    typed = one_text(raw)
    if typed is None:
        return None
    typed = latin_digits(canonical(typed))
    if iso := _ISO_DATE.fullmatch(typed):
        return iso[3], iso[2], iso[1]
    words = [word for word in _DATE_PARTS.split(typed) if word]
    if not words:
        return "", "", ""
    return (words[0], words[1], words[2]) if len(words) == 3 else None
