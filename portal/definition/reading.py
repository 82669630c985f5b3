"""What was typed into the form, read and judged: a page of it, or a whole application. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.definition.form import Answers, Shown, shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import Page, Service
from portal.definition.problems import Problem
from portal.definition.values import AreaExists, read


@dataclass(frozen=True)
class PageReading:
    """A page as it was typed: the values that could be read, what is wrong, by field, and the form as they make it."""

    values: dict[str, Any]
    problems: dict[str, Problem]
    form: Shown


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
        elif kind_of(field).is_answered:
            values[name] = value
    others = {name: value for name, value in answers.items() if name not in page.fields}
    form = shown(service, {**others, **values}, today)
    asked = form.fields.get(page.page, {})
    checked = form.problems_on(page)
    return PageReading(
        values={name: values.get(name) for name in page.fields if name in values and name in asked},
        problems={name: problems.get(name) or checked[name] for name in asked if name in problems or name in checked},
        form=form,
    )


def read_answers(
    service: Service, raw: Mapping[str, object], today: date, area_exists: AreaExists
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """Read a whole application as it was typed, page by page as an applicant meets them: an example, or an import.

    Gives the answers and what is wrong, by field. Answers to questions that are not asked are left out.
    """
    answers: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    form = shown(service, answers, today)
    for page in service.form:
        if page.page in form.fields:
            reading = read_page(service, page, raw, answers, today, area_exists)
            answers.update({name: value for name, value in reading.values.items() if value is not None})
            problems.update(reading.problems)
            form = reading.form
    return answers, problems
