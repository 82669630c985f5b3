"""An expression as a tree: what each sign works on. CEL has read the expression before, and says what is wrong with it;
its reader shows nobody the tree it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from portal.definition.expression_source import Token, tokens_of

Kind = Literal["text", "word", "other", "list", "part", "place", "call", "method", "choice", "operation"]
_LEVELS: Final[tuple[frozenset[str], ...]] = (
    frozenset({"||"}),
    frozenset({"&&"}),
    frozenset({"==", "!=", "<", "<=", ">", ">=", "in"}),
    frozenset({"+", "-"}),
    frozenset({"*", "/", "%"}),
)
"""Signs between two values, from those that bind least."""
_BEFORE: Final = frozenset({"!", "-"})
_CLOSES: Final = {"(": ")", "[": "]", "{": "}"}
_DEEPEST: Final = 40
"""Brackets and choices in each other, far beyond what anybody would read."""
_END: Final = Token("end", "")


@dataclass(frozen=True)
class Node:
    """A part of an expression. Its `token` is the text or name itself, the name that is called or asked of something,
    or the sign between its `parts`. The first part of a `part`, `place` or `method` is what it is asked of."""

    kind: Kind
    token: Token
    parts: tuple[Node, ...] = ()

    def all_parts(self) -> Iterator[Node]:
        """The node and everything below it."""
        yield self
        for part in self.parts:
            yield from part.all_parts()


@lru_cache(maxsize=4096)
def tree_of(expression: str) -> Node | None:
    """The tree of an expression that CEL can read; None where it is nested deeper than anybody would write, or is no
    expression."""
    reader = _Reader(tokens_of(expression))
    try:
        found = reader.value()
    except _NotReadError:
        return None
    return found if reader.here is _END else None


class _NotReadError(Exception):
    """Something stands where no value can."""


class _Reader:
    """Reads tokens from left to right; `here` is the next one."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = [*tokens, _END]
        self.index = self.depth = 0

    @property
    def here(self) -> Token:
        return self.tokens[self.index]

    def value(self) -> Node:
        """A whole value: what stands in brackets, between commas, or behind a `?`."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _NotReadError
        found = self._operation(0)
        if self.here.text == "?":
            sign = self._take()
            first = self.value()
            self._expect(":")
            found = Node("choice", sign, (found, first, self.value()))
        self.depth -= 1
        return found

    def _operation(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self._single()
        left = self._operation(level + 1)
        while self.here.kind != "text" and self.here.text in _LEVELS[level]:
            sign = self._take()
            left = Node("operation", sign, (left, self._operation(level + 1)))
        return left

    def _single(self) -> Node:
        signs = []
        while self.here.text in _BEFORE:
            signs.append(self._take())
        found = self._followed(self._first())
        for sign in reversed(signs):
            found = Node("operation", sign, (found,))
        return found

    def _first(self) -> Node:
        token = self._take()
        if token.text == "(":
            found = self.value()
            self._expect(")")
            return found
        if token.text in _CLOSES:
            return Node("list" if token.text == "[" else "other", token, self._several(token))
        if token.kind == "word" and self.here.text == "(":
            return Node("call", token, self._several(self._take()))
        if token.kind in {"word", "text"}:
            return Node("word" if token.kind == "word" else "text", token)
        if token.kind == "number":
            return Node("other", token)
        raise _NotReadError

    def _followed(self, found: Node) -> Node:
        while self.here.text in {".", "["}:
            sign = self._take()
            if sign.text == "[":
                found = Node("place", sign, (found, *self._several(sign)))
                continue
            name = self._take()
            if self.here.text == "(":
                found = Node("method", name, (found, *self._several(self._take())))
            else:
                found = Node("part", name, (found,))
        return found

    def _several(self, opening: Token) -> tuple[Node, ...]:
        """The values up to the bracket that closes; `{a: b}` has them in pairs."""
        found = []
        while self.here.text != _CLOSES[opening.text]:
            found.append(self.value())
            if self.here.text in {",", ":"}:
                self._take()
            elif self.here.text != _CLOSES[opening.text]:
                raise _NotReadError
        self._take()
        return tuple(found)

    def _take(self) -> Token:
        token = self.here
        if token is _END:
            raise _NotReadError
        self.index += 1
        return token

    def _expect(self, sign: str) -> None:
        if self._take().text != sign:
            raise _NotReadError
