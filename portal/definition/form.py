"""The form of a service over answers: what is asked, what is worked out, what is missing, what it costs. Pure.

Everything follows the order of the form: a condition sees the answers given before it. An answer to a hidden question
does not count anywhere, whatever is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from portal.definition.expressions import ExpressionProblem, evaluate
from portal.definition.fitting import fits
from portal.definition.kinds.kind import Kind
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Page, Service
from portal.definition.problems import Problem
from portal.definition.values import AreaExists, is_empty, read

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Shown:
    """The form as it stands: pages that are shown, fields shown on each, and the answers that count, with computed."""

    pages: tuple[Page, ...]
    fields: Mapping[str, Mapping[str, FormField]]
    answers: Answers


def shown(service: Service, answers: Answers, today: date) -> Shown:
    """Walk the form once from its start."""
    pages: list[Page] = []
    fields: dict[str, dict[str, FormField]] = {}
    counted: dict[str, Any] = {}
    for page in service.form:
        if not _holds(page.when, service.fields, counted, today):
            continue
        visible = _walk_page(page, answers, counted, service.fields, today)
        if visible:
            pages.append(page)
            fields[page.page] = visible
    return Shown(tuple(pages), fields, counted)


def _walk_page(
    page: Page, answers: Answers, counted: dict[str, Any], fields: Mapping[str, FormField], today: date
) -> dict[str, FormField]:
    """The fields of a page that are shown; their answers are put among `counted`."""
    visible = {}
    for name, field in page.fields.items():
        if not _holds(field.when, fields, counted, today):
            continue
        visible[name] = field
        if kind_of(field).is_worked_out:
            counted[name] = _value(evaluate(field.value or "null", fields, counted, today))
        elif field.is_answered and not is_empty(answers.get(name)) and fits(field, answers[name]):
            counted[name] = answers[name]
    return visible


def visible_pages(service: Service, answers: Answers, today: date) -> list[Page]:
    """The pages the applicant goes through, with these answers."""
    return list(shown(service, answers, today).pages)


def visible_fields(service: Service, page: Page, answers: Answers, today: date) -> dict[str, FormField]:
    """The fields of `page` that are shown, with these answers."""
    return dict(shown(service, answers, today).fields.get(page.page, {}))


def computed_answers(service: Service, answers: Answers, today: date) -> dict[str, Any]:
    """The computed fields that are shown, worked out; None where an answer they need is not given."""
    counted = shown(service, answers, today).answers
    return {name: counted[name] for name in counted if kind_of(service.fields[name]).is_worked_out}


def prune(service: Service, answers: Answers, today: date) -> dict[str, Any]:
    """The answers that count and are kept: without those of hidden questions, unknown names, and computed ones."""
    counted = shown(service, answers, today).answers
    return {name: value for name, value in counted.items() if service.fields[name].is_answered}


def missing(service: Service, answers: Answers, today: date) -> dict[str, str]:
    """What keeps the application from being handed in: a problem code for each required question without an answer
    and each answer that fails its check."""
    standing = shown(service, answers, today)
    found: dict[str, str] = {}
    for page in standing.pages:
        problems = _problems_of(standing.fields[page.page], service.fields, standing.answers, today)
        found.update({name: problem.code for name, problem in problems.items()})
    return found


def check_page(service: Service, page: Page, values: Answers, answers: Answers, today: date) -> dict[str, Problem]:
    """What is wrong with the typed `values` of one page, given the `answers` of the others.

    Required questions without an answer, values of the wrong kind, and values that fail their `check`; an unknown or
    hidden name in `values` is ignored.
    """
    others = {name: value for name, value in answers.items() if name not in page.fields}
    standing = shown(service, {**others, **values}, today)
    fields = standing.fields.get(page.page, {})
    wrong_kind = {name: Problem("not-understood") for name in fields if not fits(fields[name], values.get(name))}
    return {**_problems_of(fields, service.fields, standing.answers, today), **wrong_kind}


@dataclass(frozen=True)
class PageReading:
    """A page as it was typed: the values that could be read, and what is wrong, by field."""

    values: dict[str, Any]
    problems: dict[str, Problem]


def read_page(
    service: Service, page: Page, raw: Mapping[str, object], answers: Answers, today: date, area_exists: AreaExists
) -> PageReading:
    """Read what was typed on a page, then check it. Answers typed to questions that turn out hidden are left out.

    A question left empty that may be has the value None, so that saving the page clears an earlier answer.
    """
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for name, field in page.fields.items():
        value = read(field, raw.get(name), today, area_exists)
        if isinstance(value, Problem):
            problems[name] = value
        elif field.is_answered:
            values[name] = value
    others = {name: value for name, value in answers.items() if name not in page.fields}
    asked = visible_fields(service, page, {**others, **values}, today)
    checked = check_page(service, page, values, answers, today)
    return PageReading(
        values={name: values.get(name) for name in page.fields if name in values and name in asked},
        problems={name: problems.get(name) or checked[name] for name in asked if name in problems or name in checked},
    )


def read_answers(
    service: Service, raw: Mapping[str, object], today: date, area_exists: AreaExists
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Read a whole application as it was typed, page by page as an applicant meets them: an example, or an import.

    Gives the answers and what is wrong, by field. Answers to questions that are not asked are left out.
    """
    answers: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for page in service.form:
        if page in visible_pages(service, answers, today):
            reading = read_page(service, page, raw, answers, today, area_exists)
            answers.update({name: value for name, value in reading.values.items() if value is not None})
            problems.update(reading.problems)
    return answers, problems


