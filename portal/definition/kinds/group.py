"""Rows of questions, as many as the applicant has to answer: kept as a list of the answers of each row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import chain, combinations, product
from typing import Any, Final

from portal.definition.kinds.kind import AreaExists, AreaName, Kind, Shown, is_empty
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.lao.language import Language

_MOST_ROWS: Final = 24
"""Different rows with which a condition is tried."""
_MOST_COPIES: Final = 20
_ROWS_IN_PAIRS: Final = 8


class GroupKind(Kind):
    """A list of rows; `kind_of` gives the kind of each question in a row."""

    is_list = True
    in_words = False
    fits_in_group = False
    asked_of_officers = False
    missing_code = "group-too-few"
    settings = frozenset({"fields", "min_items", "max_items"})
    needs = frozenset({"fields"})

    def __init__(self, kind_of: Callable[[FormField], Kind]) -> None:
        self._kind_of = kind_of

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Read each row; what is wrong in rows is told row by row."""
        rows = [] if raw is None or raw == "" else raw
        if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
            return Problem("not-understood")
        if not rows and not field.required:
            return None
        if problem := self.wrong_count(field, rows):
            return problem
        read_rows = [
            {
                name: self._kind_of(inner).read(inner, row.get(name), today, area_exists)
                for name, inner in _questions(field)
            }
            for row in rows
        ]
        problems = tuple(
            {name: value for name, value in row.items() if isinstance(value, Problem)} for row in read_rows
        )
        return Problem("group-rows", rows=problems) if any(problems) else read_rows

    def wrong_count(self, field: FormField, value: Any) -> Problem | None:
        """The problem of too few or too many rows."""
        if len(value) < max(field.min_items, int(field.required)):
            return self.missing(field)
        return Problem("group-too-many", {"most": str(field.max_items)}) if len(value) > field.max_items else None

    def rows(self, field: FormField, value: Any) -> list[Mapping[str, Any]]:
        """The answers of each row."""
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []

    def file_ids(self, field: FormField, value: Any) -> Iterator[str]:
        """The ids of the uploads in all rows."""
        for row in self.rows(field, value):
            for name, inner in _questions(field):
                yield from self._kind_of(inner).file_ids(inner, row.get(name))

    def _fits(self, field: FormField, value: object) -> bool:
        return isinstance(value, list) and all(
            isinstance(row, Mapping)
            and all(self._kind_of(inner).fits(inner, row.get(name)) for name, inner in _questions(field))
            for row in value
        )

    def bound(self, field: FormField, value: Any) -> Any:
        """A list of rows, each with the names of its questions."""
        return [
            {name: self._kind_of(inner).bound(inner, row.get(name)) for name, inner in _questions(field)}
            for row in self.rows(field, value)
        ]

    def _shown(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> Shown:
        return [
            [
                (
                    inner.label.in_language(language),
                    self._kind_of(inner).line(inner, row.get(name), language, area_name),
                )
                for name, inner in _questions(field)
            ]
            for row in value
        ]

    def _line(self, field: FormField, value: Any, language: Language, area_name: AreaName) -> str:
        return str(len(value))

    def _to_raw(self, field: FormField, value: Any) -> Any:
        return [
            {name: self._kind_of(inner).to_raw(inner, row.get(name)) for name, inner in _questions(field)}
            for row in value
        ]

    def ordinary(self, field: FormField) -> Any:
        """As few rows as there may be, each with ordinary answers."""
        row = {name: self._kind_of(inner).ordinary(inner) for name, inner in _questions(field)}
        return [dict(row) for _ in range(max(field.min_items, 1))]

    def edges(self, field: FormField) -> list[Any]:
        """As few rows as there may be, each with the smallest answers; and rows that lack what may be left out."""
        smallest = {name: self._kind_of(inner).edges(inner)[0] for name, inner in _questions(field)}
        sparse = {name: smallest[name] if inner.required else None for name, inner in _questions(field)}
        few = max(field.min_items, int(field.required))
        lacking = [] if sparse == smallest else [[dict(sparse) for _ in range(max(few, 1))]]
        return [[dict(smallest) for _ in range(few)], *lacking]

    def largest(self, field: FormField) -> Any:
        """As many rows as there may be, each with the largest answers."""
        row = {name: self._kind_of(inner).largest(inner) for name, inner in _questions(field)}
        return [dict(row) for _ in range(max(field.max_items, 1))]

    def _telling(self, field: FormField, written: str, today: date) -> list[Any]:
        """An ordinary row, none and three; each telling row by itself and several times, two different ones, and all
        that are different together."""
        rows = self._telling_rows(field, written, today)
        most = max(field.max_items, 1)
        counts = [count for count in dict.fromkeys((1, min(most, _MOST_COPIES), 2, 3)) if count <= most]
        several = [[dict(row) for _ in range(count)] for count in counts for row in rows]
        pairs = [list(map(dict, pair)) for pair in combinations(rows[:_ROWS_IN_PAIRS], 2)] if most > 1 else []
        together = [[dict(row) for row in rows[:most]]]
        found: list[Any] = [self.ordinary(field), [], self.ordinary(field) * 3]
        found += [each for each in (*several, *pairs, *together) if len(each) >= field.min_items]
        return [each for place, each in enumerate(found) if each not in found[:place]]

    def _telling_rows(self, field: FormField, written: str, today: date) -> list[dict[str, Any]]:
        """Rows that differ from an ordinary one in an answer that `written` names, or in two."""
        base = {name: self._kind_of(inner).ordinary(inner) for name, inner in _questions(field)}
        named = {
            name: self._telling_in_row(inner, written, today)
            for name, inner in _questions(field)
            if re.search(rf"\b{name}\b", written)
        }
        ones = ({name: answer} for name, answers in named.items() for answer in answers)
        twos = (
            {one: first, other: second}
            for one, other in combinations(named, 2)
            for first, second in product(named[one], named[other])
        )
        rows: list[dict[str, Any]] = [base]
        for changed in chain(ones, twos):
            row = {**base, **changed}
            if row not in rows:
                rows.append(row)
            if len(rows) == _MOST_ROWS:
                break
        return rows

    def _telling_in_row(self, inner: FormField, written: str, today: date) -> list[Any]:
        kind = self._kind_of(inner)
        answers = [*kind.telling(inner, written, today), *kind.edges(inner)]
        return [each for place, each in enumerate(answers) if each not in answers[:place] and not _lacks(inner, each)]


def _lacks(inner: FormField, answer: Any) -> bool:
    return inner.required and is_empty(answer)


def _questions(field: FormField) -> list[tuple[str, FormField]]:
    return list((field.fields or {}).items())
