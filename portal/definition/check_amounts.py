"""Rules over what is worked out: the fee and every computed value come to something for the smallest answers too.

The ordinary answers and the examples are of middling size; it is one floor, no rows and an area of one square metre at
which a formula divides by nothing or falls below zero, and an applicant is who would find out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import Any, Final

from portal.definition.answer_search import FormSearch
from portal.definition.answered import as_answered
from portal.definition.examination import Examination
from portal.definition.expressions import ExpressionProblem, evaluate
from portal.definition.form import Shown, shown
from portal.definition.kinds.table import kind_of
from portal.definition.numbers import plain_number
from portal.definition.samples import SAMPLE_DAY
from portal.definition.source import Path

_MOST_TRIALS: Final = 64
"""Combinations of answers for one expression: six questions with two each are combined in every way."""
_MOST_NAMED: Final = 5
"""Answers that a report names."""


def check_amounts(examination: Examination) -> None:
    """Run every rule of this family."""
    search = examination.search
    for path, _, field in examination.fields():
        if kind_of(field).is_worked_out and field.value is not None:
            _comes_to_something(examination, search, (*path, "value"), field.value)
    fee = examination.service.fee
    if fee is not None and isinstance(fee.amount, str):
        _comes_to_something(examination, search, ("fee", "amount"), fee.amount, below_zero="fee-below-zero")


def _comes_to_something(
    examination: Examination, search: FormSearch, path: Path, expression: str, below_zero: str | None = None
) -> None:
    """Report the first answers with which an expression has no result, or, where it must not be, one below zero.

    One that already has none for ordinary answers, or whose words are at fault, was reported as that.
    """
    if path in examination.unsound or not search.hangs.are_sound([expression]):
        return
    if not _is_result(evaluate(expression, examination.service.fields, examination.complete_answers, SAMPLE_DAY)):
        return
    for standing in _forms(examination, search, expression):
        result = evaluate(expression, examination.service.fields, standing.answers, SAMPLE_DAY)
        answers = dict(zip(("answers_lo", "answers_en"), _said(standing.kept), strict=True))
        if not _is_result(result):
            examination.at_value("no-result", *path, **answers)
            examination.without_result.add(path)
            return
        if below_zero and isinstance(result, int | float) and result < 0:
            examination.at_value(below_zero, *path, amount=plain_number(result), **answers)
            return


def _is_result(result: Any) -> bool:
    return result is not None and not isinstance(result, ExpressionProblem)


def _forms(examination: Examination, search: FormSearch, expression: str) -> Iterator[Shown]:
    """What an expression hangs on, filled in with the smallest answers that the form takes. Left out is a form in which
    something that the expression names is not asked, or has no answer: other rules say what comes of that."""
    fields = examination.service.fields
    excerpt = search.excerpt(search.hangs.near([expression]))
    names = search.hangs.questions([expression])
    edges = [kind_of(fields[name]).edges(fields[name]) for name in names]
    largest = tuple(kind_of(fields[name]).largest(fields[name]) for name in names)
    for combination in (*islice(product(*edges), _MOST_TRIALS), largest):
        standing = shown(excerpt, dict(zip(names, combination, strict=True)), SAMPLE_DAY)
        if not standing.problems and all(_is_there(standing, name) for name in search.hangs.named(expression)):
            yield standing


def _is_there(standing: Shown, name: str) -> bool:
    field = standing.asked.get(name)
    return field is not None and kind_of(field).bound(field, standing.answers.get(name)) is not None


def _said(answers: Mapping[str, Any]) -> tuple[str, str]:
    """The answers by name, in a few words of each language."""
    if not answers:
        return "ບໍ່ວ່າຕອບແນວໃດ", "whatever is answered"
    said = ", ".join(f"`{name}`: {as_answered(answer)}" for name, answer in islice(answers.items(), _MOST_NAMED))
    return f"ເມື່ອຕອບ {said}", f"with {said}"
