"""Patterns of answers: RE2's regular expressions, which CEL uses and which take time linear in the text."""

from __future__ import annotations

import cel


def matches(pattern: str, text: str) -> bool | None:
    """Whether the whole of `text` matches the regular expression `pattern`; None for a pattern that is none."""
    try:
        context = cel.Context(variables={"text_": text, "pattern_": f"^(?:{pattern})$"})
        return cel.compile("text_.matches(pattern_)").execute(context) is True
    except Exception:
        return None
