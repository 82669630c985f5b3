"""The text of an expression, before CEL compiles it: what it would cost, and its numbers made decimal."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

LOOPS: Final = frozenset({"map", "filter", "all", "exists", "exists_one"})
MOST_LOOPS: Final = 3
"""Loops in one expression."""
DEEPEST_LOOP: Final = 2
"""Loops in each other; the inner one only asks (all, exists), for CEL copies all of a list at every turn of a map."""
MOST_ADDITIONS: Final = 5
"""Plus signs in an expression that loops: each can double a text or a list at every turn.

Together these keep the dearest expression of 500 characters over 50 rows under a second or two.
"""
_EQUALITY: Final = frozenset({"==", "!="})
ASKING: Final = frozenset({"contains", "startsWith", "endsWith", "matches"})
"""Functions that compare a text with another."""
_BUILDERS: Final = frozenset({"map", "filter"})
SIZE: Final = "size_"
"""Our `size`, which gives a decimal; CEL's own cannot be replaced under its name."""

_TOKEN: Final = re.compile(
    r"""(?P<text>[rRbB]{0,2}(?:\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'))
    |(?P<number>0[xX][0-9a-fA-F]+[uU]?|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[uU]?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<space>\s+)
    |(?P<sign>==|!=|<=|>=|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """One sign, word, number or text of an expression."""

    kind: str
    text: str
    start: int = 0
    """Where in the expression it begins."""


def tokens_of(expression: str) -> list[Token]:
    """The tokens of an expression, white space left out."""
    return [
        Token(found.lastgroup or "sign", found[0], found.start())
        for found in _TOKEN.finditer(expression)
        if found.lastgroup != "space"
    ]


def place_of_name(expression: str, name: str) -> int:
    """Where in the expression a name stands first, not as a part of something; 0 where it does not."""
    tokens = tokens_of(expression)
    for index, token in enumerate(tokens):
        if token.kind == "word" and token.text == name and (index == 0 or tokens[index - 1].text != "."):
            return token.start
    return 0


def without_compared_texts(expression: str) -> str:
    """The expression, as long as it was, with a blank for each text that it only compares something with: no such text
    is in what it gives."""
    tokens = tokens_of(expression)
    for index, token in enumerate(tokens):
        if token.kind == "text" and _is_compared(tokens, index):
            end = token.start + len(token.text)
            expression = f"{expression[: token.start]}{' ' * len(token.text)}{expression[end:]}"
    return expression


def _is_compared(tokens: list[Token], index: int) -> bool:
    """Whether the token stands beside == or !=, in a list after `in`, or is one of the two that `contains` and its kind
    compare."""
    before, after = ([each.text for each in part] for part in (tokens[:index][::-1], tokens[index + 1 :]))
    if {*before[:1], *after[:1]} & _EQUALITY:
        return True
    if (before[:1] == ["("] and {*before[1:2]} & ASKING) or (after[:1] == ["."] and {*after[1:2]} & ASKING):
        return True
    listed = sum(
        1 for _ in takewhile(lambda each: each.kind in {"text", "number"} or each.text == ",", tokens[:index][::-1])
    )
    return before[listed : listed + 2] == ["[", "in"]


def with_decimal_numbers(tokens: list[Token]) -> str:
    """The expression with its whole literals, and what `size` gives, turned into decimals.

    A lone literal after a value's bracket is a place in a list (`parts[0]`) and stays whole.
    """
    written = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind == "number" and token.text.isdigit() and not _is_place_in_list(tokens, index, following):
            written.append(f"{token.text}.0")
        elif token.kind == "word" and following == "(":
            written.append(SIZE if token.text == "size" else token.text)
        else:
            written.append(token.text)
    return " ".join(written)


def _is_place_in_list(tokens: list[Token], index: int, following: str) -> bool:
    return index > 1 and tokens[index - 1].text == "[" and following == "]" and _ends_a_value(tokens[index - 2])


def _ends_a_value(token: Token) -> bool:
    return token.text in {")", "]"} or (token.kind == "word" and token.text != "in")


def bound_names(tokens: list[Token]) -> frozenset[str]:
    """Names that a loop binds: the `p` of `parts.map(p, p.area)`."""
    return frozenset(
        tokens[index + 2].text
        for index, token in enumerate(tokens[:-3])
        if token.text in LOOPS and tokens[index + 1].text == "(" and tokens[index + 3].text == ","
    )


def without_one_argument(tokens: list[Token], functions: Collection[str]) -> Token | None:
    """The first call of one of these functions that has not exactly one value: in its brackets, or before its point."""
    for index, token in enumerate(tokens[:-1]):
        if token.kind == "word" and token.text in functions and tokens[index + 1].text == "(":
            before = index > 0 and tokens[index - 1].text == "."
            if before + _values_in_bracket(tokens, index + 1) != 1:
                return token
    return None


def _values_in_bracket(tokens: list[Token], opening: int) -> int:
    depth, commas = 0, 0
    for index in range(opening, len(tokens)):
        depth += (tokens[index].text in {"(", "[", "{"}) - (tokens[index].text in {")", "]", "}"})
        if depth == 0:
            return commas + (index > opening + 1)
        commas += depth == 1 and tokens[index].text == ","
    return 0


def too_costly(tokens: list[Token]) -> str:
    """What makes an expression too dear to run for every visitor, or ''."""
    opened: list[bool] = []
    loops = deepest = 0
    for index, token in enumerate(tokens):
        if token.text == "(":
            is_loop = index > 1 and tokens[index - 1].text in LOOPS and tokens[index - 2].text == "."
            if is_loop and any(opened) and tokens[index - 1].text in _BUILDERS:
                return f"{tokens[index - 1].text} inside another loop"
            opened.append(is_loop)
            loops += is_loop
            deepest = max(deepest, sum(opened))
        elif token.text == ")" and opened:
            opened.pop()
        elif token.text == "[" and any(opened) and not _is_place_or_constants(tokens, index):
            return "a list of answers inside a loop"
    if loops > MOST_LOOPS:
        return f"{loops} loops; at most {MOST_LOOPS}"
    if deepest > DEEPEST_LOOP:
        return f"loops {deepest} deep; at most {DEEPEST_LOOP}"
    additions = sum(token.text == "+" for token in tokens)
    return f"{additions} + with a loop; at most {MOST_ADDITIONS}" if loops and additions > MOST_ADDITIONS else ""


def _is_place_or_constants(tokens: list[Token], index: int) -> bool:
    """Whether the bracket at `index` opens a place in a list, or a list of constants (`p.use in ['a', 'b']`)."""
    if index and _ends_a_value(tokens[index - 1]):
        return True
    inside = takewhile(lambda token: token.text != "]", tokens[index + 1 :])
    return all(token.kind in {"text", "number"} or token.text == "," for token in inside)
