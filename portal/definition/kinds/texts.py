"""Text, a line or several; e-mail addresses; numbers of documents."""

from __future__ import annotations

import re
from typing import Any, Final

from portal.definition.kinds.kind import AreaExists, Kind, within
from portal.definition.model import FormField
from portal.definition.patterns import matches
from portal.definition.problems import Problem
from portal.lao.text import canonical, canonical_lines, latin_digits

LONGEST_TEXT: Final = 200
LONGEST_LONG_TEXT: Final = 2000
LONGEST_ID: Final = 40
LONGEST_EMAIL: Final = 254

_LONGEST_SHOWN: Final = 40
_WORDS: Final = "ຖະໜົນລ້ານຊ້າງ" * 4
_EMAIL: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class TextKind(Kind):
    """A line of text."""

    settings = frozenset({"max", "pattern"})
    sample = "ຕົວຢ່າງ"

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        text = canonical(typed)
        if field.pattern and not matches(field.pattern, text):
            return Problem("pattern")
        return within(text, int(field.max or LONGEST_TEXT))

    def longest(self, field: FormField) -> Any:
        """As many letters as there may be, up to what a message would hold of them."""
        return _WORDS[: min(int(field.max or _LONGEST_SHOWN), _LONGEST_SHOWN)]


class LongTextKind(TextKind):
    """Text over several lines."""

    is_prose = True
    settings = frozenset({"max"})

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        return within(canonical_lines(typed), int(field.max or LONGEST_LONG_TEXT))


class IdNumberKind(TextKind):
    """The number of a document, read without spaces, in Latin digits and large letters, as registers compare them."""

    settings = frozenset({"pattern"})
    sample = "01-123456"
    finds_as_whole = True

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        number = "".join(latin_digits(canonical(typed)).upper().split())
        if len(number) <= LONGEST_ID and field.pattern and not matches(field.pattern, number):
            return Problem("pattern")
        return within(number, LONGEST_ID)


class EmailKind(Kind):
    """An e-mail address, its domain in small letters."""

    sample = "somchai@example.com"

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        address = canonical(typed)
        if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address) or ".." in address:
            return Problem("email-not-understood")
        name, _, domain = address.partition("@")
        return f"{name}@{domain.lower()}"
