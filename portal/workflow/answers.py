"""How commands change the answers of a case. The store keeps them; `decide` and the simulation use the same rules."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from portal.definition.form import Shown, shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Page, Service
from portal.definition.values import is_empty
from portal.lao.dates import local_date
from portal.workflow.case import Answers, Case
from portal.workflow.commands import Command, Correct, SavePage, Submit


def form_day(case: Case, today: date) -> date:
    """The day that counts as `today` in the form of a case: `today` while it is a draft, then the day it was handed in.

    What was asked and answered stays as the applicant handed it in: no page comes or goes, and no fee or age changes,
    because an office takes its time, and a correction is asked for what the application was. Only a check of an answer
    that was given since sees the day of that: see `shown`.
    """
    return local_date(case.submitted) if case.submitted else today


def form_of(service: Service, case: Case, today: date) -> Shown:
    """The form of a case as it stands."""
    return shown(service, case.answers, form_day(case, today), case.given_on)


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


@dataclass(frozen=True)
class Reopened:
    """What a correction makes of a case: the fields that are open, and the form as the corrected answers make it."""

    fields: tuple[str, ...]
    form: Shown


@dataclass(frozen=True, eq=False)
class Correcting:
    """A correction of `case` while it is made: the form as it was handed in, under one set of values after another.

    A case that does not wait for its applicant has no open field, and stays as it is. A form once made is kept: the
    same answers come up again and again while it is found out which fields are open.
    """

    service: Service
    case: Case
    today: date
    _forms: list[Shown] = field(default_factory=list, init=False, repr=False)

    @cached_property
    def before(self) -> Shown:
        """The form as it was handed in."""
        return form_of(self.service, self.case, self.today)

    def reopened(self, values: Answers) -> Reopened:
        """What the corrected `values` make of the case.

        Open are the fields the officer named, the questions that a corrected answer newly makes visible, and the
        answers that a corrected answer makes wrong: without them the applicant could be asked for something they cannot
        mend. Values of fields that are not open change nothing. A field the officer named becomes unanswered when it is
        left out; one that is open only because of another's new answer keeps what it was.
        """
        if self.case.correction is None:
            return Reopened((), self.before)
        named = set(self.case.correction.fields)
        opened = set(named)
        while True:
            anew = opened & values.keys() | named
            form = self._form(with_fields(anew, self.case.answers, values))
            newly_asked = form.questions.keys() - self.before.questions.keys()
            wrong = form.missing.keys() & form.questions.keys()
            further = (newly_asked | wrong) - opened
            if not further:
                return Reopened(tuple(name for name in self.service.fields if name in opened), form)
            opened |= further

    def _form(self, answers: Answers) -> Shown:
        known = next((form for form in self._forms if form.given == answers), None)
        if known is None:
            before = self.case.given_on
            anew = [name for name, value in answers.items() if value != self.case.answers.get(name)]
            days = {name: (*before.get(name, ()), self.today) for name in anew}
            known = shown(self.service, answers, self.before.today, {**before, **days})
            self._forms.append(known)
        return known


def answers_after(service: Service, case: Case, command: Command, today: date) -> Answers:
    """The answers that `command` leaves when `decide` lets it happen to `case`; most commands do not change them.

    What is handed in, or handed in again, holds no answer to a question that it does not ask.
    """
    if isinstance(command, SavePage):
        page = next((page for page in service.form if page.page == command.page), None)
        return with_page(page, case.answers, command.values) if page else case.answers
    if isinstance(command, Submit):
        return form_of(service, case, today).kept
    if isinstance(command, Correct):
        return Correcting(service, case, today).reopened(command.values).form.kept
    return case.answers


def file_ids(fields: Mapping[str, FormField], answers: Answers) -> Iterator[str]:
    """The ids of all files among the answers, rows of groups included."""
    for name, question in fields.items():
        yield from kind_of(question).file_ids(question, answers.get(name))
