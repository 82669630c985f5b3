"""Whether what is worked out may come to nothing with answers that the form takes: a text that names it has a hole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, product
from typing import Any, Final

from portal.definition.answer_search import FormSearch
from portal.definition.display import display_line
from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Text
from portal.definition.problems import Problem
from portal.definition.samples import SAMPLE_DAY, ordinary

_SOMEWHERE: Final = Text(lo="ບ້ານ", en="Ban")


_MOST_TRIALS: Final = 600
"""Forms filled in for one value: two answers in turn, each of a dozen, for half a dozen questions."""


def may_come_to_nothing(search: FormSearch, name: str) -> bool:
    """Whether the computed field `name` shows nothing for some complete application.

    Tried are ordinary answers, and beside them for one question, and for each two, others that may turn something: what
    is compared with, the smallest and the largest, and none. Where an ordinary answer is none that the form takes (a
    text of a certain pattern), nothing can be tried.
    """
    field = search.service.fields[name]
    value = field.value or "null"
    if not search.hangs.are_sound([value]):
        return False
    excerpt = search.excerpt({*search.hangs.near([value]), name})
    for answers in islice(_variations(search, value), _MOST_TRIALS):
        standing = shown(excerpt, answers, SAMPLE_DAY)
        shows = display_line(field, standing.answers.get(name), "lo", lambda _code: _SOMEWHERE)
        if name in standing.asked and not standing.problems and not shows:
            return True
    return False


def _variations(search: FormSearch, value: str) -> Iterator[dict[str, Any]]:
    """The answers to try to what a value hangs on: all of them ordinary, then one of them another, then two."""
    others = {name: _others(search.service.fields[name], telling) for name, telling in search.tried([value]).items()}
    base = {name: ordinary(search.service.fields[name]) for name in others}
    if not all(_is_taken(search.service.fields[name], answer) for name, answer in base.items()):
        return
    yield base
    for count in (1, 2):
        for names in combinations(others, count):
            for answers in product(*(others[name] for name in names)):
                yield {**base, **dict(zip(names, answers, strict=True))}


def _others(field: FormField, telling: list[Any]) -> list[Any]:
    kind = kind_of(field)
    tried: list[Any] = []
    for answer in (None, *telling, *kind.edges(field), kind.largest(field)):
        if answer not in tried and _is_taken(field, answer):
            tried.append(answer)
    return tried


def _is_taken(field: FormField, answer: Any) -> bool:
    """Whether the form reads such an answer: a text in the way its pattern says."""
    if answer is None or field.pattern is None:
        return True
    return not isinstance(kind_of(field).read(field, answer, SAMPLE_DAY, lambda _level, _code: True), Problem)
