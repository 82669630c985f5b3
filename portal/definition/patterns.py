"""Patterns of answers: RE2's regular expressions, which CEL uses and which take time linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import cel

_WORDS: Final = re.compile(r"\n {4}(?P<under> *)\^+\nerror: (?P<words>.+?)(?:\. Check function|$)", re.DOTALL)


@dataclass(frozen=True)
class PatternFault:
    """Why a pattern is no regular expression, in its reader's own English words, and where in it, from 0."""

    words: str
    offset: int


def matches(pattern: str, text: str) -> bool | None:
    """Whether the whole of `text` matches the regular expression `pattern`; None for a pattern that is none."""
    try:
        return _matches(f"^(?:{pattern})$", text)
    except Exception:
        return None


def pattern_fault(pattern: str) -> PatternFault | None:
    """Why a pattern is no regular expression; None for one that is."""
    try:
        _matches(pattern, "")
    except Exception as error:
        found = _WORDS.search(str(error))
        return PatternFault(found["words"], len(found["under"])) if found else PatternFault("regex parse error", 0)
    return None if matches(pattern, "") is not None else PatternFault("regex parse error", 0)


def _matches(pattern: str, text: str) -> bool:
    context = cel.Context(variables={"text_": text, "pattern_": pattern})
    return cel.compile("text_.matches(pattern_)").execute(context) is True
