"""Answers: reading what was typed into typed JSON values. Total: bad input is a Problem.

Typed values, by field type: text for names, texts, gender ('female' or 'male', the two that Lao civil papers know),
choice, email, id-number; ISO date; E.164 phone; area code; true or false; a whole or decimal number; whole kip; a list
of option names; a list of file ids; a list of rows for a group. None is a question left empty that may be.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from portal.definition.expressions import matches
from portal.definition.model import AREA_TYPES, FieldType, FormField, Text
from portal.definition.numbers import parse_number, plain_number
from portal.definition.problems import Problem
from portal.lao.dates import DateProblem, parse_day_month_year
from portal.lao.money import MoneyProblem, format_kip, parse_kip
from portal.lao.phone import PhoneProblem, parse_phone
from portal.lao.text import canonical, canonical_lines, latin_digits

AreaExists = Callable[[str, str], bool]
"""Whether there is an area of a level ('village', 'district', 'province') with a code."""

GENDERS: Final = {"female": Text(lo="ຍິງ", en="Female"), "male": Text(lo="ຊາຍ", en="Male")}
YES_NO: Final = {"yes": Text(lo="ແມ່ນ", en="Yes"), "no": Text(lo="ບໍ່ແມ່ນ", en="No")}

LONGEST_NAME: Final = 100
LONGEST_TEXT: Final = 200
MOST_MARKS: Final = 3
"""Marks on one letter of a name: Lao has at most a vowel and a tone above and a vowel below."""
LONGEST_LONG_TEXT: Final = 2000
LONGEST_ID: Final = 40
LONGEST_EMAIL: Final = 254

_SCRIPTS: Final = (("A", "\u024f"), ("\u0300", "\u036f"), ("\u0e80", "\u0eff"), ("\u1e00", "\u1eff"))
"""Latin with its extensions, combining marks, Lao."""
_NAME_SIGNS: Final = frozenset(" .'’-()/,ໆຯ")
_ISO_DATE: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE_PARTS: Final = re.compile(r"[\s/.,-]+")
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_BUDDHIST: Final = 543
_CHOICE_TYPES: Final = frozenset({FieldType.CHOICE, FieldType.CHOICES, FieldType.GENDER, FieldType.YES_NO})


def read(field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
    """The typed value of what was typed, None for a question left empty that may be, or what is wrong with it.

    `raw` is as a form gives it: text, a list of texts, {day, month, year} for a date, a list of rows for a group, a
    list of file ids; a value that is already typed is read as itself. `today` is the day in Vientiane.
    """
    if not field.is_answered:
        return None
    if field.type is FieldType.GROUP:
        return _read_group(field, raw, today, area_exists)
    if field.type in {FieldType.CHOICES, FieldType.FILE}:
        return _read_list(field, raw)
    if field.type is FieldType.DATE:
        return _read_date(field, raw)
    typed = _one_text(raw)
    if typed is None:
        return Problem("not-understood")
    if not canonical(typed):
        return Problem(missing_code(field)) if field.required else None
    if field.type in AREA_TYPES:
        return _read_area(field, typed, area_exists)
    return _READERS[field.type](field, typed)


def missing_code(field: FormField) -> str:
    """The code of the problem that a required answer is not given."""
    if field.type in _CHOICE_TYPES:
        return "required-choice"
    if field.type in AREA_TYPES:
        return "required-area"
    if field.type is FieldType.GROUP:
        return "group-too-few"
    return "required-file" if field.type is FieldType.FILE else "required"


def missing_problem(field: FormField) -> Problem:
    """The problem that a required answer is not given."""
    return Problem(missing_code(field), {"least": str(max(field.min_items, 1))})


def wrong_count(group: FormField, rows: int) -> Problem | None:
    """The problem of a group that has too few or too many rows."""
    if rows < max(group.min_items, int(group.required)):
        return missing_problem(group)
    return Problem("group-too-many", {"most": str(group.max_items)}) if rows > group.max_items else None


def is_empty(value: object) -> bool:
    """Whether a typed value is no answer."""
    return value is None or value == "" or value == []


def options_of(field: FormField) -> Mapping[str, Text]:
    """What can be chosen, by name: the options of a choice, the genders, yes and no."""
    if field.type is FieldType.GENDER:
        return GENDERS
    return YES_NO if field.type is FieldType.YES_NO else field.options or {}


def _one_text(raw: object) -> str | None:
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


def _read_name(field: FormField, typed: str) -> Any | Problem:
    name = canonical(typed)
    marks = 0
    for sign in name:
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if sign not in _NAME_SIGNS and (not _is_of_a_name(sign) or marks > MOST_MARKS):
            return Problem("name-signs", {"sign": sign})
    if not any(unicodedata.category(sign)[0] == "L" for sign in name):
        return Problem("name-no-letter")
    return _within(name, LONGEST_NAME)


def _is_of_a_name(sign: str) -> bool:
    """Lao and Latin letters with their marks: what the papers' typefaces have, and an officer can read."""
    if unicodedata.category(sign)[0] not in "LM":
        return False
    return any(first <= sign <= last for first, last in _SCRIPTS)


def _read_text(field: FormField, typed: str) -> Any | Problem:
    text = canonical(typed)
    if field.pattern and not matches(field.pattern, text):
        return Problem("pattern")
    return _within(text, int(field.max or LONGEST_TEXT))


def _read_long_text(field: FormField, typed: str) -> Any | Problem:
    return _within(canonical_lines(typed), int(field.max or LONGEST_LONG_TEXT))


