"""Showing answers to people, and putting them back into a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from babel.numbers import format_decimal

from portal.definition.fitting import fits
from portal.definition.model import AREA_TYPES, FieldType, FormField, Text
from portal.definition.numbers import plain_number
from portal.definition.values import is_empty, options_of
from portal.lao.dates import format_date
from portal.lao.language import Language
from portal.lao.money import format_kip
from portal.lao.phone import format_phone

AreaName = Callable[[str], Text]
"""The name of the area with a code."""

Row = list[tuple[str, str]]
"""One row of a group: label and shown answer of each question."""
Shown = str | list[str] | list[Row]
"""One line; the lines of several choices or files; or the rows of a group."""


def display(field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
    """How an answer is shown: '' for one not given. Files are shown by their ids, which the caller turns into links."""
    if is_empty(value) or not fits(field, value):
        return ""
    match field.type:
        case FieldType.GROUP:
            return [_row(field.fields or {}, row, language, area_name) for row in value]
        case FieldType.CHOICES:
            return [_option(field, name, language) for name in value]
        case FieldType.FILE:
            return list(value)
        case _:
            return display_line(field, value, language, area_name)


def display_line(field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
    """An answer in one line: choices joined by commas, of a group or files how many there are."""
    if is_empty(value) or not fits(field, value):
        return ""
    match field.type:
        case FieldType.DATE:
            return format_date(date.fromisoformat(value), language)
        case FieldType.LAO_PHONE:
            return format_phone(value)
        case FieldType.GENDER | FieldType.CHOICE | FieldType.YES_NO:
            return _option(field, value, language)
        case FieldType.CHOICES:
            return ", ".join(_option(field, name, language) for name in value)
        case FieldType.GROUP | FieldType.FILE:
            return str(len(value))
        case FieldType.MONEY:
            return format_kip(value, language)
        case FieldType.NUMBER | FieldType.COMPUTED:
            return _with_unit(field, _worked_out(value, language), language)
        case _ if field.type in AREA_TYPES:
            return area_name(value).in_language(language)
        case _:
            return str(value)


def to_raw(field: FormField, value: Any) -> Any:
    """What to put back into the form for a typed value: `values.read` reads it as the same value again."""
    if value is None or not fits(field, value):
        return [] if field.type in {FieldType.GROUP, FieldType.CHOICES, FieldType.FILE} else ""
    match field.type:
        case FieldType.DATE:
            year, month, day = value.split("-")
            return {"day": str(int(day)), "month": str(int(month)), "year": year}
        case FieldType.LAO_PHONE:
            return format_phone(value)
        case FieldType.YES_NO:
            return "yes" if value else "no"
        case FieldType.NUMBER | FieldType.MONEY:
            return plain_number(value)
        case FieldType.GROUP:
            return [
                {name: to_raw(inner, row.get(name)) for name, inner in (field.fields or {}).items()} for row in value
            ]
        case _:
            return value


def format_number(number: float, language: Language) -> str:
    """A number with its thousands grouped as the language does: 1.234,5 in Lao, 1,234.5 in English."""
    return format_decimal(number, format="#,##0.######", locale="lo" if language == "lo" else "en_GB")


def _row(fields: Mapping[str, FormField], row: Mapping[str, Any], language: Language, area_name: AreaName) -> Row:
    return [
        (inner.label.in_language(language), display_line(inner, row.get(name), language, area_name))
        for name, inner in fields.items()
    ]


def _option(field: FormField, value: Any, language: Language) -> str:
    name = {True: "yes", False: "no"}.get(value, value) if field.type is FieldType.YES_NO else value
    return options_of(field)[name].in_language(language)


def _worked_out(value: Any, language: Language) -> str:
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
