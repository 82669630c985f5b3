"""Which answers a failed check holds against one another: what somebody has to see to know which of them is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from portal.definition.expressions import ExpressionProblem, parse
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Service
from portal.definition.problems import Problem


def contradicted(service: Service, name: str, problem: Problem) -> list[str]:
    """The questions whose answers a failed check of the field `name` compares, in the order of the form.

    Behind a computed line stand the answers it is worked out from; a check within a row stands for its group. Empty for
    any other problem, and for a check that concerns one answer only.
    """
    found = {name}
    waiting = [*_failed_checks(service.fields[name], problem)]
    if not waiting:
        return []
    while waiting:
        for used in _names(waiting.pop()) & service.fields.keys() - found:
            found.add(used)
            if value := service.fields[used].value:
                waiting.append(value)
    asked = [each for each, field in service.fields.items() if each in found and kind_of(field).is_answered]
    return asked if len(asked) > 1 else []


def _failed_checks(field: FormField, problem: Problem) -> Iterator[str]:
    if problem.code == "check" and field.check is not None:
        yield field.check
    for row in problem.rows:
        yield from _failed_in_row(field.fields or {}, row)


def _failed_in_row(inner: Mapping[str, FormField], row: Mapping[str, Problem]) -> Iterator[str]:
    for name, problem in row.items():
        yield from _failed_checks(inner[name], problem)


def _names(expression: str) -> frozenset[str]:
    parsed = parse(expression)
    return frozenset() if isinstance(parsed, ExpressionProblem) else parsed.names
