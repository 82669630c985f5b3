"""What the parts of an expression may come to, as far as the types of the questions tell: which texts it compares with
which answers, and what it asks of the rows of a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from portal.definition.expression_source import LOOPS, Token
from portal.definition.expression_tree import Node, tree_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField

Asked = tuple[str, FormField]
"""A question by its name."""
MayBe = Callable[[FormField, str], bool]
"""Whether an answer to a question may be this text."""


@dataclass(frozen=True)
class Texts:
    """A text, or a list of them: one of the answers to questions that are `asked`, one that is `written` in the
    expression, or, where it `is_open`, any other. The answer to a question in a row may be no text at all; elsewhere
    `expression_types` looks at that."""

    asked: tuple[Asked, ...] = ()
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


@dataclass(frozen=True)
class Compared:
    """A text that stands in the expression and is compared with the answers to questions."""

    token: Token
    asked: tuple[Asked, ...]
    sign: str

    @property
    def text(self) -> str:
        """The text without its quotation marks."""
        return self.token.text[1:-1]


@dataclass(frozen=True)
class Stranger:
    """A name that is asked of a row, and none of the questions of its group has it."""

    token: Token
    rows: Rows


def never_equal(expression: str, fields: Mapping[str, FormField], may_be: MayBe) -> Iterator[Compared]:
    """The texts that an expression compares with answers that cannot be so.

    Of two texts between which a condition chooses only where neither can be equal: one may stand for «none of them».
    """
    for sign, one, other in _Walk(expression, fields).comparisons:
        for texts, answers in ((one, other), (other, one)):
            if not answers.asked or answers.is_open or (not texts.is_list and (texts.asked or texts.is_open)):
                continue
            never = [each for each in texts.written if _is_never(each, answers, may_be)]
            if texts.is_list or len(never) == len(texts.written):
                yield from (Compared(token, answers.asked, sign) for token in never)


def _is_never(token: Token, answers: Texts, may_be: MayBe) -> bool:
    text = token.text[1:-1]
    if not text or any(each.text[1:-1] == text for each in answers.written):
        return False
    return not any(may_be(asked, text) for _, asked in answers.asked)


def strangers(expression: str, fields: Mapping[str, FormField]) -> list[Stranger]:
    """What an expression asks of rows that have no such question."""
    return _Walk(expression, fields).strangers


class _Walk:
    """One way through the tree of an expression, from the outside in: what is compared in it, and what is asked of
    rows."""

    def __init__(self, expression: str, fields: Mapping[str, FormField]) -> None:
        self.fields = fields
        self.comparisons: list[tuple[str, Texts, Texts]] = []
        self.strangers: list[Stranger] = []
        tree = tree_of(expression)
        if tree is not None:
            self._value(tree, {})

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
            case "operation" if node.token.text in {"==", "!=", "in"} and len(parts) == 2:
                self._compare(node.token.text, *parts)
        return _ANYTHING

    def _word(self, name: str, bound: Mapping[str, Value]) -> Value:
        if name == "null":
            return _NOTHING
        return bound[name] if name in bound else _answer(name, self.fields.get(name))

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
            return Texts(asked=((token.text, asked),))
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


def _is_plain(token: Token) -> bool:
    """Whether a text is what stands between its quotation marks."""
    return token.text[:1] in {"'", '"'} and "\\" not in token.text


def _either(values: list[Value], *, is_list: bool) -> Texts:
    """What is one of several values, texts or, where it `is_list`, lists of texts; any other may be anything."""
    texts = [each if isinstance(each, Texts) and each.is_list == is_list else _ANYTHING for each in values]
    return Texts(
        asked=tuple(asked for each in texts for asked in each.asked),
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
        return Texts(asked=((name, asked),), is_list=kind.is_list)
    return _ANYTHING
