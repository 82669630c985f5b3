"""Which answers an expression hangs on: those it names, and those that decide whether and how these are answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from portal.definition.expressions import ExpressionProblem, parse
from portal.definition.kinds.table import kind_of
from portal.definition.model import Page, Service


@dataclass
class Dependencies:
    """What hangs on what in the form of a service. What was worked out is kept, so ask the same one again."""

    service: Service

    def near(self, expressions: Iterable[str]) -> list[str]:
        """The fields that decide the expressions, also through conditions, values and checks, in the form's order."""
        found = set().union(*(self.named(each) for each in expressions))
        waiting = list(found)
        while waiting:
            new = self._beside(waiting.pop()) - found
            found |= new
            waiting += new
        return sorted(found, key=self._position.__getitem__)

    def questions(self, expressions: Iterable[str]) -> list[str]:
        """Those of the fields `near` the expressions that the portal does not work out itself."""
        return [name for name in self.near(expressions) if not kind_of(self.service.fields[name]).is_worked_out]

    def are_sound(self, expressions: Iterable[str]) -> bool:
        """Whether every expression on the way can be parsed and names what there is; other rules report those."""
        written = list(expressions)
        return all(map(self._is_sound, (*written, *self.on_the_way(written))))

    def on_the_way(self, expressions: Iterable[str]) -> Iterator[str]:
        """The expressions through which fields are `near`."""
        return (each for name in self.near(expressions) for each in self.expressions_of(name))

    def ask_the_day(self, expressions: Iterable[str]) -> bool:
        """Whether the day on which they are worked out decides any of the expressions."""
        written = list(expressions)
        return any(map(names_the_day, (*written, *self.on_the_way(written))))

    def named(self, expression: str) -> frozenset[str]:
        """The fields that an expression names."""
        return self._names(expression) & self._position.keys()

    def _names(self, expression: str) -> frozenset[str]:
        parsed = parse(expression)
        return frozenset() if isinstance(parsed, ExpressionProblem) else parsed.names

    def whens(self, name: str) -> list[str]:
        """The conditions under which a field is shown: its page's and its own."""
        return [each for each in (self._page_of[name].when, self.service.fields[name].when) if each is not None]

    def expressions_of(self, name: str) -> list[str]:
        """Every expression that has a say in whether and how a field is answered."""
        field = self.service.fields[name]
        of_rows = (each for row in (field.fields or {}).values() for each in (row.when, row.value, row.check))
        own = (field.value, field.check, *of_rows)
        return [*self.whens(name), *(each for each in own if each is not None)]

    def _is_sound(self, expression: str) -> bool:
        parsed = parse(expression)
        return not isinstance(parsed, ExpressionProblem) and parsed.names <= self._known

    def _beside(self, name: str) -> set[str]:
        if name not in self._neighbours:
            self._neighbours[name] = set().union(*(self.named(each) for each in self.expressions_of(name)))
        return self._neighbours[name]

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        return {}

    @cached_property
    def _known(self) -> set[str]:
        inner = (name for field in self.service.fields.values() for name in field.fields or ())
        return {"today", *self.service.fields, *inner}

    @cached_property
    def _position(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.service.fields)}

    @cached_property
    def _page_of(self) -> dict[str, Page]:
        return {name: page for page in self.service.form for name in page.fields}


def names_the_day(expression: str) -> bool:
    """Whether the day decides what an expression gives: it names `today`, or asks an age, which is that of the day."""
    parsed = parse(expression)
    if isinstance(parsed, ExpressionProblem):
        return False
    return "today" in parsed.names or "age" in parsed.program.references()["functions"]
