"""Rules over the words that a computed value shows: not the names and codes under which the portal keeps answers."""

from __future__ import annotations

import re
from typing import Any, Final

from portal.definition.examination import Examination
from portal.definition.expression_source import tokens_of
from portal.definition.expressions import evaluate
from portal.definition.kinds.table import kind_of
from portal.definition.samples import SAMPLE_DAY
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
    words = [token.text for token in tokens_of(value)]
    for name in sorted(hangs.named(value)):
        field = examination.service.fields[name]
        if not kind_of(field).keeps_code:
            continue
        for code in [answer for answer in kind_of(field).edges(field) if isinstance(answer, str)]:
            shown = _text(examination, value, {name: code})
            if code in shown and not any(code in word for word in words if word[:1] in "'\""):
                examination.at_value("value-shows-code", *path, name=name, shown=shown)
                return


def _text(examination: Examination, value: str, answers: dict[str, Any]) -> str:
    result = evaluate(value, examination.service.fields, {**examination.complete_answers, **answers}, SAMPLE_DAY)
    return result if isinstance(result, str) else ""
