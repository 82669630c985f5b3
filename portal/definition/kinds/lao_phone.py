"""A Lao telephone number, kept as E.164."""

from __future__ import annotations

from typing import Any

from portal.definition.kinds.kind import AreaExists, AreaName, Kind
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.language import Language
from portal.lao.phone import PhoneProblem, format_phone, parse_phone


class LaoPhoneKind(Kind):
    """A Lao telephone number."""

    is_phone = True
    finds_people = True
    sample = "+8562055551234"

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        number = parse_phone(typed)
        return Problem(f"phone-{number.value}") if isinstance(number, PhoneProblem) else number

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str) and parse_phone(value) == value

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return format_phone(value)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return format_phone(value)
