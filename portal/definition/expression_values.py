"""What the parts of an expression may come to, as far as the types of the questions tell: which texts it compares with
which answers, and what it asks of the rows of a group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from portal.definition.expression_source import ASKING, LOOPS, Token
from portal.definition.expression_tree import Node, tree_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField

Asked = tuple[str, FormField]
"""A question by its name."""


@dataclass(frozen=True)
class Texts:
    """A text, or a list of them: one of the answers to questions that are `asked`, one of the `outcomes` of what is
    worked out elsewhere, one that is `written` in the expression, or, where it `is_open`, any other. `names` are those
    of the questions and of what is worked out. The answer to a question in a row may be no text at all; elsewhere
    `expression_types` looks at that."""

    names: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    outcomes: tuple[str, ...] = ()
    written: tuple[Token, ...] = ()
    is_list: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Rows:
    """A row of the group of this name, or a list of its rows."""

    group: str
    fields: Mapping[str, FormField] = field(hash=False)
    is_list: bool = False


Value = Texts | Rows
_ANYTHING: Final = Texts(is_open=True)
_NOTHING: Final = Texts()
_DEEPEST_OUTCOME: Final = 4
"""Values worked out from each other that are followed; what comes after them may be anything."""


@dataclass(frozen=True)
class Stranger:
    """A name that is asked of a row, and none of the questions of its group has it."""

    token: Token
    rows: Rows


def comparisons(expression: str, fields: Mapping[str, FormField]) -> list[tuple[str, Texts, Texts]]:
    """The texts that an expression compares with each other, and the sign or function that does."""
    return _Walk(expression, fields).comparisons


def strangers(expression: str, fields: Mapping[str, FormField]) -> list[Stranger]:
    """What an expression asks of rows that have no such question."""
    return _Walk(expression, fields).strangers


class _Walk:
    """One way through the tree of an expression, from the outside in: what is compared in it, and what is asked of
    rows."""

    def __init__(self, expression: str, fields: Mapping[str, FormField], depth: int = 0) -> None:
        self.fields, self.depth = fields, depth
        self.comparisons: list[tuple[str, Texts, Texts]] = []
        self.strangers: list[Stranger] = []
        self.worked_out: dict[str, Value] = {}
        tree = tree_of(expression)
        self.result = _ANYTHING if tree is None else self._value(tree, {})

    def _value(self, node: Node, bound: Mapping[str, Value]) -> Value:
        """What a node may come to, `bound` being what the names of loops stand for in it."""
        match node.kind:
            case "text":
                return Texts(written=(node.token,)) if _is_plain(node.token) else _ANYTHING
            case "word":
                return self._word(node.token.text, bound)
            case "method" if node.token.text in LOOPS and _loop_name(node) is not None:
                return self._loop(node, bound)
        parts = [self._value(part, bound) for part in node.parts]
        match node.kind:
            case "list":
                return replace(_either(parts, is_list=False), is_list=True)
            case "choice":
                return self._choice(parts[1], parts[2])
            case "part":
                return self._part(node.token, parts[0])
            case "place" if isinstance(parts[0], Rows) or parts[0].is_list:
                return replace(parts[0], is_list=False)
            case "call" if node.token.text == "string" and len(parts) == 1 and not parts[0].is_list:
                return parts[0]
        self._compared_in(node, parts, bound)
        return _ANYTHING

    def _compared_in(self, node: Node, parts: list[Value], bound: Mapping[str, Value]) -> None:
        """Note what a node compares: by a sign, as the key of `{'row': 1, 'motor': 2}`, or by a function of texts."""
        sign, several = node.token.text, len(parts) == 2
        if several and sign in {"in", "["} and node.kind in {"operation", "place"}:
            entry, listed = (0, 1) if sign == "in" else (1, 0)
            keys = node.parts[listed]
            in_keys = keys.kind == "other" and keys.token.text == "{"
            holding = self._keys(keys, bound) if in_keys else parts[listed]
            self._compare("in", parts[entry], holding)
        elif several and node.kind == "operation" and sign in {"==", "!="}:
            self._compare(sign, *parts)
        elif several and node.kind == "method" and sign in ASKING:
            self._compare(sign, parts[1], parts[0])

    def _keys(self, node: Node, bound: Mapping[str, Value]) -> Value:
        return replace(_either([self._value(key, bound) for key in node.parts[::2]], is_list=False), is_list=True)

    def _word(self, name: str, bound: Mapping[str, Value]) -> Value:
        if name == "null":
            return _NOTHING
        if name in bound:
            return bound[name]
        asked = self.fields.get(name)
        if asked is None or asked.value is None:
            return _answer(name, asked)
        if name not in self.worked_out:
            self.worked_out[name] = self._outcome(name, asked.value)
        return self.worked_out[name]

    def _outcome(self, name: str, expression: str) -> Value:
        """What is worked out under a name, where that is one of several texts, or the answer to a question."""
        if self.depth == _DEEPEST_OUTCOME:
            return _ANYTHING
        within = _Walk(expression, self.fields, self.depth + 1)
        found = within.result
        if not isinstance(found, Texts) or found.is_list or found.is_open or not (found.written or found.names):
            return _ANYTHING
        outcomes = (*found.outcomes, *map(inside, found.written))
        return Texts(names=(name,), asked=found.asked, outcomes=outcomes)

    def _choice(self, one: Value, other: Value) -> Value:
        if isinstance(one, Texts) and isinstance(other, Texts):
            return _either([one, other], is_list=one.is_list)
        return one if one == other else _ANYTHING

    def _part(self, token: Token, owner: Value) -> Value:
        if not isinstance(owner, Rows) or owner.is_list:
            return _ANYTHING
        if token.text not in owner.fields:
            self.strangers.append(Stranger(token, owner))
        asked = owner.fields.get(token.text)
        if asked is not None and not is_kept_as_text(asked):
            return Texts(names=(token.text,), asked=((token.text, asked),))
        return _answer(token.text, asked)

    def _loop(self, node: Node, bound: Mapping[str, Value]) -> Value:
        """A loop binds its name to each entry of the list, and gives a list of entries, or of what it makes of them."""
        owner = self._value(node.parts[0], bound)
        name = _loop_name(node) or ""
        within = {**bound, name: replace(owner, is_list=False) if owner.is_list else _ANYTHING}
        made = [self._value(part, within) for part in node.parts[2:]]
        if node.token.text == "filter":
            return owner
        if node.token.text == "map" and not made[-1].is_list:
            return replace(made[-1], is_list=True)
        return _ANYTHING

    def _compare(self, sign: str, one: Value, other: Value) -> None:
        if isinstance(one, Texts) and isinstance(other, Texts):
            lists = (one.is_list, other.is_list)
            if lists == (False, True) if sign == "in" else lists[0] == lists[1]:
                self.comparisons.append((sign, one, other))


def _loop_name(node: Node) -> str | None:
    """The name that a loop binds: the `p` of `parts.map(p, p.area)`."""
    named = len(node.parts) > 2 and node.parts[1].kind == "word"
    return node.parts[1].token.text if named else None


def inside(token: Token) -> str:
    """A text without its quotation marks."""
    return token.text[1:-1]


def _is_plain(token: Token) -> bool:
    """Whether a text is what stands between its quotation marks."""
    return token.text[:1] in {"'", '"'} and "\\" not in token.text


def _either(values: list[Value], *, is_list: bool) -> Texts:
    """What is one of several values, texts or, where it `is_list`, lists of texts; any other may be anything."""
    texts = [each if isinstance(each, Texts) and each.is_list == is_list else _ANYTHING for each in values]
    return Texts(
        names=tuple(name for each in texts for name in each.names),
        asked=tuple(asked for each in texts for asked in each.asked),
        outcomes=tuple(outcome for each in texts for outcome in each.outcomes),
        written=tuple(token for each in texts for token in each.written),
        is_list=is_list,
        is_open=any(each.is_open for each in texts),
    )


def is_kept_as_text(asked: FormField) -> bool:
    """Whether an answer is a text or a list, and no number, day, yes or no; of a choice of nothing there is none."""
    kind = kind_of(asked)
    return isinstance(kind.bound(asked, kind.ordinary(asked)), str | list | None)


def _answer(name: str, asked: FormField | None) -> Value:
    """What the answer to a question is: rows, one or several of its options, the code of an area; else anything."""
    if asked is None:
        return _ANYTHING
    if asked.fields:
        return Rows(name, asked.fields, is_list=True)
    kind = kind_of(asked)
    options = kind.options(asked)
    kept = [option for option in options if kind.bound(asked, [option] if kind.is_list else option)]
    if kind.level is not None or (kept and len(kept) == len(options)):
        return Texts(names=(name,), asked=((name, asked),), is_list=kind.is_list)
    return _ANYTHING
