"""A Lao telephone number, kept as E.164."""

from __future__ import annotations

from typing import Any

from portal.definition.kinds.kind import AreaExists, AreaName, Kind
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.language import Language
from portal.lao.phone import PhoneProblem, format_phone, mobile_digits, parse_phone


def phone_problem(why: PhoneProblem, typed: str) -> Problem:
    """What is wrong with `typed`, as `parse_phone` found it; of wrong lengths, with the digits there are to be."""
    digits = mobile_digits(typed)
    if digits is None:
        return Problem(f"phone-{why.value}")
    params = {
        "beginning": digits.beginning,
        "wanted": str(digits.wanted),
        "off": str(abs(digits.wanted - digits.typed)),
    }
    return Problem(f"phone-{why.value}", params)


class LaoPhoneKind(Kind):
    """A Lao telephone number."""

    is_phone = True
    keeps_code = True
    finds_people = True
    sample = "+8562055551234"

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        number = parse_phone(typed)
        return phone_problem(number, typed) if isinstance(number, PhoneProblem) else number

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, str) and parse_phone(value) == value

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return format_phone(value)

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return format_phone(value)
