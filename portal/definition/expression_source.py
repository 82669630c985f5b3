"""The text of an expression, before CEL compiles it: what it would cost, and its numbers made decimal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LOOPS: Final = frozenset({"map", "filter", "all", "exists", "exists_one"})
MOST_LOOPS: Final = 3
"""Loops in one expression; `DEEPEST_LOOP` of them in each other."""
DEEPEST_LOOP: Final = 2
MOST_ADDITIONS: Final = 10
"""Plus signs in an expression that loops: each can double a text at every turn. Together the three limits keep the
dearest expression of 500 characters over 50 rows under a second."""
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


def tokens_of(expression: str) -> list[Token]:
    """The tokens of an expression, white space left out."""
    return [
        Token(found.lastgroup or "sign", found[0])
        for found in _TOKEN.finditer(expression)
        if found.lastgroup != "space"
    ]


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
    if index < 2 or tokens[index - 1].text != "[" or following != "]":
        return False
    before = tokens[index - 2]
    return before.text in {")", "]"} or (before.kind == "word" and before.text != "in")


def bound_names(tokens: list[Token]) -> frozenset[str]:
    """Names that a loop binds: the `p` of `parts.map(p, p.area)`."""
    return frozenset(
        tokens[index + 2].text
        for index, token in enumerate(tokens[:-3])
        if token.text in LOOPS and tokens[index + 1].text == "(" and tokens[index + 3].text == ","
    )


def too_costly(tokens: list[Token]) -> str:
    """What makes an expression too dear to run for every visitor: too many loops, or loops too deep in each other."""
    opened: list[bool] = []
    loops = deepest = 0
    additions = sum(token.text == "+" for token in tokens)
    for index, token in enumerate(tokens):
        if token.text == "(":
            is_loop = index > 1 and tokens[index - 1].text in LOOPS and tokens[index - 2].text == "."
            opened.append(is_loop)
            loops += is_loop
            deepest = max(deepest, sum(opened))
        elif token.text == ")" and opened:
            opened.pop()
    if loops > MOST_LOOPS:
        return f"{loops} loops; at most {MOST_LOOPS}"
    if deepest > DEEPEST_LOOP:
        return f"loops {deepest} deep; at most {DEEPEST_LOOP}"
    return f"{additions} + in a loop; at most {MOST_ADDITIONS}" if loops and additions > MOST_ADDITIONS else ""
