"""The lines of a file as YAML counts them: it knows more ends of line than most."""

from __future__ import annotations

import re


def lines_of(text: str) -> list[str]:
    """The lines, the first of which is line 1 of a place."""
    return re.split(r"\r\n|[\n\r\x85\u2028\u2029]", text)
