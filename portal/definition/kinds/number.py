"""Numbers, money in whole kip, and what is worked out."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any, ClassVar, Final

from babel.numbers import format_decimal

from portal.definition.kinds.day import timestamp
from portal.definition.kinds.kind import AreaExists, AreaName, Kind, or_none
from portal.definition.model import FormField, Text
from portal.definition.numbers import LARGEST_NUMBER, LARGEST_WHOLE, parse_number, plain_number
from portal.definition.problems import Problem
from portal.lao.dates import format_date
from portal.lao.language import Language
from portal.lao.money import LARGEST_AMOUNT, MoneyProblem, format_kip, parse_kip
from portal.lao.text import canonical, latin_digits

_ORDINARY_NUMBER: Final = 12.5
_ORDINARY_SUM: Final = 250_000
_LONGEST_NUMBER: Final = 123_456.75
_LARGEST_SUM: Final = 1_000_000_000
_KIP: Final = Text(lo="ກີບ", en="kip")


class NumberKind(Kind):
    """A whole or decimal number, with its unit."""

    turns_conditions = True
    asked_beforehand = True
    settings = frozenset({"min", "max", "unit", "whole"})
    takes_decimals: ClassVar[bool] = True
    """Whether an answer may have decimals where the file does not say `whole`."""

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        number = parse_number(latin_digits(_only_the_number(field, canonical(typed))))
        if field.whole and isinstance(number, Problem) and number.code == "number-ambiguous":
            number = int(number.params["whole"])  # 1.500 can only be 1500 here
        if field.whole and (isinstance(number, float) or number == Problem("number-not-understood")):
            return Problem("number-not-whole")
        return number if isinstance(number, Problem) else self._in_range(field, number)

    def _in_range(self, field: FormField, number: int | float) -> Any | Problem:
        if field.min is not None and number < field.min:
            return Problem("number-too-small", {"min": self._limit(field.min)})
        if field.max is not None and number > field.max:
            return Problem("number-too-large", {"max": self._limit(field.max)})
        return number

    def _limit(self, limit: float) -> str:
        return format_number(limit, "en")

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER

    def bound(self, field: FormField, value: Any) -> Any:
        """A decimal number."""
        return float(value) if _is_number(value) else None

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return _with_unit(field, _without_unit(value, language), language)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return plain_number(value)

    def ordinary(self, field: FormField) -> Any:
        """A number that may be given."""
        return _ordinary(field)

    def longest(self, field: FormField) -> Any:
        """The largest number, or one of many digits."""
        longest = field.max if field.max is not None else _LONGEST_NUMBER
        return math.floor(longest) if field.whole else longest

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        literals = {float(literal) for literal in re.findall(r"\d+(?:\.\d+)?", written)}
        near = {number + step for number in literals for step in (-1, 0, 1)}
        near |= {0.0, float(_ordinary(field))}
        given = (int(number) if field.whole else number for number in near if not field.whole or number.is_integer())
        return [*sorted(number for number in given if _nearest(field, number) == number), *or_none(field)]

    def edges(self, field: FormField) -> list[Any]:
        """The smallest that may be given: 0 where there is no `min`, for a whole number too, since the form takes it.
        Then the smallest that may pass the question's own check, and the largest."""
        whole = field.whole or not self.takes_decimals
        least = field.min if field.min is not None else 0.0
        most = [] if field.max is None else [math.floor(field.max) if whole else field.max]
        smallest = math.ceil(least) if whole else least
        judged = [] if field.check is None else self._telling(field, field.check, date.min)
        passing = [answer for answer in judged if answer is not None and answer >= smallest]
        return list(dict.fromkeys((smallest, *passing, *most)))

    def largest(self, field: FormField) -> Any:
        """The `max` of the file, or of the portal."""
        return LARGEST_NUMBER if field.max is None else self.edges(field)[-1]


class MoneyKind(NumberKind):
    """An amount in whole kip."""

    turns_conditions = False
    settings = frozenset({"min", "max"})
    takes_decimals = False

    def unit(self, field: FormField) -> Text | None:
        """Kip, whatever the file says."""
        return _KIP

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        amount = parse_kip(typed)
        if isinstance(amount, MoneyProblem):
            return Problem("money-not-an-amount")
        return self._in_range(field, amount)

    def _limit(self, limit: float) -> str:
        return format_kip(int(limit), "en").removesuffix(" kip")

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return format_kip(value, language)

    def ordinary(self, field: FormField) -> Any:
        """An amount that may be given."""
        return int(_nearest(field, _ORDINARY_SUM))

    def longest(self, field: FormField) -> Any:
        """The largest amount, or a milliard kip."""
        return int(field.max) if field.max is not None else _LARGEST_SUM

    def largest(self, field: FormField) -> Any:
        """The `max` of the file, or of the portal."""
        return LARGEST_AMOUNT if field.max is None else self.edges(field)[-1]

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        return [answer if answer is None else int(answer) for answer in super()._telling(field, written, today)]


class ComputedKind(NumberKind):
    """What an expression gives over the other answers: a number, a text, a day, or true or false."""

    is_answered = False
    is_worked_out = True
    fits_in_group = False
    asked_of_officers = False
    asked_beforehand = False
    turns_conditions = False
    settings = frozenset({"unit", "value"})
    needs = frozenset({"value"})

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Nothing is typed."""
        return None

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str | bool) or (isinstance(value, int | float) and abs(value) <= LARGEST_WHOLE)

    def bound(self, field: FormField, value: Any) -> Any:
        """A decimal number, a timestamp, a text, or true or false."""
        if isinstance(value, str):
            return timestamp(value) or value
        return value if isinstance(value, bool) else super().bound(field, value)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return value

    def ordinary(self, field: FormField) -> Any:
        """Nothing is answered."""
        return None


def format_number(number: float, language: Language) -> str:
    """A number with its thousands grouped as the language does: 1.234,5 in Lao, 1,234.5 in English."""
    return format_decimal(number, format="#,##0.######", locale="lo" if language == "lo" else "en_GB")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < LARGEST_WHOLE


def _nearest(field: FormField, wanted: float) -> float:
    least = field.min if field.min is not None else wanted
    most = field.max if field.max is not None else max(wanted, least)
    return min(max(wanted, least), most)


def _ordinary(field: FormField) -> float:
    number = _nearest(field, _ORDINARY_NUMBER)
    return math.floor(number) if field.whole else number


def _only_the_number(field: FormField, typed: str) -> str:
    """What was typed, without the unit that stands beside the box: 120 of 120 ຕາແມັດ."""
    for unit in (field.unit.lo, field.unit.en) if field.unit else ():
        if len(typed) > len(unit) and typed.casefold().endswith(canonical(unit).casefold()):
            return typed[: -len(canonical(unit))].rstrip()
    return typed


def _without_unit(value: Any, language: Language) -> str:
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return format_number(value, language)
    try:
        return format_date(date.fromisoformat(value), language)
    except ValueError:
        return str(value)


def _with_unit(field: FormField, shown: str, language: Language) -> str:
    return f"{shown} {field.unit.in_language(language)}" if field.unit and shown else shown
