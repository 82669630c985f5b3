"""Showing answers to people, and putting them back into a form."""

from __future__ import annotations

from typing import Any

from portal.definition.kinds.kind import AreaName, Row, Shown
from portal.definition.kinds.number import format_number
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.lao.language import Language

__all__ = ["AreaName", "Row", "Shown", "display", "display_line", "format_number", "to_raw"]


def display(field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
    """How an answer is shown: '' for one not given. Files are shown by their ids, which the caller turns into links."""
    return kind_of(field).shown(field, value, language, area_name)


def display_line(field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
    """An answer in one line: choices joined by commas, of a group or files how many there are."""
    return kind_of(field).line(field, value, language, area_name)


def to_raw(field: FormField, value: Any) -> Any:
    """What to put back into the form for a typed value: `values.read` reads it as the same value again."""
    return kind_of(field).to_raw(field, value)
