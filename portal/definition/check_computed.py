"""Rules over the words that a computed value shows: not the names and codes under which the portal keeps answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from portal.definition.examination import Examination
from portal.definition.expressions import evaluate
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.samples import SAMPLE_DAY, answers_of
from portal.definition.source import Path

_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


def check_computed(examination: Examination) -> None:
    """Run every rule of this family."""
    for path, _name, field in examination.fields():
        if kind_of(field).is_worked_out and field.value is not None:
            _shows_code(examination, (*path, "value"), field.value)


def _shows_code(examination: Examination, path: Path, value: str) -> None:
    """Report a value that shows an answer as it is kept: `female`, `010101`, `+85620…`, or a day with its hour."""
    hangs = examination.search.hangs
    if path in examination.unsound or not hangs.are_sound([value]):
        return
    if _INSTANT.search(_text(examination, value, {})):
        examination.at_value("value-shows-code", *path, name="today", shown=_text(examination, value, {}))
        return
    for name in sorted(hangs.named(value)):
        for answer, code, other, another in _two_codes(examination.service.fields[name], name):
            shown = _text(examination, value, {name: answer})
            # Whatever else the two make of it, the one code stands where the other did.
            if code in shown and shown.replace(code, another) == _text(examination, value, {name: other}):
                examination.at_value("value-shows-code", *path, name=name, shown=shown)
                return


def _two_codes(field: FormField, name: str) -> Iterator[tuple[Any, str, Any, str]]:
    """Two answers to a question that are kept as names or codes, each with its code; of a group, to each of its own."""
    for inner_name, inner in (field.fields or {}).items():
        for answer, code, other, another in _two_codes(inner, inner_name):
            row = answers_of(field.fields or {})
            yield [{**row, inner_name: answer}], code, [{**row, inner_name: other}], another
    kind = kind_of(field)
    if kind.keeps_code:
        codes = [code for code in kind.edges(field) if isinstance(code, str)]
        codes += [_changed(code) for code in codes[:1] if kind.fits(field, _changed(code))]
        yield from ((code, code, other, other) for code, other in pairwise(codes))


def _changed(code: str) -> str:
    return code[:-1] + ("2" if code[-1:] != "2" else "3")


def _text(examination: Examination, value: str, answers: dict[str, Any]) -> str:
    result = evaluate(value, examination.service.fields, {**examination.complete_answers, **answers}, SAMPLE_DAY)
    return result if isinstance(result, str) else ""
