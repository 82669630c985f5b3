"""Every expression of a service: where it stands, and what it may name there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from portal.definition.examination import Examination
from portal.definition.expressions import Parsed, parse
from portal.definition.model import FormField, OfficerStep
from portal.definition.source import Path

Wanted = Literal["condition", "number", "value"]


@dataclass(frozen=True)
class Use:
    """An expression where it stands: what it must give, the questions it may name, and those not answered by then."""

    path: Path
    expression: str
    wanted: Wanted
    fields: Mapping[str, FormField]
    later: frozenset[str]


def uses(examination: Examination) -> Iterator[Use]:
    """Every expression of the service."""
    yield from _uses_beforehand(examination)
    fields = examination.service.fields
    given: set[str] = set()
    for path, page in examination.pages():
        if page.when is not None:
            yield Use((*path, "when"), page.when, "condition", fields, frozenset(fields.keys() - given))
        on_page = given | page.fields.keys()
        for name, field in page.fields.items():
            field_path = (*path, "fields", name)
            yield from _field_uses(field_path, field, fields, given, on_page)
            given = given | {name}
    yield from _other_uses(examination, fields)


def readable_uses(examination: Examination) -> Iterator[Use]:
    """Those that can be read; what is wrong with the words of the others is said by other rules."""
    return (use for use in uses(examination) if isinstance(parse(use.expression), Parsed))


def _uses_beforehand(examination: Examination) -> Iterator[Use]:
    """The checks of the questions before the form: each sees those before it and itself, and nothing of the form."""
    questions = examination.service.eligible
    given: set[str] = set()
    for path, name, question in examination.eligible():
        given.add(name)
        yield Use((*path, "check"), question.check, "condition", questions, frozenset(questions.keys() - given))


def _field_uses(
    path: Path, field: FormField, fields: Mapping[str, FormField], given: set[str], on_page: set[str]
) -> Iterator[Use]:
    not_given, not_on_page = frozenset(fields.keys() - given), frozenset(fields.keys() - on_page)
    if field.when is not None:
        yield Use((*path, "when"), field.when, "condition", fields, not_given)
    if field.check is not None:
        yield Use((*path, "check"), field.check, "condition", fields, not_on_page)
    if field.value is not None:
        yield Use((*path, "value"), field.value, "value", fields, not_given)
    for name, inner in (field.fields or {}).items():
        if inner.check is not None:
            scope = {**fields, **(field.fields or {})}
            yield Use((*path, "fields", name, "check"), inner.check, "condition", scope, not_on_page)


def _other_uses(examination: Examination, fields: Mapping[str, FormField]) -> Iterator[Use]:
    fee = examination.service.fee
    if fee is not None and isinstance(fee.amount, str):
        yield Use(("fee", "amount"), fee.amount, "number", fields, frozenset())
    for path, _, step in examination.officer_steps():
        yield from _action_uses(path, step, fields)


def _action_uses(path: Path, step: OfficerStep, fields: Mapping[str, FormField]) -> Iterator[Use]:
    for name, action in step.actions.items():
        if action.when is not None:
            yield Use((*path, "actions", name, "when"), action.when, "condition", fields, frozenset())
        for index, ask in enumerate(action.asks):
            for asked, question in ({} if isinstance(ask, str) else ask).items():
                if question.check is not None:
                    check = (*path, "actions", name, "asks", index, asked, "check")
                    yield Use(check, question.check, "condition", {**fields, **action.own_questions}, frozenset())
