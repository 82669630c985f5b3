"""How a page of the form, and a correction, are judged: the definition's own rules over what was typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from portal.definition.asked import read_asked
from portal.definition.form import Shown
from portal.definition.model import FormField, Page, Question, Service
from portal.definition.problems import Problem
from portal.definition.reading import PageReading, read_page
from portal.definition.values import AreaExists, read
from portal.web.forms.filling import Judge
from portal.workflow.answers import Correcting


def page_judge(service: Service, page: Page, answers: Mapping[str, Any], today: date) -> Judge:
    """Judges one page of a draft, given the answers of the other pages."""

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        return read_page(service, page, raw, answers, today, area_exists)

    return judge


def asked_judge(form: Shown, asked: Mapping[str, Question], printed: Collection[str], today: date) -> Judge:
    """Judges what an action asks its officer, some of it `printed`, on the day of `today`, given the applicant's
    `form`."""

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        return read_asked(asked, raw, printed, form, today, area_exists)

    return judge


def plain_judge(form: Shown, asked: Mapping[str, FormField]) -> Judge:
    """Reads fields and judges nothing else: a field left empty has the value None."""

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        values: dict[str, Any] = dict.fromkeys(asked)
        read_now, problems = _read(asked, raw, form.today, area_exists)
        return PageReading({**values, **read_now}, problems, form)

    return judge


def correction_judge(correcting: Correcting, asked: Mapping[str, FormField]) -> Judge:
    """Judges a correction: the fields sent back, and those that a corrected answer opens or makes wrong.

    They are asked as on the day the application was handed in; the check of a corrected answer sees the day of now.
    """

    def judge(raw: Mapping[str, object], area_exists: AreaExists) -> PageReading:
        values, unread = readable(correcting, asked, raw, area_exists)
        reopened = correcting.reopened(values)
        form = reopened.form
        problems = {**form.problems, **form.misfits, **unread}
        judged = [name for name in reopened.fields if name in form.asked]
        return PageReading(
            values={name: values[name] for name in reopened.fields if name in values},
            problems={name: problems[name] for name in judged if name in problems},
            form=form,
        )

    return judge


def readable(
    correcting: Correcting, asked: Mapping[str, FormField], raw: Mapping[str, object], area_exists: AreaExists
) -> tuple[dict[str, Any], dict[str, Problem]]:
    """What was typed into the fields `asked`: the values that can be read, and what is wrong with the others."""
    return _read(asked, raw, correcting.before.today, area_exists)


def _read(
    asked: Mapping[str, FormField], raw: Mapping[str, object], today: date, area_exists: AreaExists
) -> tuple[dict[str, Any], dict[str, Problem]]:
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for name, field in asked.items():
        value = read(field, raw.get(name), today, area_exists)
        if isinstance(value, Problem):
            problems[name] = value
        elif value is not None:
            values[name] = value
    return values, problems
