"""The search for answers with which conditions hold: whether anyone is ever asked a page or a question.

Answers are chosen one question after another, in such an order that each condition is judged as soon as the last answer
it hangs on is there; a choice that fails is taken back at once, and a hidden question has nothing to choose. So the
work grows with the questions a condition hangs on, not with their combinations, as long as the condition is a chain of
`&&`. `portal.definition.form` has the last word over what was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final, Literal

from portal.definition.dependencies import Dependencies
from portal.definition.expression_source import tokens_of
from portal.definition.expressions import ExpressionProblem, evaluate
from portal.definition.form import shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.definition.samples import SAMPLE_DAY, telling
from portal.definition.values import is_empty

MOST_CHOICES: Final = 2000
"""Answers chosen for one condition before the search gives up; nine yes-no questions are explored whole."""
_CHOICES_ON_OTHER_DAYS: Final = 200

Outcome = Literal["found", "none", "gave-up"]
"""Whether there are such answers among those that can be tried; `gave-up` when not all combinations were."""


@dataclass
class FormSearch:
    """The search over one form, as on one `day`."""

    service: Service
    day: date = SAMPLE_DAY
    most_choices: int = MOST_CHOICES

    def look_for(self, conditions: Sequence[str], none_of: Sequence[str] = ()) -> Outcome:
        """Look for answers with which all the `conditions` hold, none of the conditions `none_of`, and none of the
        answers that they hang on is turned away. One that cannot be worked out does not hold."""
        return _Search(self, conditions, none_of).run()

    def on(self, day: date) -> FormSearch:
        """A shorter search as on another day, with what was found out of the form."""
        other = FormSearch(self.service, day, _CHOICES_ON_OTHER_DAYS)
        other.hangs = self.hangs
        return other

    def tried(self, conditions: Sequence[str]) -> dict[str, list[Any]]:
        """The answers that are tried to each question that the `conditions` hang on: first what the expressions that
        name it compare it with, then what all others on the way are about."""
        written = list(dict.fromkeys([*conditions, *self.hangs.on_the_way(conditions)]))
        return {name: self._tried(name, written) for name in self.hangs.questions(conditions)}

    def _tried(self, name: str, written: Sequence[str]) -> list[Any]:
        field = self.service.fields[name]
        first = telling(field, [each for each in written if name in self.hangs.named(each)], self.day)
        return [*first, *(answer for answer in telling(field, written, self.day) if answer not in first)]

    @cached_property
    def hangs(self) -> Dependencies:
        """What hangs on what in this form."""
        return Dependencies(self.service)

    def excerpt(self, names: Iterable[str]) -> Service:
        """The service with no fields but these in its form."""
        wanted = set(names)
        pages = (
            page.model_copy(update={"fields": {name: each for name, each in page.fields.items() if name in wanted}})
            for page in self.service.form
        )
        return self.service.model_copy(update={"form": tuple(page for page in pages if page.fields)})


class _Search:
    """One run of the search."""

    def __init__(self, form: FormSearch, conditions: Sequence[str], none_of: Sequence[str]) -> None:
        self.form, self.hangs, self.conditions, self.none_of = form, form.hangs, conditions, none_of
        self.fields = form.service.fields
        self.required = self._required()
        self.order = self._order()
        self.due, self.due_to_fail = self._due(), self._due_to_fail()
        self.excerpt = form.excerpt(self.order)
        self.choices = form.tried([*conditions, *none_of])
        self.left = form.most_choices

    def run(self) -> Outcome:
        if self._choose(0, {}):
            return "found"
        return "none" if self.left > 0 else "gave-up"

    def _choose(self, place: int, counted: dict[str, Any]) -> bool:
        """Choose answers from `place` of the order on, and say whether that came to an end."""
        if place == len(self.order):
            return self._stands(counted)
        for answer in self._answers(self.order[place], counted):
            self.left -= 1
            if self.left <= 0:
                return False
            chosen = {**counted, **answer}
            if self._passes(place, chosen) and self._choose(place + 1, chosen):
                return True
        return False

    def _answers(self, name: str, counted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """What may come of a field, after what was chosen before; a hidden one adds nothing."""
        field = self.fields[name]
        kind = kind_of(field)
        if not all(self._value(when, counted) is True for when in self.hangs.whens(name)):
            yield {}
        elif kind.is_worked_out:
            value = self._value(field.value or "null", counted)
            yield {name: None if isinstance(value, ExpressionProblem) else value}
        else:
            yield from ({name: answer} for answer in self.choices[name] if not (field.required and is_empty(answer)))

    def _passes(self, place: int, counted: Mapping[str, Any]) -> bool:
        """Whether nothing that can be judged now keeps these answers from leading on."""
        for expression, checked in self.due.get(place, ()):
            value = self._value(expression, counted)
            if checked is None and value is not True:
                return False
            if checked is not None and not is_empty(counted.get(checked)) and value is False:
                return False
        return not any(self._value(each, counted) is True for each in self.due_to_fail.get(place, ()))

    def _stands(self, counted: Mapping[str, Any]) -> bool:
        """Whether the form itself says so: an answer that fails its check leads nowhere, nobody can go on from it."""
        standing = shown(self.excerpt, counted, self.form.day)
        missing = standing.missing.keys() & self.choices.keys()
        held = all(standing.holds(each) for each in self.conditions)
        return not missing and held and not any(standing.holds(each) for each in self.none_of)

    def _value(self, expression: str, counted: Mapping[str, Any]) -> Any:
        return evaluate(expression, self.fields, counted, self.form.day)

    def _required(self) -> list[str]:
        """What must hold: each part of the conditions, and of those of every question that a part cannot do without."""
        found: dict[str, None] = {}
        waiting = list(self.conditions)
        while waiting:
            for part in conjuncts(waiting.pop()):
                if part not in found:
                    found[part] = None
                    named = self.hangs.named(part)
                    if len(named) == 1 and self._value(part, {}) is not True:
                        waiting += self.hangs.whens(next(iter(named)))
        return list(found)

    def _order(self) -> list[str]:
        """The fields in the order of choosing: those of one part of the conditions together."""
        found: dict[str, None] = {}
        for near in sorted((self.hangs.near([part]) for part in self.required), key=len):
            found |= dict.fromkeys(near)
        return list(found | dict.fromkeys(self.hangs.near([*self.conditions, *self.none_of])))

    def _due(self) -> dict[int, list[tuple[str, str | None]]]:
        """What can be judged once the field at a place is there: parts of the conditions, and checks with their
        field."""
        place_of = {name: place for place, name in enumerate(self.order)}
        judged: list[tuple[str, str | None]] = [(part, None) for part in self.required]
        judged += [(check, name) for name in self.order if (check := self.fields[name].check) is not None]
        due: dict[int, list[tuple[str, str | None]]] = {}
        for expression, checked in judged:
            named = [place_of[name] for name in self.hangs.named(expression)]
            due.setdefault(max([*named, place_of.get(checked or "", 0)]), []).append((expression, checked))
        return due

    def _due_to_fail(self) -> dict[int, list[str]]:
        """The conditions that may not hold, by the place of the last field that they name."""
        place_of = {name: place for place, name in enumerate(self.order)}
        due: dict[int, list[str]] = {}
        for each in self.none_of:
            due.setdefault(max((place_of[name] for name in self.hangs.named(each)), default=0), []).append(each)
        return due


def conjuncts(condition: str) -> list[str]:
    """The parts of a condition that must all hold; the condition itself where it is no chain of `&&`."""
    parts, depth, start = [], 0, 0
    for token in tokens_of(condition):
        depth += (token.text in {"(", "[", "{"}) - (token.text in {")", "]", "}"})
        if depth == 0 and token.text in {"||", "?"}:
            return [condition]
        if depth == 0 and token.text == "&&":
            parts.append(condition[start : token.start].strip())
            start = token.start + len(token.text)
    return [*parts, condition[start:].strip()]
