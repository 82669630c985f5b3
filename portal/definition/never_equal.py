"""Texts in an expression that no answer they are compared with can ever be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from portal.definition.expression_source import ASKING, Token
from portal.definition.expression_values import Texts, comparisons, inside, is_kept_as_text
from portal.definition.expressions import evaluate
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.samples import SAMPLE_DAY

MayBe = Callable[[FormField, str], bool]
"""Whether an answer to a question may be this text."""


@dataclass(frozen=True)
class Compared:
    """A text that stands in the expression and is compared with answers, by a sign or by a function as `contains`."""

    token: Token
    answers: Texts
    sign: str

    @property
    def text(self) -> str:
        """The text without its quotation marks."""
        return inside(self.token)


def never_equal(expression: str, fields: Mapping[str, FormField], may_be: MayBe) -> Iterator[Compared]:
    """The texts that an expression compares with answers that cannot be so, nor with any other of which they can.

    A choice between several texts may come to each of them, and a loop over several compares each.
    """
    never: dict[int, Compared] = {}
    possible: set[int] = set()
    for sign, texts, answers in _sides(comparisons(expression, fields)):
        for token in texts.written:
            if _is_never(token, sign, answers, may_be):
                never.setdefault(token.start, Compared(token, answers, sign))
            else:
                possible.add(token.start)
    yield from (found for start, found in never.items() if start not in possible)


def _sides(compared: list[tuple[str, Texts, Texts]]) -> Iterator[tuple[str, Texts, Texts]]:
    """Each comparison as one of texts that are written with answers."""
    for sign, one, other in compared:
        for texts, answers in ((one, other),) if sign in ASKING else ((one, other), (other, one)):
            if (answers.names or answers.is_open) and (texts.is_list or not (texts.names or texts.is_open)):
                yield sign, texts, answers


def _is_never(token: Token, sign: str, answers: Texts, may_be: MayBe) -> bool:
    text, others = inside(token), {*answers.outcomes, *map(inside, answers.written)}
    if not text or answers.is_open:
        return False
    if sign not in ASKING:
        return text not in others and not any(may_be(asked, text) for _, asked in answers.asked)
    fields = [asked for _, asked in answers.asked]
    if not all(is_kept_as_text(each) and kind_of(each).options(each) for each in fields):
        return False
    offered = {option for each in fields for option in kind_of(each).options(each)}
    return all(
        evaluate(f"{_quoted(each)}.{sign}({token.text})", {}, {}, SAMPLE_DAY) is False for each in offered | others
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'
