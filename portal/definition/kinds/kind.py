"""What there is to know of a type of field. The whole of the portal asks this, and matches no type by its name.

Typed values are JSON: the value that an answer has once it was read. None is a question left empty that may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from portal.definition.model import FormField, Level, Text
from portal.definition.numbers import plain_number
from portal.definition.problems import Problem
from portal.lao.language import Language
from portal.lao.text import canonical

AreaExists = Callable[[str, str], bool]
"""Whether there is an area of a level ('village', 'district', 'province') with a code."""
AreaName = Callable[[str], Text]
"""The name of the area with a code."""

Row = list[tuple[str, str]]
"""One row of a group: label and shown answer of each question."""
Shown = str | list[str] | list[Row]
"""One line; the lines of several choices or files; or the rows of a group."""

ANSWERED_SETTINGS: Final = frozenset({"check", "required"})
"""What may be set for every field that is answered, beside what may be set for all: label, hint, condition."""


class Kind:
    """A type of field. As it stands here its answer is any text; each type says in what it differs.

    The public methods take any JSON value, fitting or not; those of one underscore are for the types to say, and get
    only what fits.
    """

    is_answered: ClassVar[bool] = True
    """Whether the applicant types something here."""
    is_worked_out: ClassVar[bool] = False
    """Whether the portal works the answer out from others."""
    has_value: ClassVar[bool] = True
    """Whether there is ever something to show in a message, on a paper or in a summary."""
    is_said: ClassVar[bool] = False
    """Whether its label is all there is: a line that the page says."""
    in_words: ClassVar[bool] = True
    """Whether an answer can be said in a sentence: in a message, or in the body of a paper."""
    on_paper: ClassVar[bool] = True
    """Whether an answer can stand under its question on a paper, on lines of its own."""
    is_list: ClassVar[bool] = False
    """Whether an answer is a list, empty when nothing was given."""
    holds_files: ClassVar[bool] = False
    """Whether an answer is a list of ids of uploads."""
    names_person: ClassVar[bool] = False
    """Whether an answer is the name of a person."""
    is_phone: ClassVar[bool] = False
    """Whether an answer is a telephone number."""
    is_day: ClassVar[bool] = False
    """Whether an answer is a day."""
    finds_people: ClassVar[bool] = False
    """Whether officers find a case by this answer, or a part of it."""
    finds_as_whole: ClassVar[bool] = False
    """Whether officers find a case by this answer, but by no part of it: the numbers of documents begin alike."""
    fits_in_group: ClassVar[bool] = True
    """Whether a row of a group may have such a field."""
    asked_of_officers: ClassVar[bool] = True
    """Whether an officer may be asked it with an action."""
    asked_beforehand: ClassVar[bool] = False
    """Whether anybody may be asked it before the form: an answer that can be judged, and that names nobody."""
    is_prose: ClassVar[bool] = False
    """Whether an answer is somebody's own words, quoted where they stand among others'."""
    keeps_code: ClassVar[bool] = False
    """Whether an answer is kept as a name or code that nobody is shown."""
    turns_conditions: ClassVar[bool] = False
    """Whether the checker works an expression out with each of the `telling` answers, instead of an ordinary one."""
    settings: ClassVar[frozenset[str]] = frozenset()
    """Keys of the file that mean something for this type, beside those that may be set for every one."""
    needs: ClassVar[frozenset[str]] = frozenset()
    """Keys that must be set."""
    missing_code: ClassVar[str] = "required"
    """The code of the problem that a required answer is not given."""
    sample: ClassVar[str | None] = None
    """An answer as most applicants give it, where it does not hang on the field."""

    @property
    def level(self) -> Level | None:
        """The level of the area whose code is the answer; None for any other answer."""
        return None

    @property
    def all_settings(self) -> frozenset[str]:
        """Keys of the file that mean something for this type, beside label, hint and condition."""
        return self.settings | (ANSWERED_SETTINGS if self.is_answered else frozenset())

    def options(self, field: FormField) -> Mapping[str, Text]:
        """What can be chosen, by name; nothing where nothing is chosen from."""
        return {}

    def unit(self, field: FormField) -> Text | None:
        """What an answer counts, to stand beside its box."""
        return field.unit

    def missing(self, field: FormField) -> Problem:
        """The problem that a required answer is not given."""
        return Problem(self.missing_code, {"least": str(max(field.min_items, 1))})

    def wrong_count(self, field: FormField, value: Any) -> Problem | None:
        """The problem of a list with too few or too many entries, where the field says how many."""
        return None

    def rows(self, field: FormField, value: Any) -> list[Mapping[str, Any]]:
        """The rows of the answer to a group; none for any other."""
        return []

    def file_ids(self, field: FormField, value: Any) -> Iterator[str]:
        """The ids of the uploads in an answer, those in rows of a group included."""
        return iter(())

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """The typed value of what was typed; see `values.read`."""
        typed = one_text(raw)
        if typed is None:
            return Problem("not-understood")
        if not canonical(typed):
            return Problem(self.missing_code) if field.required else None
        return self._read(field, typed, area_exists)

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        raise NotImplementedError

    def fits(self, field: FormField, value: object) -> bool:
        """Whether `value` is a typed value of `field`, by its shape; None fits an answer not given."""
        return value is None or self._fits(field, value)

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str)

    def bound(self, field: FormField, value: Any) -> Any:
        """What the answer is in an expression: one that does not fit is null, or an empty list."""
        return value if isinstance(value, str) else None

    def shown(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
        """How an answer is shown; see `display.display`."""
        return self._shown(field, value, language, area_name) if self._given(field, value) else ""

    def _shown(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
        return self._line(field, value, language, area_name)

    def line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        """An answer in one line; see `display.display_line`."""
        return self._line(field, value, language, area_name) if self._given(field, value) else ""

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return str(value)

    def to_raw(self, field: FormField, value: Any) -> Any:
        """What to put back into the form: `read` reads it as the same value again."""
        if value is None or not self.fits(field, value):
            return [] if self.is_list else ""
        return self._to_raw(field, value)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return value

    def ordinary(self, field: FormField) -> Any:
        """A typed answer as most applicants give it; None for what is not answered."""
        return self.sample

    def longest(self, field: FormField) -> Any:
        """A typed answer about as long as one gets when it is shown."""
        return self.ordinary(field)

    def telling(self, field: FormField, written: str, today: date) -> list[Any]:
        """Answers that may turn the conditions `written`: every option; what they compare with, and a little beside."""
        return [answer for answer in self._telling(field, written, today) if self.fits(field, answer)]

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        return [self.ordinary(field), *re.findall(r"'([^']*)'", written), None]

    def edges(self, field: FormField) -> list[Any]:
        """The answers at which what is worked out from them may fail: the smallest, and the largest where the file
        names one; every option of a choice. The ordinary one where there is no small and large."""
        return [self.ordinary(field)]

    def largest(self, field: FormField) -> Any:
        """The largest answer that the form takes, whether or not the file names one."""
        return self.edges(field)[-1]

    def is_discrete(self, field: FormField) -> bool:
        """Whether `telling` gives every answer there is."""
        return False

    def _given(self, field: FormField, value: object) -> bool:
        return not is_empty(value) and self.fits(field, value)


def is_empty(value: object) -> bool:
    """Whether a typed value is no answer."""
    return value is None or value == "" or value == []


def one_text(raw: object) -> str | None:
    """What was typed as text, or None for something no text box gives."""
    if isinstance(raw, list | tuple) and len(raw) == 1:
        raw = raw[0]
    if raw is None or raw == []:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, int | float):
        return plain_number(raw)
    return raw if isinstance(raw, str) else None


def texts(raw: object) -> list[str] | None:
    """What was marked or uploaded as distinct texts, or None for something no such box gives."""
    items = [raw] if isinstance(raw, str) else raw
    if items is None:
        items = []
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        return None
    return list(dict.fromkeys(item.strip() for item in items if item.strip()))


def is_text_list(value: object) -> bool:
    """Whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def text_list(value: object) -> list[str]:
    """The texts in an answer; none of one that is no list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list | tuple) else []


def within(text: str, most: int) -> str | Problem:
    """The text, unless it has more characters than it may."""
    return text if len(text) <= most else Problem("too-long", {"most": f"{most:,}", "count": f"{len(text):,}"})


def or_none(field: FormField) -> list[None]:
    """The answer not given, where that may be."""
    return [] if field.required else [None]
