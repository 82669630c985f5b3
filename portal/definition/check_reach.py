"""Rules over conditions: for every page and question there are answers with which it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product
from typing import Any, Final

from portal.definition.dependencies import depends_on
from portal.definition.examination import Examination
from portal.definition.form import shown
from portal.definition.numbers import plain_number
from portal.definition.samples import SAMPLE_DAY, is_discrete, telling
from portal.definition.source import Path

_MOST_TRIALS: Final = 600
"""Sets of answers tried for one condition; nine yes-no questions are explored whole."""


_FEW: Final = 9
"""Answers to a question that a report names."""


def check_reach(examination: Examination) -> None:
    """Run every rule of this family."""
    for path, page in examination.pages():
        hidden_page = page.when is not None and _report(examination, path, page.page, page.when, is_page=True)
        for name, field in page.fields.items():
            if field.when is not None and not hidden_page:
                whens = field.when if page.when is None else f"{page.when} && ({field.when})"
                _report(examination, (*path, "fields", name), name, whens, is_page=False)


def _report(examination: Examination, path: Path, name: str, condition: str, *, is_page: bool) -> bool:
    """Report a page or question that no answers show, and say whether it was reported."""
    names = depends_on(examination.service, condition)
    if names is None or (*path, "when") in examination.unsound:
        return False
    tried = 0
    for answers in _trials(examination, names):
        tried += 1
        standing = shown(examination.service, answers, SAMPLE_DAY)
        asked = standing.fields if is_page else standing.asked
        # An answer that fails its check leads nowhere: the applicant cannot go on from it.
        if name in asked and not standing.missing.keys() & set(names):
            return False
    whole = tried < _MOST_TRIALS and all(is_discrete(examination.service.fields[each]) for each in names)
    if whole:
        examination.at_value("unreachable-page" if is_page else "unreachable-field", *path, "when", name=name)
    else:
        examination.at_value("doubtful-condition", *path, "when", name=name, tried=_tried(examination, names))
    return True


def _tried(examination: Examination, names: list[str]) -> str:
    """What was tried, in a few words: `boat_length`: 1, 12.5, 30."""
    said = []
    for name in names:
        answers = telling(examination.service.fields[name], _written(examination), SAMPLE_DAY)
        shown_answers = (
            plain_number(one) if isinstance(one, float) else str(one) for one in answers if one is not None
        )
        said.append(f"`{name}`: {', '.join(islice(shown_answers, _FEW))}")
    return "; ".join(said)


def _trials(examination: Examination, names: list[str]) -> Iterator[dict[str, Any]]:
    service, written = examination.service, _written(examination)
    base = examination.complete_answers
    varied = [telling(service.fields[name], written, SAMPLE_DAY) for name in names]
    for combination in islice(product(*varied), _MOST_TRIALS):
        yield {**base, **dict(zip(names, combination, strict=True))}


def _written(examination: Examination) -> list[str]:
    """The conditions of all pages and questions."""
    service = examination.service
    pages = [page.when for page in service.form if page.when]
    return pages + [field.when for field in service.fields.values() if field.when]
