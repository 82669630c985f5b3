"""Which JSON values are typed values of which questions: the shape every stored answer has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeGuard

from portal.definition.expressions import LARGEST_WHOLE
from portal.definition.model import FieldType, FormField
from portal.definition.numbers import LARGEST_NUMBER
from portal.definition.values import options_of
from portal.lao.phone import parse_phone


def fits(field: FormField, value: object) -> bool:
    """Whether `value` is a typed value of `field`, by its shape: None fits an answer not given."""
    if value is None:
        return True
    match field.type:
        case FieldType.GROUP:
            inner = field.fields or {}
            return isinstance(value, list) and all(
                isinstance(row, Mapping) and all(fits(inner[name], row.get(name)) for name in inner) for row in value
            )
        case FieldType.CHOICES:
            return _is_text_list(value) and set(value) <= options_of(field).keys()
        case FieldType.FILE:
            return _is_text_list(value)
        case FieldType.DATE:
            return isinstance(value, str) and _is_iso_date(value)
        case FieldType.CHOICE | FieldType.GENDER:
            return isinstance(value, str) and value in options_of(field)
        case FieldType.YES_NO:
            return isinstance(value, bool)
        case FieldType.MONEY:
            return isinstance(value, int) and not isinstance(value, bool) and value >= 0
        case FieldType.NUMBER:
            return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER
        case FieldType.LAO_PHONE:
            return isinstance(value, str) and parse_phone(value) == value
        case FieldType.COMPUTED:
            return isinstance(value, str | bool) or (isinstance(value, int | float) and abs(value) <= LARGEST_WHOLE)
        case FieldType.STATEMENT:
            return False
        case _:
            return isinstance(value, str)


def _is_text_list(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_iso_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