def holds(service: Service, condition: str, answers: Answers, today: date) -> bool:
    """Whether a condition holds over the answers that count; one that cannot be worked out does not."""
    return _holds(condition, service.fields, shown(service, answers, today).answers, today)


def fee(service: Service, answers: Answers, today: date) -> int | None:
    """The fee in whole kip, half a kip up; None for a free service, or while an answer it needs is not given."""
    if service.fee is None:
        return None
    if isinstance(service.fee.amount, int):
        return service.fee.amount
    amount = evaluate(service.fee.amount, service.fields, shown(service, answers, today).answers, today)
    if isinstance(amount, bool) or not isinstance(amount, int | float) or amount < 0:
        return None
    return int(Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP))


def subject_name(service: Service) -> str | None:
    """The question that says whom an application is for: the first that asks for a person's name."""
    return _first(service, lambda kind: kind.names_person)


def own_phone(service: Service) -> str | None:
    """The question for the applicant's own number: the first that asks for a phone outside a group."""
    return _first(service, lambda kind: kind.is_phone)


def _first(service: Service, sought: Callable[[Kind], bool]) -> str | None:
    return next((name for name, field in service.fields.items() if sought(kind_of(field))), None)


def _problems_of(
    visible: Mapping[str, FormField], fields: Mapping[str, FormField], answers: Answers, today: date
) -> dict[str, Problem]:
    found = {}
    for name, field in visible.items():
        problem = _problem_of(name, field, fields, answers, today)
        if problem is not None:
            found[name] = problem
    return found


def _problem_of(
    name: str, field: FormField, fields: Mapping[str, FormField], answers: Answers, today: date
) -> Problem | None:
    kind = kind_of(field)
    if is_empty(answers.get(name)):
        return kind.missing(field) if field.is_answered and field.required else None
    if problem := kind.wrong_count(field, answers[name]):
        return problem
    if row_problems := _row_problems(field, fields, answers, kind.rows(field, answers[name]), today):
        return Problem("group-rows", rows=row_problems)
    return None if _check_holds(field, fields, answers, today) else Problem("check")


def _row_problems(
    group: FormField, fields: Mapping[str, FormField], answers: Answers, rows: Sequence[Answers], today: date
) -> tuple[Mapping[str, Problem], ...]:
    """The problems of each row of a group. A check in a row sees the row's answers and all others."""
    inner = group.fields or {}
    scope = {**fields, **inner}
    found = tuple(_problems_of(inner, scope, {**answers, **row}, today) for row in rows)
    return found if any(found) else ()


def _check_holds(field: FormField, fields: Mapping[str, FormField], answers: Answers, today: date) -> bool:
    """Whether the answer passes its check. One that cannot be worked out waits for the answer it needs, and passes."""
    return field.check is None or evaluate(field.check, fields, answers, today) is not False


def _holds(when: str | None, fields: Mapping[str, FormField], answers: Answers, today: date) -> bool:
    """Whether a condition holds; one that cannot be worked out, for want of an answer, does not."""
    return when is None or evaluate(when, fields, answers, today) is True


def _value(result: Any) -> Any:
    return None if isinstance(result, ExpressionProblem) else result
