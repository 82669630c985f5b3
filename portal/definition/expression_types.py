"""What kinds of values an expression puts together: a text and a number are never equal, nor is one the less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from portal.definition.expression_source import Token, tokens_of
from portal.definition.expression_words import A_DAY

_OPERATORS: Final = frozenset({"==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/"})
_GIVES: Final = {
    **dict.fromkeys(("sum", "min", "max", "round", "age", "year", "month", "day", "size", "double"), "number"),
    **dict.fromkeys(("contains", "startsWith", "endsWith", "matches"), "truth"),
    "string": "text",
    "timestamp": "date",
}
"""What functions give; others are not followed."""
WORDS: Final = {
    "number": ("ຕົວເລກ", "a number"),
    "text": ("ຂໍ້ຄວາມ", "a text"),
    "truth": ("ຈິງ ຫຼື ບໍ່ຈິງ", "true or false"),
    "date": ("ວັນທີ", "a date"),
    "list": ("ລາຍການ", "a list"),
    "nothing": ("ຄ່າຫວ່າງ", "nothing"),
}
"""Kinds of values in Lao and English."""


@dataclass(frozen=True)
class Mismatch:
    """Two values of different kinds, as they are written, and the operator between them at `offset`."""

    left: str
    left_kind: str
    right: str
    right_kind: str
    operator: str
    offset: int


def kind_of_value(value: Any) -> str:
    """The kind of a value in an expression, by its name in WORDS."""
    if isinstance(value, bool):
        return "truth"
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        ((int, float), "number"),
        (str, "text"),
        (datetime, "date"),
        (list, "list"),
    )
    return next((kind for types, kind in kinds if isinstance(value, types)), "nothing")


def mismatches(expression: str, value_of: Callable[[str], Any]) -> Iterator[Mismatch]:
    """Operators between two plain values, names or calls whose kinds differ. `value_of` gives what a name is bound to,
    None when that is not known."""
    tokens = tokens_of(expression)
    for index in range(1, len(tokens) - 1):
        operator = tokens[index]
        if operator.kind != "sign" or operator.text not in _OPERATORS:
            continue
        left, right = _before(tokens, index, value_of), _after(tokens, index, value_of)
        if left and right and left[1] != right[1]:
            yield Mismatch(*left, *right, operator.text, operator.start)


def words_of(found: Mismatch) -> dict[str, str]:
    """What the sentences of `cannot-compare` are filled with."""
    left, right = WORDS[found.left_kind], WORDS[found.right_kind]
    return {
        "left": found.left,
        "left_lo": left[0],
        "left_en": left[1],
        "right": found.right,
        "right_lo": right[0],
        "right_en": right[1],
        "sign": found.operator,
        **_mend(found),
    }


def _mend(found: Mismatch) -> dict[str, str]:
    truth = found.left if found.left_kind == "truth" else found.right
    if found.operator in {"==", "!="} and "truth" in {found.left_kind, found.right_kind}:
        return {"fix_lo": f"ຂຽນ `{truth}` ຫຼື `!{truth}`", "fix_en": f"Write `{truth}` or `!{truth}`"}
    if {"truth", "number"} == {found.left_kind, found.right_kind} and found.operator in {"+", "-", "*", "/"}:
        return {"fix_lo": f"ຂຽນ `{truth} ? … : …`", "fix_en": f"Write `{truth} ? … : …`, with a number for yes and no"}
    if found.operator in {"==", "!="} and {"text", "number"} == {found.left_kind, found.right_kind}:
        number = found.left if found.left_kind == "number" else found.right
        if number.isdigit():
            return {"fix_lo": f"ຂຽນ `'{number}'` ໃນວົງຢືມ", "fix_en": f"Write `'{number}'` in quotation marks"}
    if "date" in {found.left_kind, found.right_kind}:
        day = found.left if found.left_kind == "date" else found.right
        return {
            "fix_lo": f"ອາຍຸແມ່ນ `age({day})`, ປີແມ່ນ `year({day})`, ວັນທີທີ່ແນ່ນອນແມ່ນ `{A_DAY}`",
            "fix_en": f"An age is `age({day})`, a year is `year({day})`, a certain day is `{A_DAY}`",
        }
    return {
        "fix_lo": "ປຽບທຽບຕົວເລກກັບຕົວເລກ, ວັນທີກັບວັນທີ, ຂໍ້ຄວາມກັບຂໍ້ຄວາມ",
        "fix_en": "Numbers go with numbers, dates with dates, texts with texts",
    }


def _before(tokens: list[Token], index: int, value_of: Callable[[str], Any]) -> tuple[str, str] | None:
    """The operand that ends before the operator, and its kind."""
    token = tokens[index - 1]
    if token.text == ")":
        opening = _opening(tokens, index - 1)
        function = tokens[opening - 1].text if opening > 0 else ""
        return (f"{function}(…)", _GIVES[function]) if function in _GIVES else None
    if index > 1 and tokens[index - 2].text == ".":
        return None
    return _operand(token, value_of)


def _after(tokens: list[Token], index: int, value_of: Callable[[str], Any]) -> tuple[str, str] | None:
    token = tokens[index + 1]
    following = tokens[index + 2].text if index + 2 < len(tokens) else ""
    if following == "(":
        return (f"{token.text}(…)", _GIVES[token.text]) if token.text in _GIVES else None
    return None if following in {".", "["} else _operand(token, value_of)


def _operand(token: Token, value_of: Callable[[str], Any]) -> tuple[str, str] | None:
    if token.kind in {"number", "text"}:
        return token.text, token.kind
    if token.text in {"true", "false"}:
        return token.text, "truth"
    kind = kind_of_value(value_of(token.text)) if token.kind == "word" else "nothing"
    return None if kind == "nothing" else (token.text, kind)


def _opening(tokens: list[Token], closing: int) -> int:
    depth = 0
    for index in range(closing, -1, -1):
        depth += {")": 1, "(": -1}.get(tokens[index].text, 0)
        if depth == 0:
            return index
    return 0
