"""Functions and words that authors know from elsewhere, and what stands for each in an expression here."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from portal.definition.expressions import FUNCTIONS

A_DAY: Final = "timestamp('2026-01-31T00:00:00Z')"
"""How a day is written in an expression."""
_FUNCTIONS_MEANT: Final = {
    **dict.fromkeys(("len", "length", "count"), "size(…)"),
    **dict.fromkeys(("years", "getage", "calculateage", "ageinyears", "datediff", "yearsbetween"), "age(…)"),
    **dict.fromkeys(("now", "today", "curdate", "currentdate"), "today"),
    **dict.fromkeys(("date", "todate", "parsedate"), A_DAY),
    **dict.fromkeys(("int", "floor", "ceil", "ceiling", "trunc"), "round(…)"),
    **dict.fromkeys(("avg", "average", "mean"), "sum(…) / size(…)"),
    **dict.fromkeys(("includes", "inarray", "selected"), "'a' in b"),
    **dict.fromkeys(("isempty", "isnull", "isblank", "empty"), "a == null"),
    **dict.fromkeys(("if", "iif", "ifelse"), "condition ? a : b"),
    **dict.fromkeys(("bool", "boolean", "tobool"), "a == true"),
    "abs": "a < 0 ? -a : a",
    "and": "a && b",
    "or": "a || b",
    "not": "!a",
}
"""By the name without its underscores, in small letters."""
_WORDS_MEANT: Final = {
    **dict.fromkeys(("True", "TRUE", "yes", "Yes"), "true"),
    **dict.fromkeys(("False", "FALSE", "no", "No"), "false"),
    **dict.fromkeys(("none", "None", "nil", "NULL", "Null", "undefined"), "null"),
    **dict.fromkeys(("now", "Today", "TODAY"), "today"),
}


def function_meant(name: str, names: Collection[str]) -> str | None:
    """How a function of that name is written here; `names` are those of the questions."""
    plain = name.replace("_", "").lower()
    own = next((f"{function}(…)" for function in FUNCTIONS if function.lower() == plain), None)
    return own or _FUNCTIONS_MEANT.get(plain) or (name if name in names else None)


def word_meant(name: str, options: Collection[str]) -> str | None:
    """What a name that no question has was meant as: a word of another language, or one of the `options` without its
    quotation marks."""
    return _WORDS_MEANT.get(name) or (f"'{name}'" if name in options else None)
