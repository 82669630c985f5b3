"""Whether what is worked out may come to nothing with answers that the form takes: a text that names it has a hole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from portal.definition.answer_search import FormSearch
from portal.definition.display import display_line
from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import Text
from portal.definition.samples import SAMPLE_DAY, ordinary

_SOMEWHERE: Final = Text(lo="ບ້ານ", en="Ban")


def may_come_to_nothing(search: FormSearch, name: str) -> bool:
    """Whether the computed field `name` shows nothing for some complete application.

    Tried are ordinary answers, and beside them for each question in turn those that may turn something: what is
    compared with, the smallest and the largest, and none.
    """
    field = search.service.fields[name]
    value = field.value or "null"
    if not search.hangs.are_sound([value]):
        return False
    excerpt = search.excerpt({*search.hangs.near([value]), name})
    for answers in _variations(search, value):
        standing = shown(excerpt, answers, SAMPLE_DAY)
        shows = display_line(field, standing.answers.get(name), "lo", lambda _code: _SOMEWHERE)
        if name in standing.asked and not standing.problems and not shows:
            return True
    return False


def _variations(search: FormSearch, value: str) -> Iterator[dict[str, Any]]:
    """The answers to try to what a value hangs on: all of them ordinary, then one of them another."""
    tried = search.tried([value])
    base = {name: ordinary(search.service.fields[name]) for name in tried}
    yield base
    for name, telling in tried.items():
        field = search.service.fields[name]
        kind = kind_of(field)
        for answer in (*telling, *kind.edges(field), kind.largest(field), None):
            yield {**base, name: answer}
