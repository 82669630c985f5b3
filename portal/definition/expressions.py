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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any, Final, Literal

import cel

from portal.definition.model import FieldType, FormField

ExpressionFault = Literal["syntax", "too-costly", "unknown-name", "unknown-function", "cannot-compute"]


@dataclass(frozen=True)
class ExpressionProblem:
    """Why an expression has no value. `detail` is the name at fault, or CEL's own words, for a developer."""

    fault: ExpressionFault
    detail: str = ""


@dataclass(frozen=True)
class Parsed:
    """A compiled expression and the names it uses (without those bound in `map`, `filter`, `all`, `exists`)."""

    program: cel.Program
    names: frozenset[str]


MOST_LOOPS: Final = 3
"""Loops (`map`, `filter`, `all`, `exists`, `exists_one`) in one expression; `DEEPEST_LOOP` of them in each other."""
DEEPEST_LOOP: Final = 2
MOST_ADDITIONS: Final = 10
"""Plus signs in an expression that loops: each can double a text at every turn. Together the three limits keep the
dearest expression of 500 characters over 50 rows under a second."""

_LOOPS: Final = frozenset({"map", "filter", "all", "exists", "exists_one"})
_SIZE: Final = "size_"
"""Our `size`, which gives a decimal; CEL's own cannot be replaced under its name."""
_FUNCTIONS: Final = frozenset({"sum", "min", "max", "round", "age", "year", "month", "day", _SIZE})
_CEL_FUNCTIONS: Final = frozenset(
    {"contains", "startsWith", "endsWith", "matches", "duration", "timestamp", "string", "double", "bool"}
)
FUNCTIONS: Final = ("sum", "min", "max", "round", "age", "year", "month", "day", "size", *sorted(_CEL_FUNCTIONS))
"""The functions an expression may call, beside the loops."""
RESERVED_NAMES: Final = (
    frozenset({"today", "true", "false", "null", "in", "as", "break", "const", "continue", "else", "for", "function"})
    | frozenset({"if", "import", "let", "loop", "package", "namespace", "return", "var", "void", "while", "has"})
    | frozenset({"int", "uint", "type", "dyn", "bytes", "list", "optional"})
    | _LOOPS
    | _CEL_FUNCTIONS
    | frozenset({"size", "sum", "min", "max", "round", "age", "year", "month", "day"})
)
"""Names that mean something in every expression, so that no field may have them."""

_TOKEN: Final = re.compile(
    r"""(?P<text>[rRbB]{0,2}(?:\"(?:\\.|[^"\\\n])*\"|'(?:\\.|[^'\\\n])*'))
    |(?P<number>0[xX][0-9a-fA-F]+[uU]?|[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?[uU]?)
    |(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    |(?P<space>\s+)
    |(?P<sign>==|!=|<=|>=|&&|\|\||.)""",
    re.VERBOSE | re.DOTALL,
)
_LARGEST_WHOLE: Final = 2**53


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str


@lru_cache(maxsize=4096)
def parse(expression: str) -> Parsed | ExpressionProblem:
    """Compile an expression, or say why it cannot be: its syntax, its cost, or a function that does not exist."""
    try:
        cel.compile(expression)
    except Exception as error:
        return ExpressionProblem("syntax", _syntax_detail(str(error)))
    tokens = _tokens(expression)
    if costly := _too_costly(tokens):
        return ExpressionProblem("too-costly", costly)
    try:
        program = cel.compile(_with_decimal_numbers(tokens))
    except Exception as error:
        return ExpressionProblem("syntax", _syntax_detail(str(error)))
    used = program.references()
    for function in used["functions"]:
        if function[0].isalpha() and function not in _FUNCTIONS | _CEL_FUNCTIONS:
            return ExpressionProblem("unknown-function", function)
    return Parsed(program, frozenset(used["variables"]) - _bound(tokens))


def evaluate(
    expression: str, fields: Mapping[str, FormField], answers: Mapping[str, Any], today: date
) -> Any | ExpressionProblem:
    """The value of `expression` over `answers` to `fields` on day `today`, as a JSON value (dates in ISO).

    An answer that does not fit its field counts as not given.
    """
    parsed = parse(expression)
    if isinstance(parsed, ExpressionProblem):
        return parsed
    unknown = parsed.names - fields.keys() - {"today"}
    if unknown:
        return ExpressionProblem("unknown-name", min(unknown))
    variables = {name: bound(fields[name], answers.get(name)) for name in parsed.names - {"today"}}
    variables["today"] = _midnight(today)
    try:
        result = parsed.program.execute(cel.Context(variables=variables, functions=_functions(today)))
    except Exception as error:
        return ExpressionProblem("cannot-compute", str(error).split(". ")[0])
    return _json_value(result)


def matches(pattern: str, text: str) -> bool | None:
    """Whether the whole of `text` matches the regular expression `pattern`, in time linear in `text`; None for a
    pattern that is none. The syntax is RE2's, which CEL uses."""
    try:
        context = cel.Context(variables={"text_": text, "pattern_": f"^(?:{pattern})$"})
        return cel.compile("text_.matches(pattern_)").execute(context) is True
    except Exception:
        return None


