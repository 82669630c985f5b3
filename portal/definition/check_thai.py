"""A rule over texts in Lao: a Thai letter among Lao ones looks right on one phone and is a box on the next."""

from __future__ import annotations

import re
from typing import Final

from portal.definition.check_texts import texts_of
from portal.definition.examination import Examination
from portal.definition.source import Path

_THAI: Final = re.compile(r"[\u0e01-\u0e3a\u0e40-\u0e5b]+")
"""Thai letters, vowels, tone marks and digits; the sign of the baht is none of them."""
_SAID: Final = "not-printed"
"""What is said already of letters that papers do not print."""


def check_thai(examination: Examination) -> None:
    """Report the first Thai letters of each `lo` text. Runs after the rules over what is printed."""
    for path, lao, _ in texts_of(examination.service):
        found = _THAI.search(lao)
        if found is not None and not _is_said(examination, (*path, "lo"), lao):
            examination.inside("thai-letter", found.start(), *path, "lo", written=found[0])


def _is_said(examination: Examination, path: Path, text: str) -> bool:
    place = examination.source.value(*path)
    within = range(place.column, place.column + len(text) + 2)
    return any(
        each.code == _SAID and each.line == place.line and each.column in within for each in examination.findings
    )
