"""A village, district or province, kept as the code of the area."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from portal.definition.kinds.kind import AreaExists, AreaName, Kind
from portal.definition.model import FormField, Level
from portal.definition.problems import Problem
from portal.lao.language import Language
from portal.lao.text import canonical, latin_digits

SAMPLE_AREA: Final = "010101"
_DIGITS: Final = {Level.VILLAGE: 6, Level.DISTRICT: 4, Level.PROVINCE: 2}
"""Digits of the code of an area: two for each level above it and its own."""


class AreaKind(Kind):
    """An area of one level of the administration."""

    missing_code = "required-area"
    keeps_code = True
    asked_beforehand = True

    def __init__(self, level: Level) -> None:
        self._level = level

    @property
    def level(self) -> Level:
        """The level of the area."""
        return self._level

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        code = latin_digits(canonical(typed))
        return code if area_exists(self._level.value, code) else Problem("area-unknown")

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return area_name(value).in_language(language)

    def ordinary(self, field: FormField) -> Any:
        """An area of the capital."""
        return sample_code(self._level)

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        """The codes that are written, and two areas of the level."""
        first, *others = super()._telling(field, written, today)
        return [first, *(each for each in others if each is not None and each.isdigit()), other_code(self._level), None]


def other_code(level: Level) -> str:
    """The code of another area of this level than the sample."""
    code = sample_code(level)
    return f"{code[:-1]}2"


def sample_code(level: Level) -> str:
    """The code of an area of this level, in the capital."""
    return SAMPLE_AREA[: _DIGITS[level]]
