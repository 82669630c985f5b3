"""Curly quotation marks around a value: its author sees quotation marks, and YAML sees none."""

from __future__ import annotations

import re
from typing import Final

CURLY: Final = frozenset("‘’‚‛“”„‟")
"""Word processors and phones put these for straight ones."""

_OPENING: Final = re.compile(rf"(?:^|[\[{{]|[:,-]\s)\s*(?P<mark>[{''.join(sorted(CURLY))}])")


def between_curly_quotes(written: object) -> str | None:
    """What stands between the curly marks with which a value begins, or ends; None where there are none, or no more."""
    if not isinstance(written, str) or not CURLY & {*written[:1], *written[-1:]}:
        return None
    return written.strip("".join(CURLY)).strip() or None


def curly_quote_before(line: str, end: int) -> int | None:
    """Where in a line the curly mark stands that begins the value that holds the character at `end`, both from 0; None
    where the mark is closed before that, or there is none."""
    opening = max((found.start("mark") for found in _OPENING.finditer(line[:end])), default=None)
    if opening is None or CURLY & set(line[opening + 1 : end]):
        return None
    return opening