def bound(field: FormField, answer: Any) -> Any:
    """What the answer to `field` is in an expression."""
    match field.type:
        case FieldType.GROUP:
            return [_row(field.fields or {}, row) for row in _as_list(answer) if isinstance(row, Mapping)]
        case FieldType.CHOICES | FieldType.FILE:
            return [item for item in _as_list(answer) if isinstance(item, str)]
        case FieldType.DATE:
            return _timestamp(answer)
        case FieldType.NUMBER | FieldType.MONEY:
            return float(answer) if _is_number(answer) else None
        case FieldType.YES_NO:
            return answer if isinstance(answer, bool) else None
        case FieldType.COMPUTED:
            return _computed(answer)
        case _:
            return answer if isinstance(answer, str) else None


def _row(fields: Mapping[str, FormField], row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: bound(field, row.get(name)) for name, field in fields.items()}


def _as_list(answer: Any) -> Sequence[Any]:
    return answer if isinstance(answer, list | tuple) else ()


def _computed(answer: Any) -> Any:
    if _is_number(answer):
        return float(answer)
    if isinstance(answer, str):
        return _timestamp(answer) or answer
    return answer if isinstance(answer, bool) else None


def _timestamp(answer: Any) -> datetime | None:
    if not isinstance(answer, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", answer):
        return None
    try:
        return _midnight(date.fromisoformat(answer))
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _is_number(answer: Any) -> bool:
    return isinstance(answer, int | float) and not isinstance(answer, bool) and abs(answer) < _LARGEST_WHOLE


def _json_value(result: Any) -> Any | ExpressionProblem:
    """A CEL result as JSON: whole decimals as whole numbers, timestamps as ISO dates; a problem for anything else."""
    if isinstance(result, bool | str) or result is None:
        return result
    if isinstance(result, int | float):
        if not math.isfinite(result) or abs(result) >= _LARGEST_WHOLE:
            return ExpressionProblem("cannot-compute", "the result is not a number that can be kept")
        return int(result) if float(result).is_integer() else float(result)
    if isinstance(result, datetime):
        return result.date().isoformat()
    if isinstance(result, list):
        items = [_json_value(item) for item in result]
        return next((item for item in items if isinstance(item, ExpressionProblem)), items)
    return ExpressionProblem("cannot-compute", f"the result is a {type(result).__name__}")


def _functions(today: date) -> dict[str, Callable[..., Any]]:
    """The functions of every expression. They answer null rather than raise: cel prints what a function raises."""
    return {
        "sum": lambda items: math.fsum(numbers) if (numbers := _numbers(items)) is not None else None,
        "min": lambda items: min(numbers) if (numbers := _numbers(items)) else None,
        "max": lambda items: max(numbers) if (numbers := _numbers(items)) else None,
        "round": lambda number: _rounded(number) if isinstance(number, float) else None,
        "age": lambda born: _age(born, today) if isinstance(born, datetime) else None,
        _SIZE: lambda items: float(len(items)) if isinstance(items, str | list | dict) else None,
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


def _tokens(expression: str) -> list[_Token]:
    return [
        _Token(found.lastgroup or "sign", found[0])
        for found in _TOKEN.finditer(expression)
        if found.lastgroup != "space"
    ]


def _with_decimal_numbers(tokens: list[_Token]) -> str:
    """The expression with its whole literals, and what `size` gives, turned into decimals.

    A lone literal after a value's bracket is a place in a list (`parts[0]`) and stays whole.
    """
    written = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind == "number" and token.text.isdigit() and not _is_place_in_list(tokens, index, following):
            written.append(f"{token.text}.0")
        elif token.kind == "word" and following == "(":
            written.append(_SIZE if token.text == "size" else token.text)
        else:
            written.append(token.text)
    return " ".join(written)


def _is_place_in_list(tokens: list[_Token], index: int, following: str) -> bool:
    if index < 2 or tokens[index - 1].text != "[" or following != "]":
        return False
    before = tokens[index - 2]
    return before.text in {")", "]"} or (before.kind == "word" and before.text != "in")


def _bound(tokens: list[_Token]) -> frozenset[str]:
    """Names that a loop binds: the `p` of `parts.map(p, p.area)`."""
    return frozenset(
        tokens[index + 2].text
        for index, token in enumerate(tokens[:-3])
        if token.text in _LOOPS and tokens[index + 1].text == "(" and tokens[index + 3].text == ","
    )


def _too_costly(tokens: list[_Token]) -> str:
    """What makes an expression too dear to run for every visitor: too many loops, or loops too deep in each other."""
    opened: list[bool] = []
    loops = deepest = 0
    additions = sum(token.text == "+" for token in tokens)
    for index, token in enumerate(tokens):
        if token.text == "(":
            is_loop = index > 1 and tokens[index - 1].text in _LOOPS and tokens[index - 2].text == "."
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


def _syntax_detail(message: str) -> str:
    found = re.search(r"Syntax error: (.*?)(?: expecting|\n|\||$)", message)
    return found[1].strip() if found else message.split("\n")[0][:100]