def _read_id_number(field: FormField, typed: str) -> Any | Problem:
    """Read without spaces, in Latin digits and large letters, as registers compare them."""
    number = "".join(latin_digits(canonical(typed)).upper().split())
    if len(number) <= LONGEST_ID and field.pattern and not matches(field.pattern, number):
        return Problem("pattern")
    return _within(number, LONGEST_ID)


def _read_email(field: FormField, typed: str) -> Any | Problem:
    address = canonical(typed)
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address) or ".." in address:
        return Problem("email-not-understood")
    name, _, domain = address.partition("@")
    return f"{name}@{domain.lower()}"


def _read_phone(field: FormField, typed: str) -> Any | Problem:
    number = parse_phone(typed)
    return Problem(f"phone-{number.value}") if isinstance(number, PhoneProblem) else number


def _read_choice(field: FormField, typed: str) -> Any | Problem:
    chosen = typed.strip()
    if chosen not in options_of(field):
        return Problem("choice-unknown")
    return chosen == "yes" if field.type is FieldType.YES_NO else chosen


def _read_number(field: FormField, typed: str) -> Any | Problem:
    number = parse_number(latin_digits(canonical(typed)))
    return number if isinstance(number, Problem) else _in_range(field, number)


def _read_money(field: FormField, typed: str) -> Any | Problem:
    amount = parse_kip(typed)
    if isinstance(amount, MoneyProblem):
        return Problem("money-not-an-amount")
    return _in_range(field, amount)


_READERS: Final[dict[FieldType, Callable[[FormField, str], Any | Problem]]] = {
    FieldType.PERSON_NAME: _read_name,
    FieldType.GENDER: _read_choice,
    FieldType.LAO_PHONE: _read_phone,
    FieldType.CHOICE: _read_choice,
    FieldType.YES_NO: _read_choice,
    FieldType.NUMBER: _read_number,
    FieldType.MONEY: _read_money,
    FieldType.TEXT: _read_text,
    FieldType.LONG_TEXT: _read_long_text,
    FieldType.EMAIL: _read_email,
    FieldType.ID_NUMBER: _read_id_number,
}


def _read_area(field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
    code = latin_digits(canonical(typed))
    return code if area_exists(field.type.value, code) else Problem("area-unknown")


def _read_date(field: FormField, raw: object) -> Any | Problem:
    parts = _date_parts(raw)
    if parts is None:
        return Problem("date-not-understood")
    day = parse_day_month_year(*parts)
    if isinstance(day, date):
        return day.isoformat()
    if day is DateProblem.EMPTY:
        return Problem("required") if field.required else None
    year = latin_digits(canonical(parts[2]))
    if day is DateProblem.YEAR_OUT_OF_RANGE and 1900 + _BUDDHIST <= int(year) <= 2100 + _BUDDHIST:
        return Problem("date-buddhist-year", {"typed": year, "year": str(int(year) - _BUDDHIST)})
    return Problem(f"date-{day.value}")


def _date_parts(raw: object) -> tuple[str, str, str] | None:
    """Day, month and year of a typed date; an ISO date is read too, as examples and stored answers write it."""
    if isinstance(raw, Mapping):
        parts = [_one_text(raw.get(name)) for name in ("day", "month", "year")]
        return None if None in parts else (str(parts[0]), str(parts[1]), str(parts[2]))
    typed = _one_text(raw)
    if typed is None:
        return None
    typed = latin_digits(canonical(typed))
    if iso := _ISO_DATE.fullmatch(typed):
        return iso[3], iso[2], iso[1]
    words = [word for word in _DATE_PARTS.split(typed) if word]
    if not words:
        return "", "", ""
    return (words[0], words[1], words[2]) if len(words) == 3 else None


def _read_list(field: FormField, raw: object) -> Any | Problem:
    items = [raw] if isinstance(raw, str) else raw
    if items is None:
        items = []
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        return Problem("not-understood")
    given = list(dict.fromkeys(item.strip() for item in items if item.strip()))
    if not given:
        return missing_problem(field) if field.required else None
    if field.type is FieldType.FILE:
        return given if len(given) <= field.max_files else Problem("file-too-many", {"most": str(field.max_files)})
    if not set(given) <= options_of(field).keys():
        return Problem("choice-unknown")
    return [name for name in options_of(field) if name in given]


def _read_group(field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
    rows = [] if raw is None or raw == "" else raw
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        return Problem("not-understood")
    if not rows and not field.required:
        return None
    if problem := wrong_count(field, len(rows)):
        return problem
    read_rows = [
        {name: read(inner, row.get(name), today, area_exists) for name, inner in (field.fields or {}).items()}
        for row in rows
    ]
    problems = tuple({name: value for name, value in row.items() if isinstance(value, Problem)} for row in read_rows)
    return Problem("group-rows", rows=problems) if any(problems) else read_rows


def _in_range(field: FormField, number: int | float) -> Any | Problem:
    if field.min is not None and number < field.min:
        return Problem("number-too-small", {"min": _bound(field, field.min)})
    if field.max is not None and number > field.max:
        return Problem("number-too-large", {"max": _bound(field, field.max)})
    return number


def _bound(field: FormField, limit: float) -> str:
    return format_kip(int(limit), "en").removesuffix(" kip") if field.type is FieldType.MONEY else plain_number(limit)


def _within(text: str, most: int) -> str | Problem:
    return text if len(text) <= most else Problem("too-long", {"most": str(most), "count": str(len(text))})
