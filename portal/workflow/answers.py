"""How commands change the answers of a case. The store keeps them; `decide` and the simulation use the same rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from portal.definition.form import missing, prune, shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Page, Service
from portal.definition.values import is_empty
from portal.lao.dates import local_date
from portal.workflow.case import Answers, Case, Correction
from portal.workflow.commands import Command, Correct, SavePage, Submit


def form_day(case: Case, today: date) -> date:
    """The day that counts as `today` in the form of a case: `today` while it is a draft, then the day it was handed in.

    What was asked and answered stays as the applicant handed it in: no page comes or goes, and no fee or age changes,
    because an office takes its time, and a correction is judged as the application was.
    """
    return local_date(case.submitted) if case.submitted else today


def with_page(page: Page, answers: Answers, values: Answers) -> Answers:
    """The answers once a page is saved: all of the page is replaced, so a field left empty becomes unanswered."""
    return with_fields(page.fields.keys(), answers, values)


def with_fields(names: Collection[str], answers: Answers, values: Answers) -> Answers:
    """The answers once the fields `names` are answered anew by `values`, or left empty."""
    kept = {name: value for name, value in answers.items() if name not in names}
    return {**kept, **{name: value for name, value in values.items() if name in names and not is_empty(value)}}


def are_digested(values: Answers, digests: Mapping[str, str]) -> bool:
    """Whether each answer that is given has its digest, and none is of something else."""
    return {name for name, value in values.items() if not is_empty(value)} <= digests.keys() <= values.keys()


def questions(service: Service, answers: Answers, today: date) -> dict[str, FormField]:
    """The questions that these answers make visible, in the order of the form."""
    fields = shown(service, answers, today).fields.values()
    return {name: field for page in fields for name, field in page.items() if field.is_answered}


def open_fields(service: Service, case: Case, values: Answers, today: date) -> tuple[str, ...]:
    """The fields that the applicant may and has to answer, in the order of the form, given the corrected `values`.

    These are the fields the officer named, the questions that a corrected answer newly makes visible, and the answers
    that a corrected answer makes wrong: without them the applicant could be asked for something they cannot mend.
    Empty when the case does not wait for its applicant.
    """
    if case.correction is None:
        return ()
    today = form_day(case, today)
    asked_before = questions(service, case.answers, today).keys()
    opened = set(case.correction.fields)
    while True:
        corrected = _corrected(case, case.correction, opened, values)
        asked_now = questions(service, corrected, today).keys()
        wrong = missing(service, corrected, today).keys() & asked_now
        further = ((asked_now - asked_before) | wrong) - opened
        if not further:
            return tuple(name for name in service.fields if name in opened)
        opened |= further


def corrected_answers(service: Service, case: Case, values: Answers, today: date) -> Answers:
    """The answers once `values` are handed in as a correction: those of fields that are not open change nothing.

    A field the officer named becomes unanswered when it is left out; one that is open only because of another's new
    answer keeps what it was.
    """
    if case.correction is None:
        return case.answers
    return _corrected(case, case.correction, set(open_fields(service, case, values, today)), values)


def _corrected(case: Case, correction: Correction, opened: set[str], values: Answers) -> Answers:
    return with_fields(opened & values.keys() | set(correction.fields), case.answers, values)


def answers_after(service: Service, case: Case, command: Command, today: date) -> Answers:
    """The answers that `command` leaves when `decide` lets it happen to `case`; most commands do not change them.

    What is handed in, or handed in again, holds no answer to a question that it does not ask.
    """
    if isinstance(command, SavePage):
        page = next((page for page in service.form if page.page == command.page), None)
        return with_page(page, case.answers, command.values) if page else case.answers
    if isinstance(command, Submit):
        return prune(service, case.answers, form_day(case, today))
    if isinstance(command, Correct):
        return prune(service, corrected_answers(service, case, command.values, today), form_day(case, today))
    return case.answers


def file_ids(fields: Mapping[str, FormField], answers: Answers) -> Iterator[str]:
    """The ids of all files among the answers, rows of groups included."""
    for name, field in fields.items():
        yield from kind_of(field).file_ids(field, answers.get(name))
