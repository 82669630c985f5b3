"""The name of a person."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

from portal.definition.kinds.kind import AreaExists, Kind, within
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.text import canonical

LONGEST_NAME: Final = 100
MOST_MARKS: Final = 3
"""Marks on one letter of a name: Lao has at most a vowel and a tone above and a vowel below."""

_SCRIPTS: Final = (("A", "\u024f"), ("\u0300", "\u036f"), ("\u0e80", "\u0eff"), ("\u1e00", "\u1eff"))
"""Latin with its extensions, combining marks, Lao."""
_NAME_SIGNS: Final = frozenset(" .'’-()/,ໆຯ")
_LIKE_AN_ADDRESS: Final = re.compile(r"(?<![a-z])([a-z]{2,})\.[a-z]{2,}(?![a-z])", re.IGNORECASE)
"""Two words with a dot between them, which a phone makes a link of in an SMS. Initials (J.R., ທ.) are none."""
_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mme", "mlle", "dr", "prof", "maj", "col", "gen", "capt", "lt"})
"""What people write with a dot before their name."""


SAMPLE_LONG_NAME: Final = "ພອນສະຫວັນ ວິໄລພອນສະຫວັນ"


class PersonNameKind(Kind):
    """A name in Lao or Latin letters."""

    names_person = True
    finds_people = True
    sample = "ສົມຊາຍ ວົງສາ"

    def _read(self, field: FormField, typed: str, area_exists: AreaExists) -> Any | Problem:
        name = canonical(typed)
        marks = 0
        for sign in name:
            marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
            if sign not in _NAME_SIGNS and (not _is_of_a_name(sign) or marks > MOST_MARKS):
                return Problem("name-signs", {"sign": sign})
        if not any(unicodedata.category(sign)[0] == "L" for sign in name):
            return Problem("name-no-letter")
        for address in _LIKE_AN_ADDRESS.finditer(name):
            if address[1].casefold() not in _TITLES:
                return Problem("name-signs", {"sign": address[0]})
        return within(name, LONGEST_NAME)

    def longest(self, field: FormField) -> Any:
        """A long Lao name."""
        return SAMPLE_LONG_NAME


def _is_of_a_name(sign: str) -> bool:
    """Lao and Latin letters with their marks: what the papers' typefaces have, and an officer can read."""
    if unicodedata.category(sign)[0] not in "LM":
        return False
    return any(first <= sign <= last for first, last in _SCRIPTS)
