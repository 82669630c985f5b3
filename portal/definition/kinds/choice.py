"""One of several, or any of several: the options of the field, the two genders of Lao civil papers, yes and no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, Final

from portal.definition.kinds.kind import (
    AreaExists,
    AreaName,
    Kind,
    Shown,
    is_text_list,
    or_none,
    text_list,
    texts,
)
from portal.definition.model import FormField, Text
from portal.definition.problems import Problem
from portal.lao.language import Language

GENDERS: Final = {"female": Text(lo="ຍິງ", en="Female"), "male": Text(lo="ຊາຍ", en="Male")}
YES_NO: Final = {"yes": Text(lo="ແມ່ນ", en="Yes"), "no": Text(lo="ບໍ່ແມ່ນ", en="No")}


_ALL_COMBINED: Final = 5
"""Options whose every combination is tried: 32 answers."""


class ChoiceKind(Kind):
    """One of the options of the field, kept as its name."""

    missing_code = "required-choice"
    keeps_code = True
    turns_conditions = True
    asked_beforehand = True
    settings = frozenset({"options"})
    needs = frozenset({"options"})

    def options(self, field: FormField) -> Mapping[str, Text]:
        """The options of the field."""
        return field.options or {}

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        chosen = typed.strip()
        return chosen if chosen in self.options(field) else Problem("choice-unknown")

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str) and value in self.options(field)

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return self.options(field)[value].in_language(language)

    def ordinary(self, field: FormField) -> Any:
        """The first option."""
        return next(iter(self.options(field)), None)

    def longest(self, field: FormField) -> Any:
        """The option of the longest Lao name."""
        options = self.options(field)
        return max(options, key=lambda name: len(options[name].lo), default=None)

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        return [*self.options(field), *or_none(field)]

    def edges(self, field: FormField) -> list[Any]:
        """Every option."""
        return [answer for answer in self._telling(field, "", date.min) if answer is not None]

    def is_discrete(self, field: FormField) -> bool:
        """Every option is tried, and where it may be left out that is one more answer."""
        return field.required


class GenderKind(ChoiceKind):
    """'female' or 'male'."""

    settings = frozenset()
    needs = frozenset()

    def options(self, field: FormField) -> Mapping[str, Text]:
        """The two genders."""
        return GENDERS


class YesNoKind(ChoiceKind):
    """Yes or no, kept as true or false."""

    settings = frozenset()
    needs = frozenset()

    def options(self, field: FormField) -> Mapping[str, Text]:
        """Yes and no, as they stand in the form."""
        return YES_NO

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        chosen = super()._read(field, typed, area_exists)
        return chosen if isinstance(chosen, Problem) else chosen == "yes"

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, bool)

    def bound(self, field: FormField, value: Any) -> Any:
        """True or false."""
        return value if isinstance(value, bool) else None

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return YES_NO[self._to_raw(field, value)].in_language(language)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return "yes" if value else "no"

    def ordinary(self, field: FormField) -> Any:
        """Yes."""
        return True

    def longest(self, field: FormField) -> Any:
        """Yes."""
        return True

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        return [True, False, *or_none(field)]


class ChoicesKind(Kind):
    """Any of the options of the field, kept as a list of their names in the order of the file."""

    is_list = True
    asked_beforehand = True
    missing_code = "required-choice"
    settings = frozenset({"options"})
    needs = frozenset({"options"})

    def options(self, field: FormField) -> Mapping[str, Text]:
        """The options of the field."""
        return field.options or {}

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Read the names that are marked."""
        given = texts(raw)
        if given is None:
            return Problem("not-understood")
        if not given:
            return self.missing(field) if field.required else None
        if not set(given) <= self.options(field).keys():
            return Problem("choice-unknown")
        return [name for name in self.options(field) if name in given]

    def _fits(self, field: FormField, value: object) -> bool:
        return is_text_list(value) and set(text_list(value)) <= self.options(field).keys()

    def bound(self, field: FormField, value: Any) -> Any:
        """A list of names."""
        return text_list(value)

    def _shown(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
        return [self.options(field)[name].in_language(language) for name in value]

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return ", ".join(self.options(field)[name].in_language(language) for name in value)

    def ordinary(self, field: FormField) -> Any:
        """The first option."""
        return list(self.options(field))[:1]

    def longest(self, field: FormField) -> Any:
        """All options."""
        return list(self.options(field))

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        options = list(self.options(field))
        if len(options) <= _ALL_COMBINED:
            return _combinations(options)
        named = [name for name in options if f"'{name}'" in written or f'"{name}"' in written][:_ALL_COMBINED]
        ordinary = [[], *([name] for name in options), options]
        return [*ordinary, *(some for some in _combinations(named) if some not in ordinary)]

    def is_discrete(self, field: FormField) -> bool:
        """Every combination of a few options is tried."""
        return len(self.options(field)) <= _ALL_COMBINED


def _combinations(names: Sequence[str]) -> list[Any]:
    """Some, all or none of the names, in their order; the fewest first."""
    return [list(some) for count in range(len(names) + 1) for some in combinations(names, count)]
