"""Whether what is worked out may come to nothing with answers that the form takes: a text that names it has a hole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations, islice, product
from typing import Any, Final

from portal.definition.answer_search import FormSearch
from portal.definition.display import display_line
from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Service, Text
from portal.definition.problems import Problem
from portal.definition.reading import read_answers
from portal.definition.samples import SAMPLE_DAY, ordinary

_SOMEWHERE: Final = Text(lo="ບ້ານ", en="Ban")


_MOST_TRIALS: Final = 1000
"""Forms filled in for one value: half a second, where it hangs on many answers."""
_MOST_EXAMPLES: Final = 4


def may_come_to_nothing(search: FormSearch, name: str) -> bool:
    """Whether the computed field `name` shows nothing for some complete application.

    Tried are answers that the form takes, ordinary ones and those of the file's examples, and beside them for one
    question, then for each two, others that may turn something: none, what is compared with, the smallest and the
    largest.
    """
    field = search.service.fields[name]
    value = field.value or "null"
    if not search.hangs.are_sound([value]):
        return False
    excerpt = search.excerpt({*search.hangs.near([value]), name})
    others = {each: _others(search.service.fields[each], tried) for each, tried in search.tried([value]).items()}
    bases = [base for base in _bases(search.service, others) if not shown(excerpt, base, SAMPLE_DAY).problems]
    for answers in islice(_variations(bases, others), _MOST_TRIALS):
        standing = shown(excerpt, answers, SAMPLE_DAY)
        shows = display_line(field, standing.answers.get(name), "lo", lambda _code: _SOMEWHERE)
        if name in standing.asked and not standing.problems and not shows:
            return True
    return False


def _bases(service: Service, names: Collection[str]) -> Iterator[dict[str, Any]]:
    """Whole sets of answers to begin with: texts as their pattern wants them stand in examples only."""
    plain = {name: ordinary(service.fields[name]) for name in names}
    if all(_is_taken(service.fields[name], answer) for name, answer in plain.items()):
        yield plain
    for example in islice(service.examples.values(), _MOST_EXAMPLES):
        answers, _problems = read_answers(service, example.answers, SAMPLE_DAY, lambda _level, _code: True)
        yield {name: answers.get(name) for name in names}


def _variations(bases: Sequence[dict[str, Any]], others: Mapping[str, Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Each base, each with one answer turned, and the first with two: those of which one is none before all others."""
    yield from bases
    for base in bases:
        yield from ({**base, name: answer} for name, tried in others.items() for answer in tried)
    for base in bases[:1]:
        pairs = [
            {**base, one: first, two: second}
            for one, two in combinations(others, 2)
            for first, second in product(others[one], others[two])
        ]
        yield from sorted(pairs, key=lambda pair: all(pair[name] is not None for name in others))


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
