"""Plausible answers to each kind of question: ordinary ones, the longest, and those that may turn a condition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from portal.definition.fitting import fits
from portal.definition.model import FieldType, FormField, Text
from portal.definition.values import GENDERS, options_of

SAMPLE_AREA: Final = "010101"
LONGEST_AREA_NAME: Final = Text(lo="ໂພນຕ້ອງສະຫວາດເໜືອ", en="Phontongsavath Nuea")
"""About the longest of the 8,940 village names of the country."""
LONGEST_AREA_FULL_NAME: Final = Text(
    lo="ບ້ານໂພນຕ້ອງສະຫວາດເໜືອ, ເມືອງຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ",
    en="Phontongsavath Nuea village, Chanthabuly district, Vientiane Capital",
)
_LONGEST_NAME: Final = "ພອນສະຫວັນ ວິໄລພອນສະຫວັນ"
_TEXT: Final[dict[FieldType, str]] = {
    FieldType.PERSON_NAME: "ສົມຊາຍ ວົງສາ",
    FieldType.GENDER: "female",
    FieldType.DATE: "1985-03-12",
    FieldType.LAO_PHONE: "+8562055551234",
    FieldType.VILLAGE: SAMPLE_AREA,
    FieldType.DISTRICT: SAMPLE_AREA[:4],
    FieldType.PROVINCE: SAMPLE_AREA[:2],
    FieldType.TEXT: "ຕົວຢ່າງ",
    FieldType.LONG_TEXT: "ຕົວຢ່າງ",
    FieldType.EMAIL: "somchai@example.com",
    FieldType.ID_NUMBER: "01-123456",
}
_LONGEST_TEXT_SHOWN: Final = 40
_DATES: Final = ("1940-01-31", "1985-03-12", "2008-06-15", "2024-02-29")


def ordinary(field: FormField) -> Any:
    """A typed answer as most applicants give it; None for what is not answered."""
    match field.type:
        case FieldType.GROUP:
            row = {name: ordinary(inner) for name, inner in (field.fields or {}).items()}
            return [dict(row) for _ in range(max(field.min_items, 1))]
        case FieldType.CHOICE:
            return next(iter(field.options or {}), None)
        case FieldType.CHOICES:
            return list(field.options or {})[:1]
        case FieldType.YES_NO:
            return True
        case FieldType.NUMBER:
            return _in_range(field, 12.5)
        case FieldType.MONEY:
            return int(_in_range(field, 250_000))
        case FieldType.FILE:
            return ["sample-file"]
        case _:
            return _TEXT.get(field.type)


def longest(field: FormField) -> Any:
    """A typed answer about as long as one gets when it is shown."""
    match field.type:
        case FieldType.PERSON_NAME:
            return _LONGEST_NAME
        case FieldType.CHOICE:
            return max(options_of(field), key=lambda name: len(options_of(field)[name].lo), default=None)
        case FieldType.CHOICES:
            return list(field.options or {})
        case FieldType.NUMBER | FieldType.COMPUTED:
            return field.max if field.max is not None else 123_456.75
        case FieldType.MONEY:
            return int(field.max) if field.max is not None else 1_000_000_000
        case FieldType.TEXT | FieldType.LONG_TEXT | FieldType.ID_NUMBER:
            return "ກ" * min(int(field.max or _LONGEST_TEXT_SHOWN), _LONGEST_TEXT_SHOWN)
        case FieldType.DATE:
            return "1985-11-30"
        case _:
            return ordinary(field)


def is_discrete(field: FormField) -> bool:
    """Whether `telling` gives every answer there is."""
    return field.type in {FieldType.CHOICE, FieldType.GENDER, FieldType.YES_NO} and field.required


def telling(field: FormField, expressions: Iterable[str], today: date) -> list[Any]:
    """Answers that may turn a condition: every option; what the `expressions` compare with, and a little beside it."""
    return [answer for answer in _telling(field, " ".join(expressions), today) if fits(field, answer)]


def _telling(field: FormField, written: str, today: date) -> list[Any]:
    match field.type:
        case FieldType.CHOICE:
            return [*(field.options or {}), *_none(field)]
        case FieldType.GENDER:
            return [*GENDERS, *_none(field)]
        case FieldType.YES_NO:
            return [True, False, *_none(field)]
        case FieldType.CHOICES:
            return [[], *([name] for name in field.options or {}), list(field.options or {})]
        case FieldType.NUMBER | FieldType.MONEY | FieldType.COMPUTED:
            return _numbers(field, written)
        case FieldType.DATE:
            near = (today + timedelta(days=days) for days in (-400, -1, 0, 1, 400))
            return [*_DATES, *(day.isoformat() for day in near), *_none(field)]
        case FieldType.GROUP:
            return [ordinary(field), [], ordinary(field) * 3]
        case FieldType.FILE:
            return [["sample-file"], []]
        case _:
            return [ordinary(field), *re.findall(r"'([^']*)'", written), None]


def answers_of(fields: Mapping[str, FormField]) -> dict[str, Any]:
    """An ordinary answer to every question that is answered."""
    return {name: ordinary(field) for name, field in fields.items() if field.is_answered}


def _none(field: FormField) -> list[None]:
    return [] if field.required else [None]


def _in_range(field: FormField, wanted: float) -> float:
    least = field.min if field.min is not None else wanted
    most = field.max if field.max is not None else max(wanted, least)
    return min(max(wanted, least), most)


def _numbers(field: FormField, written: str) -> list[Any]:
    literals = {float(literal) for literal in re.findall(r"\d+(?:\.\d+)?", written)}
    near = {number + step for number in literals for step in (-1, 0, 1)} | {0.0, _in_range(field, 12.5)}
    whole = field.type is FieldType.MONEY
    fitting = sorted(number for number in near if _in_range(field, number) == number)
    return [int(number) if whole else number for number in fitting] + [*_none(field)]
