"""Expressions of a service file: CEL, compiled once, evaluated over answers. Nothing here raises.

The expression language is Google's CEL (cel.dev) with one simplification: **every number is a decimal number**. CEL
itself refuses `area * 1500` when `area` is a decimal and 1500 is whole; here whole literals and `size()` are decimals
too, and a whole result is handed back as a whole number.

What an answer is in an expression:

- number and money: a decimal number; computed: what it was worked out to;
- date: a timestamp at midnight UTC, comparable with `today` and other dates;
- choice, gender, area, text: text (an area is its code); yes-no: true or false;
- choices and files: a list of texts; group: a list of rows, each with the names of its fields;
- an answer that was not given, or whose question is hidden, is null (an empty list for choices, files and groups).

Functions beside CEL's own: `sum(list)`, `min(list)`, `max(list)`, `round(x)` (half away from zero), `year(date)`,
`month(date)` (1 to 12), `day(date)`, and `age(date)` in whole years on `today`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final, Literal

import cel

from portal.definition.expression_source import (
    LOOPS,
    SIZE,
    bound_names,
    tokens_of,
    too_costly,
    with_decimal_numbers,
    without_one_argument,
)
from portal.definition.kinds.day import midnight
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.numbers import LARGEST_WHOLE

ExpressionFault = Literal["syntax", "too-costly", "unknown-name", "unknown-function", "arguments", "cannot-compute"]


@dataclass(frozen=True)
class ExpressionProblem:
    """Why an expression has no value. `detail` is the name at fault, or CEL's own words, for a developer."""

    fault: ExpressionFault
    detail: str = ""
    offset: int = 0
    """Where in the expression CEL gave up, when its syntax is at fault."""


@dataclass(frozen=True)
class Parsed:
    """A compiled expression and the names it uses (without those bound in `map`, `filter`, `all`, `exists`)."""

    program: cel.Program
    names: frozenset[str]


_FUNCTIONS: Final = frozenset({"sum", "min", "max", "round", "age", "year", "month", "day", SIZE})
_OF_ONE_VALUE: Final = (_FUNCTIONS - {SIZE}) | {"size"}
_CEL_FUNCTIONS: Final = frozenset(
    {"contains", "startsWith", "endsWith", "matches", "duration", "timestamp", "string", "double"}
)
FUNCTIONS: Final = ("sum", "min", "max", "round", "age", "year", "month", "day", "size", *sorted(_CEL_FUNCTIONS))
"""The functions an expression may call, beside the loops."""
RESERVED_NAMES: Final = (
    frozenset({"today", "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function"})
    | frozenset({"if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while", "has"})
    | frozenset({"int", "uint", "bool", "type", "dyn", "bytes", "list", "optional"})
    | LOOPS
    | _CEL_FUNCTIONS
    | frozenset({"size", "sum", "min", "max", "round", "age", "year", "month", "day"})
)
"""Names that mean something in every expression, so that no field may have them."""


@lru_cache(maxsize=4096)
def parse(expression: str) -> Parsed | ExpressionProblem:
    """Compile an expression, or say why it cannot be: its syntax, its cost, a function that does not exist, or one that
    is given more values than the one it takes, or none."""
    try:
        cel.compile(expression)
    except Exception as error:
        return _syntax_problem(expression, str(error))
    tokens = tokens_of(expression)
    if costly := too_costly(tokens):
        return ExpressionProblem("too-costly", costly)
    try:
        program = cel.compile(with_decimal_numbers(tokens))
    except Exception as error:
        return ExpressionProblem("syntax", _syntax_detail(str(error)))
    used = program.references()
    for function in used["functions"]:
        if function[0].isalpha() and function not in _FUNCTIONS | _CEL_FUNCTIONS:
            return ExpressionProblem("unknown-function", function)
    if several := without_one_argument(tokens, _OF_ONE_VALUE):
        return ExpressionProblem("arguments", several.text, several.start)
    return Parsed(program, frozenset(used["variables"]) - bound_names(tokens))


