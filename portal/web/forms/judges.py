"""How a page of the form, and a correction, are judged: the definition's own rules over what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.definition.form import PageReading, check_page, read_page, visible_fields, visible_pages
from portal.definition.model import FormField, Page, Service
from portal.definition.problems import Problem
from portal.definition.values import AreaExists, read
from portal.web.forms.filling import Judge
from portal.workflow.answers import corrected_answers, form_day, open_fields
from portal.workflow.case import Case


def page_judge(service: Service, page: Page, answers: Mapping[str, Any], today: date) -> Judge:
    """Judges one page of a draft, given the answers of the other pages."""

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        return read_page(service, page, raw, answers, today, area_exists)

    return judge


def correction_judge(service: Service, case: Case, asked: Mapping[str, FormField], today: date) -> Judge:
    """Judges a correction: the fields sent back, and those that a corrected answer opens or makes wrong.

    They are judged as on the day the application was handed in.
    """
    today = form_day(case, today)

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        values: dict[str, Any] = {}
        problems: dict[str, Problem] = {}
        for name, field in asked.items():
            value = read(field, raw.get(name), today, area_exists)
            if isinstance(value, Problem):
                problems[name] = value
            elif value is not None:
                values[name] = value
        opened = open_fields(service, case, values, today)
        answers = corrected_answers(service, case, values, today)
        shown = visible_pages(service, answers, today)
        for page in shown:
            on_page = {name: value for name, value in answers.items() if name in page.fields}
            checked = check_page(service, page, on_page, answers, today)
            problems.update({name: problem for name, problem in checked.items() if name not in problems})
        asked_now = {name for page in shown for name in visible_fields(service, page, answers, today)}
        kept = {name: value for name, value in values.items() if name in opened}
        return PageReading(
            kept, {name: problem for name, problem in problems.items() if name in opened and name in asked_now}
        )

    return judge
