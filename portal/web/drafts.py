"""A draft as its applicant meets it: the pages its answers make visible, how far it is, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from sqlalchemy.orm import Session

from portal.definition.form import Shown
from portal.definition.model import Page, Service
from portal.definition.offering import offerable
from portal.definition.problems import Problem
from portal.definition.subject import own_phone, person_questions, subject_name
from portal.people.applicants import recipient_of
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import files, offered
from portal.store.tables import CaseRow
from portal.web.current import environment
from portal.web.first_offices import first_offices
from portal.web.forms.areas import AreaFinder
from portal.web.forms.filling import Filling
from portal.web.forms.judges import page_judge
from portal.web.language import current_language
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Status
from portal.workflow.deadlines import Moment
from portal.workflow.drafting import promised_if_submitted


@dataclass(frozen=True)
class Draft:
    """A draft's service, and its form as it stands."""

    service: Service
    case: Case
    form: Shown

    @classmethod
    def of(cls, case: Case) -> Draft:
        """The draft of a case."""
        service = environment().services.version(case.definition)
        return cls(service, case, form_of(service, case, environment().today()))

    def page(self, name: str) -> Page | None:
        """The visible page of a name."""
        return next((page for page in self.form.pages if page.page == name), None)

    def place_of(self, page: Page) -> int:
        """The page's number, from 1."""
        return self.form.pages.index(page) + 1

    def unfinished(self, typed_on: Collection[str]) -> Page | None:
        """The first page with something typed that is not accepted yet, else the first that is not answered or whose
        answers cannot be sent: another page's answer, or the day, has made one wrong or asks for one more."""
        started = next((page for page in self.form.pages if page.page in typed_on), None)
        return started or next((page for page in self.form.pages if not self._can_be_sent(page)), None)

    def faults(self, page: Page) -> Mapping[str, Problem]:
        """What is wrong with the saved answers of a page as they stand; nothing before it is saved."""
        return self.form.problems_on(page) if page.page in self.case.saved_pages else {}

    def _can_be_sent(self, page: Page) -> bool:
        return page.page in self.case.saved_pages and not self.form.missing.keys() & self.form.fields[page.page].keys()

    def before(self, page: Page) -> Page | None:
        """The page before this one."""
        place = self.form.pages.index(page)
        return self.form.pages[place - 1] if place else None

    def change_href(self, name: str) -> str:
        """Where the answer to a question that is shown is changed."""
        page = next(page for page, fields in self.form.fields.items() if name in fields)
        return url_for("apply.show_page", case_id=self.case.id, page=page) + f"#at--{name}"

    def first_offices(self, session: Session) -> list[str]:
        """What the offices are called that will have the application first; none while the place is not answered."""
        return first_offices(session, self.service, self.form.answers)

    def promised(self) -> date:
        """The day that is promised when it is sent now."""
        return promised_if_submitted(self.service, Moment.of(environment().clock()))

    def filling(self, page: Page, session: Session) -> Filling:
        """The page, ready to be filled in."""
        judge = page_judge(self.service, page, self.case.answers, self.form.today)
        finder = AreaFinder(session, current_language())
        kept = files.listed(session, self.case.id)
        return Filling(page.fields, self.case.answers, judge, finder, kept, self.form.fields[page.page].keys())

    def offered(self, page: Page, session: Session) -> dict[str, Any]:
        """What the page proposes for a question without an answer: the phone signed in with, so that nobody types it
        twice."""
        name = own_phone(self.service)
        if name is None or name not in page.fields or name in self.case.answers:
            return {}
        return {name: recipient_of(session, self.case.applicant).number}

    def used(self, page: Page, session: Session) -> dict[str, Any]:
        """The answers given elsewhere that the page is filled in with; none once it was sent."""
        if page.page in self.case.saved_pages:
            return {}
        values = {name: value for row in offered.of_draft(session, self.case.id) for name, value in row.values.items()}
        return offerable(page.fields, page.fields, values)


@dataclass(frozen=True)
class Telling:
    """What tells one application from another in a list: for whom it is, and how far a draft has come.

    `place` of `pages` is the page where the draft goes on; None when every page is answered, and for what was sent.
    """

    name: str = ""
    place: int | None = None
    pages: int = 0


def tellings(session: Session, rows: Sequence[CaseRow]) -> dict[str, Telling]:
    """What tells each of a person's cases from the others, by its id."""
    services = {row.id: environment().services.version(row.definition) for row in rows}
    asked = {name for service in services.values() for name in person_questions(service)}
    given = answer_store.of_cases(session, services, asked)
    return {row.id: _telling(session, row, subject_name(services[row.id], given.get(row.id, {}))) for row in rows}


def _telling(session: Session, row: CaseRow, name: str) -> Telling:
    case = case_store.load(session, row.id) if row.status == Status.DRAFT else None
    if case is None:
        return Telling(name)
    draft = Draft.of(case)
    page = draft.unfinished(answer_store.pages_typed(session, row.id))
    called = subject_name(draft.service, draft.form.answers) or _typed_name(session, draft)
    return Telling(called, draft.place_of(page) if page else None, len(draft.form.pages))


def _typed_name(session: Session, draft: Draft) -> str:
    """What was typed, and not accepted yet, where a name would be."""
    asked = (name for name in person_questions(draft.service) if name in draft.form.asked)
    return next(filter(None, (answer_store.typed_text(session, draft.case.id, name) for name in asked)), "")
