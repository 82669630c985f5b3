"""Answers: reading what was typed into typed JSON values. Total: bad input is a Problem.

Typed values, by field type: text for names, texts, gender ('female' or 'male', the two that Lao civil papers know),
choice, email, id-number; ISO date; E.164 phone; area code; true or false; a whole or decimal number; whole kip; a list
of option names; a list of file ids; a list of rows for a group. None is a question left empty that may be. How each is
read says its kind, in `kinds`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.definition.kinds.kind import AreaExists, is_empty
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Text
from portal.definition.problems import Problem

__all__ = ["AreaExists", "is_empty", "options_of", "read"]


def read(field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
    """The typed value of what was typed, None for a question left empty that may be, or what is wrong with it.

    `raw` is as a form gives it: text, a list of texts, {day, month, year} for a date, a list of rows for a group, a
    list of file ids; a value that is already typed is read as itself. `today` is the day in Vientiane.
    """
    return kind_of(field).read(field, raw, today, area_exists)


def options_of(field: FormField) -> Mapping[str, Text]:
    """What can be chosen, by name: the options of a choice, the genders, yes and no."""
    return kind_of(field).options(field)
