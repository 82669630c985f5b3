"""Numbers, quotation marks and comments in an expression as they are written on paper, in tables and in programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from portal.definition.expression_source import tokens_of

_NUMBER: Final = r"(?<![\w.])[0-9]+(?:\.[0-9]+)?"
_FIGURES: Final = re.compile(r"\d(?:[\d.,]*\d)?")
_SPACED: Final = re.compile(r"(?<![\w.])[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+(?![\w.])")
_MONEY: Final = re.compile(rf"(?:[₭$฿]\s*({_NUMBER})|({_NUMBER})\s*(?:[₭$฿]|ກີບ))")
_PERCENT: Final = re.compile(rf"({_NUMBER})\s*%(?=\s*(?:$|[)?:,&|*/]))")
_UNIT: Final = re.compile(rf"(?P<sign>[+-]\s*)?(?P<number>{_NUMBER})\s*(?P<unit>[A-Za-z]\w*|[\u0e80-\u0eff]+)")
_YEARS: Final = frozenset({"year", "years", "yr", "yrs", "ປີ"})
_AGES: Final = (
    re.compile(r"(?P<born>[a-z]\w*)\s*\+\s*(?P<years>[0-9]+)\s*(?:years?|yrs?|ປີ)\s*<=?\s*today"),
    re.compile(r"(?P<born>[a-z]\w*)\s*<=?\s*today\s*-\s*(?P<years>[0-9]+)\s*(?:years?|yrs?|ປີ)"),
    re.compile(r"today\s*>=?\s*(?P<born>[a-z]\w*)\s*\+\s*(?P<years>[0-9]+)\s*(?:years?|yrs?|ປີ)"),
    re.compile(r"today\s*-\s*(?P<years>[0-9]+)\s*(?:years?|yrs?|ປີ)\s*>=?\s*(?P<born>[a-z]\w*)"),
)
"""That so many years have passed since a day."""
_UNITS: Final = frozenset(
    {"kip", "lak", "usd", "baht", "k", "m", "km", "cm", "mm", "m2", "km2", "sqm", "ha", "kg", "g", "t", "l", "hp", "kw"}
    | {"metre", "metres", "meter", "meters", "hectare", "hectares", "tonne", "tonnes", "percent", "pct"}
    | {"day", "days", "month", "months", "week", "weeks", "people", "persons", "pages", "copies"}
)
"""Latin words behind a number that are no missing sign; every Lao word there is one of them."""
_POWER: Final = re.compile(r"(?P<base>[\w.]+)\s*(?:\*\*|\^)\s*(?P<power>[0-9]+)?")
_GUILLEMETS: Final = re.compile(r"[«‹「『](?P<inside>[^«»‹›「」『』]*)[»›」』]")
_COMMENT: Final = re.compile(r"//|/\*|#")


@dataclass(frozen=True)
class Habit:
    """What was written where, and how it is written here; `meant` is '' of a comment, which has no place here."""

    offset: int
    written: str
    meant: str


def habits_in(expression: str, offset: int) -> Iterator[Habit]:
    """What is written as elsewhere in an expression that CEL gave up at `offset`, the most telling first."""
    plain = _without_texts(expression)
    yield from _comments(expression, plain)
    yield from _quotes(expression)
    for found in _FIGURES.finditer(plain):
        if (meant := _latin(found[0])) != found[0]:
            yield Habit(found.start(), found[0], meant)
    for found in _MONEY.finditer(plain):
        yield Habit(found.start(), found[0], found[1] or found[2])
    for found in _SPACED.finditer(plain):
        yield Habit(found.start(), found[0], re.sub(r"\s", "", found[0]))
    for found in _PERCENT.finditer(plain):
        yield Habit(found.start(), found[0], f"{float(found[1]) / 100:g}")
    yield from _units(plain)
    for found in _POWER.finditer(plain):
        power = min(int(found["power"] or 2), 4)
        yield Habit(found.start(), found[0], " * ".join([found["base"]] * power))
    yield from _decimal_commas(plain, offset)


def _comments(expression: str, plain: str) -> Iterator[Habit]:
    found = _COMMENT.search(plain)
    if found is not None:
        yield Habit(found.start(), expression[found.start() :].split("\n")[0][:40].strip(), "")


def _quotes(expression: str) -> Iterator[Habit]:
    """Words in the quotation marks of Lao and French, or of Chinese: a name when they hold the whole, else a text."""
    whole = _GUILLEMETS.fullmatch(expression.strip())
    for found in _GUILLEMETS.finditer(expression):
        inside = found["inside"].strip()
        yield Habit(found.start(), found[0], inside if whole else f"'{inside}'")


def _units(plain: str) -> Iterator[Habit]:
    """A unit behind a number; years that are added to a date, or taken from one, are an age."""
    for found in (each for pattern in _AGES for each in pattern.finditer(plain)):
        yield Habit(found.start(), found[0], f"age({found['born']}) >= {found['years']}")
    for found in _UNIT.finditer(plain):
        unit = found["unit"].lower()
        if unit in _YEARS and found["sign"]:
            yield Habit(found.start("number"), found[0].removeprefix(found["sign"]), f"age(…) >= {found['number']}")
        elif unit in _UNITS | _YEARS or not unit.isascii():
            written = plain[found.start("number") : found.end()]
            yield Habit(found.start("number"), written, found["number"])


def _decimal_commas(plain: str, offset: int) -> Iterator[Habit]:
    """A comma that CEL stopped at, between figures: lists and calls hold commas too, but are read."""
    for found in re.finditer(r"(?<![\w.])([0-9]+),([0-9]+)(?![\w.])", plain):
        if found.start() <= offset < found.end():
            yield Habit(found.start(), found[0], f"{found[1]}.{found[2]}")


def _latin(written: str) -> str:
    """The same with the digits 0 to 9 for those of other scripts."""
    return "".join(str(int(sign)) if sign.isdecimal() else sign for sign in written)


def _without_texts(expression: str) -> str:
    """The expression with blanks for its texts, of the same length."""
    plain = expression
    for token in tokens_of(expression):
        if token.kind == "text":
            end = token.start + len(token.text)
            plain = f"{plain[: token.start]}{' ' * len(token.text)}{plain[end:]}"
    return plain