def evaluate(
    expression: str,
    fields: Mapping[str, FormField],
    answers: Mapping[str, Any],
    today: date,
    ages_on: date | None = None,
) -> Any | ExpressionProblem:
    """The value of `expression` over `answers` to `fields` on day `today`, as a JSON value (dates in ISO).

    Ages are those of `ages_on`, where that is another day. An answer that does not fit its field counts as not given.
    """
    parsed = parse(expression)
    if isinstance(parsed, ExpressionProblem):
        return parsed
    unknown = parsed.names - fields.keys() - {"today"}
    if unknown:
        return ExpressionProblem("unknown-name", min(unknown))
    variables = {name: bound(fields[name], answers.get(name)) for name in parsed.names - {"today"}}
    variables["today"] = midnight(today)
    try:
        result = parsed.program.execute(cel.Context(variables=variables, functions=_functions(ages_on or today)))
    except Exception as error:
        return ExpressionProblem("cannot-compute", str(error).split(". ")[0])
    return _json_value(result)


def names_in(expression: str | None) -> frozenset[str]:
    """The names that an expression asks of its surroundings; none of one that cannot be read."""
    parsed = parse(expression) if expression is not None else None
    return parsed.names if isinstance(parsed, Parsed) else frozenset()


def bound(field: FormField, answer: Any) -> Any:
    """What the answer to `field` is in an expression."""
    return kind_of(field).bound(field, answer)


def _json_value(result: Any) -> Any | ExpressionProblem:
    """A CEL result as JSON: whole decimals as whole numbers, timestamps as ISO dates; a problem for anything else."""
    if isinstance(result, bool | str) or result is None:
        return result
    if isinstance(result, int | float):
        if not math.isfinite(result) or abs(result) >= LARGEST_WHOLE:
            return ExpressionProblem("cannot-compute", "the result is not a number that can be kept")
        return int(result) if float(result).is_integer() else float(result)
    if isinstance(result, datetime):
        return result.date().isoformat()
    if isinstance(result, list):
        items = [_json_value(item) for item in result]
        return next((item for item in items if isinstance(item, ExpressionProblem)), items)
    return ExpressionProblem("cannot-compute", f"the result is a {type(result).__name__}")


@lru_cache(maxsize=8)
def _functions(today: date) -> dict[str, Callable[..., Any]]:
    """The functions of every expression. They answer null rather than raise: cel prints what a function raises."""
    return {
        "sum": lambda items: math.fsum(numbers) if (numbers := _numbers(items)) is not None else None,
        "min": lambda items: min(numbers) if (numbers := _numbers(items)) else None,
        "max": lambda items: max(numbers) if (numbers := _numbers(items)) else None,
        "round": lambda number: _rounded(number) if isinstance(number, float) else None,
        "age": lambda born: _age(born, today) if isinstance(born, datetime) else None,
        SIZE: lambda items: float(len(items)) if isinstance(items, str | list | dict) else None,
        "year": lambda day: float(day.year) if isinstance(day, datetime) else None,
        "month": lambda day: float(day.month) if isinstance(day, datetime) else None,
        "day": lambda day: float(day.day) if isinstance(day, datetime) else None,
    }


def _numbers(items: Any) -> list[float] | None:
    """The items as finite numbers, or None where one is not (a row with an empty answer)."""
    if not isinstance(items, list) or not all(isinstance(item, float | int) for item in items):
        return None
    numbers = [float(item) for item in items]
    return numbers if all(math.isfinite(number) for number in numbers) else None


def _rounded(number: float) -> float | None:
    return math.copysign(math.floor(abs(number) + 0.5), number) if math.isfinite(number) else None


def _age(born: datetime, today: date) -> float:
    return float(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def _syntax_problem(expression: str, message: str) -> ExpressionProblem:
    found = re.search(r"<input>:(\d+):(\d+)", message)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    above = sum(len(each) + 1 for each in expression.split("\n")[: line - 1])
    offset = min(above + column - 1, max(len(expression) - 1, 0))
    return ExpressionProblem("syntax", _syntax_detail(message), offset)


def _syntax_detail(message: str) -> str:
    found = re.search(r"Syntax error: (.*?)(?: expecting|\n|\||$)", message)
    return found[1].strip() if found else message.split("\n")[0][:100]
