"""Saying what an author did in an expression that CEL cannot read, or reads as something else: the sign, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from portal.definition.curly_quotes import CURLY
from portal.definition.expression_habits import habits_in
from portal.definition.expression_source import Token, bound_names, tokens_of

_MEANT: Final = {
    "and": "&&",
    "or": "||",
    "not": "!",
    "=": "==",
    "===": "==",
    "<>": "!=",
    "=>": ">=",
    "=<": "<=",
    "≥": ">=",
    "≤": "<=",
    "≠": "!=",
    "×": "*",
    "÷": "/",
    "is": "==",
    "&": "&&",
    "|": "||",
    "between": "a <= b && b <= c",
    "if": "condition ? a : b",
}
"""How a sign or word of another language is written in CEL."""
_DATE_PARTS: Final = {
    **dict.fromkeys(("year", "getFullYear", "getYear"), "year"),
    **dict.fromkeys(("month", "getMonth"), "month"),
    **dict.fromkeys(("day", "getDate", "getDayOfMonth"), "day"),
    "age": "age",
}
"""Parts of a date as other languages name them, and the function that gives each here."""
_SIGNS: Final = frozenset("=<>!")
_ORDER: Final = frozenset({"<", "<=", ">", ">="})
_SIZES: Final = frozenset({"length", "size", "count"})
_ROUND_TO: Final = re.compile(r"round\((?P<value>[^(),]+),\s*-(?P<places>[1-6])\s*\)")
_GROUPED: Final = re.compile(r"(?<![\w.])(?<!\d,)[1-9][0-9]{0,2}(?:(?:\.[0-9]{3})+|(?:,[0-9]{3})+)(?![\w.]|,\d)")


@dataclass(frozen=True)
class ExpressionSlip:
    """The code of a finding, where in the expression it belongs, and what its sentences are filled with."""

    code: str
    offset: int
    found: dict[str, object] = field(default_factory=dict)


def slip_in(expression: str, detail: str, offset: int) -> ExpressionSlip:
    """What is most likely wrong with an expression that CEL gave up at `offset` with the words `detail`."""
    tokens = tokens_of(expression)
    slips = [*_curly_quotes(tokens), *grouped_numbers(expression, unread=True), *_habits(expression, offset)]
    slips += [*_filled_in(tokens), *_other_signs(tokens), *_lists(tokens), *_open(tokens)]
    if slips:
        return slips[0]
    if "<EOF>" in detail:
        return ExpressionSlip("unfinished-expression", max(len(expression.rstrip()) - 1, 0))
    return ExpressionSlip("bad-expression", offset, {"detail": detail})


def grouped_numbers(expression: str, *, unread: bool = False) -> Iterator[ExpressionSlip]:
    """Numbers with signs between thousands: `50.000` would be 50, and `50,000` two numbers.

    `[100,200]` are two numbers, so that of an expression that can be read only `,000` is one.
    """
    plain = "".join(
        token.text.ljust(1) if token.kind != "text" else "'" * len(token.text) for token in _spaced(expression)
    )
    for found in _GROUPED.finditer(plain):
        if unread or "." in found[0] or ",000" in found[0]:
            yield ExpressionSlip("grouped-number", found.start(), _grouped(found[0]))


def date_parts(expression: str, is_date: Callable[[str], bool]) -> Iterator[ExpressionSlip]:
    """Years, months and days asked of a date as of an object: `born.year`, `today.getFullYear()`."""
    tokens = tokens_of(expression)
    for index, (owner, dot, part) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        inner = index > 0 and tokens[index - 1].text == "."
        if dot.text == "." and part.text in _DATE_PARTS and not inner and is_date(owner.text):
            called = "()" if [token.text for token in tokens[index + 3 : index + 5]] == ["(", ")"] else ""
            found: dict[str, object] = {"sign": f"{owner.text}.{part.text}{called}"}
            meant = f"{_DATE_PARTS[part.text]}({owner.text})"
            yield ExpressionSlip("other-sign", owner.start, {**found, "meant": meant})


def row_parts(expression: str, rows: Mapping[str, Collection[str]]) -> Iterator[ExpressionSlip]:
    """What is asked of a list as of an object: `parts.area` of its rows, `parts.length`. `rows` are the questions in
    the rows of each question, if it has any."""
    tokens = tokens_of(expression)
    bound = bound_names(tokens)
    for index, (owner, dot, part) in enumerate(zip(tokens, tokens[1:], tokens[2:], strict=False)):
        inner = index > 0 and tokens[index - 1].text == "."
        called = [token.text for token in tokens[index + 3 : index + 4]] == ["("]
        if dot.text != "." or inner or called or owner.text not in rows.keys() - bound:
            continue
        is_asked = part.text in rows[owner.text]
        if is_asked or part.text in _SIZES:
            meant = f"{owner.text}.map(p, p.{part.text})" if is_asked else f"size({owner.text})"
            yield ExpressionSlip("other-sign", owner.start, {"sign": f"{owner.text}.{part.text}", "meant": meant})


def name_behind_page(expression: str, page: str, names: Collection[str]) -> str | None:
    """The question that is called by its page as well: `boat.length`."""
    tokens = tokens_of(expression)
    for owner, dot, part in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (owner.text, dot.text) == (page, ".") and part.text in names:
            return part.text
    return None


def round_to_thousands(expression: str, offset: int) -> str | None:
    """How a number is rounded to tens or thousands, where `round` at `offset` is told to as in a table."""
    found = _ROUND_TO.match(expression, offset)
    if found is None:
        return None
    value, factor = found["value"].strip(), 10 ** int(found["places"])
    dividend = value if re.fullmatch(r"[\w.]+", value) else f"({value})"
    return f"round({dividend} / {factor}) * {factor}"


def chained_comparisons(expression: str) -> Iterator[ExpressionSlip]:
    """Two comparisons of one value: `5 < power < 20`."""
    tokens = tokens_of(expression)
    for left, first, middle, second, right in zip(*(tokens[shift:] for shift in range(5)), strict=False):
        if {first.text, second.text} <= _ORDER and {left.kind, middle.kind, right.kind} <= {"word", "number"}:
            sign = f"{left.text} {first.text} {middle.text} {second.text} {right.text}"
            meant = f"{left.text} {first.text} {middle.text} && {middle.text} {second.text} {right.text}"
            yield ExpressionSlip("other-sign", left.start, {"sign": sign, "meant": meant})


def grouped_number(written: str | None) -> dict[str, object] | None:
    """What a number that stands by itself in the file was meant as, when it has signs between its thousands."""
    return _grouped(written) if written and _GROUPED.fullmatch(written) else None


def _grouped(written: str) -> dict[str, object]:
    return {"written": written, "meant": re.sub("[.,]", "", written)}


def _spaced(expression: str) -> Iterator[Token]:
    """The tokens with what stands between them."""
    end = 0
    for token in tokens_of(expression):
        if token.start > end:
            yield Token("space", expression[end : token.start], end)
        yield token
        end = token.start + len(token.text)


def _curly_quotes(tokens: list[Token]) -> Iterator[ExpressionSlip]:
    for token in tokens:
        if token.kind == "sign" and token.text in CURLY:
            yield ExpressionSlip("curly-quotes", token.start, {"sign": token.text})


def _habits(expression: str, offset: int) -> Iterator[ExpressionSlip]:
    """What is written as on paper or in other programs."""
    for habit in habits_in(expression, offset):
        if habit.meant:
            yield ExpressionSlip("other-sign", habit.offset, {"sign": habit.written, "meant": habit.meant})
        else:
            yield ExpressionSlip("comment-in-expression", habit.offset, {"written": habit.written})


def _filled_in(tokens: list[Token]) -> Iterator[ExpressionSlip]:
    """A name in the signs of a placeholder, as `{power}` or `$power`."""
    for index, token in enumerate(tokens):
        after = [*tokens[index + 1 : index + 3], Token("", ""), Token("", "")]
        if token.text == "$" and after[0].kind == "word":
            yield ExpressionSlip("other-sign", token.start, {"sign": f"${after[0].text}", "meant": after[0].text})
        elif token.text == "{" and after[0].kind == "word" and after[1].text == "}":
            sign = f"{{{after[0].text}}}"
            yield ExpressionSlip("other-sign", token.start, {"sign": sign, "meant": after[0].text})


def _lists(tokens: list[Token]) -> Iterator[ExpressionSlip]:
    """A list in round brackets: `kind in ('a', 'b')`."""
    for token, opening, value, comma in zip(*(tokens[shift:] for shift in range(4)), strict=False):
        if (token.text, opening.text, comma.text) == ("in", "(", ",") and value.kind in {"text", "number"}:
            yield ExpressionSlip("other-sign", token.start, {"sign": "in (…)", "meant": "in […]"})


def _other_signs(tokens: list[Token]) -> Iterator[ExpressionSlip]:
    index = 0
    while index < len(tokens):
        token, written = tokens[index], tokens[index].text
        while token.kind == "sign" and set(written) <= _SIGNS and _goes_on(tokens, index):
            index += 1
            written += tokens[index].text
        if token.kind in {"sign", "word"} and written.lower() in _MEANT:
            yield ExpressionSlip("other-sign", token.start, {"sign": written, "meant": _MEANT[written.lower()]})
        index += 1


def _goes_on(tokens: list[Token], index: int) -> bool:
    """Whether the next token is a sign that stands right behind this one."""
    if index + 1 >= len(tokens):
        return False
    here, following = tokens[index], tokens[index + 1]
    adjoins = here.start + len(here.text) == following.start
    return adjoins and following.kind == "sign" and set(following.text) <= _SIGNS - {"!"}


def _open(tokens: list[Token]) -> Iterator[ExpressionSlip]:
    """A quotation mark or bracket that nothing closes."""
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "sign" and token.text in {"'", '"'}:
            yield ExpressionSlip("unfinished-expression", token.start)
            return
        if token.kind == "sign" and token.text in "([":
            opened.append(token)
        elif token.kind == "sign" and token.text in ")]" and opened:
            opened.pop()
    if opened:
        yield ExpressionSlip("unfinished-expression", opened[-1].start)
