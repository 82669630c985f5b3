"""Asking in an expression whether there is an answer, as CEL asks it: not of an answer, and of a row in vain."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from portal.definition.expression_faults import ExpressionSlip
from portal.definition.expression_source import Token, tokens_of


def asked_for(expression: str, lists: Collection[str]) -> Iterator[ExpressionSlip]:
    """`has(power)`, which CEL refuses, and `has(c.job)` of a row: every row has every question, so that it always
    holds. `lists` are the questions whose answer is a list, empty where none was given."""
    tokens = tokens_of(expression)
    for index, (token, opening) in enumerate(pairwise(tokens)):
        if (token.text, opening.text) != ("has", "("):
            continue
        inner = list(_up_to_closing(tokens[index + 2 :]))
        if inner and inner[-1].kind == "word":
            named = expression[inner[0].start : inner[-1].start + len(inner[-1].text)]
            meant = f"size({named}) > 0" if inner[-1].text in lists else f"{named} != null"
            yield ExpressionSlip("other-sign", token.start, {"sign": f"has({named})", "meant": meant})


def _up_to_closing(tokens: list[Token]) -> Iterator[Token]:
    """The tokens before the bracket that closes what stands before them."""
    depth = 0
    for token in tokens:
        depth += (token.text == "(") - (token.text == ")")
        if depth < 0:
            return
        yield token
