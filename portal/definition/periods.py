"""Lengths of time as a service file writes them: '3 working days', '6 months'."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

Unit = Literal["day", "month", "year"]

_UNITS_LO: Final[dict[Unit, str]] = {"day": "ວັນ", "month": "ເດືອນ", "year": "ປີ"}


class Span(BaseModel):
    """A calendar period."""

    model_config = ConfigDict(frozen=True)

    count: int
    unit: Unit

    def after(self, start: date) -> date:
        """The day this period ends when it starts on `start`; 31 January and a month is the last of February."""
        if self.unit == "day":
            return start + timedelta(days=self.count)
        months = start.year * 12 + start.month - 1 + self.count * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last = (following - timedelta(days=1)).day
        return date(year, month + 1, min(start.day, last))

    @property
    def lo(self) -> str:
        """The period in Lao: 6 ເດືອນ."""
        return f"{self.count} {_UNITS_LO[self.unit]}"

    @property
    def en(self) -> str:
        """The period in English: 6 months."""
        return str(self)

    def __str__(self) -> str:
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"


_WORKING_DAYS: Final = r"([1-9]\d{0,2}) working days?"
_MOST_DAYS: Final = 999
_PERIOD: Final = r"([1-9]\d{0,3} (?:day|month)s?|[1-9]\d? years?)"


def _reader(
    pattern: str, example: str, build: Callable[[re.Match[str]], object], built: Callable[[Any], bool]
) -> Callable[[Any], Any]:
    """Read what is written by `pattern`; what `built` knows has been read already."""

    def read(value: Any) -> Any:
        if built(value):
            return value
        if not isinstance(value, str | dict | int | float):
            return value  # pydantic says what it wants instead
        match = re.fullmatch(pattern, value.strip()) if isinstance(value, str) else None
        if match is None:
            english = str(value.get("en", "")).strip() if isinstance(value, dict) else ""
            shown = english if re.fullmatch(pattern, english) else example
            raise PydanticCustomError(
                "bad_period", "not a length of time; write it like '{example}'", {"example": shown}
            )
        return build(match)

    return read


def _working_days(match: re.Match[str]) -> int:
    return int(match[1])


def _span(match: re.Match[str]) -> Span:
    count, unit = match[1].split()
    return Span(count=int(count), unit=cast(Unit, unit.removesuffix("s")))


def _write_working_days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


def _is_days(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value in range(1, _MOST_DAYS + 1)


def _is_span(value: Any) -> bool:
    return isinstance(value, Span)


WorkingDays = Annotated[
    int,
    BeforeValidator(_reader(_WORKING_DAYS, "3 working days", _working_days, _is_days)),
    PlainSerializer(_write_working_days),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": rf"^\s*{_WORKING_DAYS}\s*$",
            "minimum": 1,
            "maximum": _MOST_DAYS,
            "examples": ["1 working day", "3 working days"],
            "errorMessage": "Write it like 3 working days.",
        }
    ),
]
"""A number of working days, written '3 working days', or as the bare number."""

Period = Annotated[
    Span,
    BeforeValidator(_reader(_PERIOD, "6 months", _span, _is_span)),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": rf"^\s*{_PERIOD}\s*$",
            "examples": ["30 days", "6 months", "1 year"],
            "errorMessage": "Write it like 6 months.",
        }
    ),
]
"""A calendar period, written '6 months'."""
