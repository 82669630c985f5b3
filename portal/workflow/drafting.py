"""The life of an application before an office has it: opened, saved page by page, handed in."""

from __future__ import annotations

from datetime import date

from portal.definition.kinds.table import kind_of
from portal.definition.model import EndStep, Service
from portal.workflow.answers import are_digested, form_of
from portal.workflow.case import Case, Status
from portal.workflow.commands import SavePage, Start, Submit
from portal.workflow.deadlines import Moment
from portal.workflow.entering import enter, levels_needed
from portal.workflow.events import PageSaved, Started, Submitted
from portal.workflow.refusals import Decision, Refusal, Why


def promised_if_submitted(service: Service, moment: Moment) -> date:
    """The day that is promised to who hands in now."""
    return moment.due(service.promise)


def start(service: Service, case: Case, command: Start, moment: Moment) -> Decision:
    """Open an application; once a case."""
    if case.is_started:
        return Refusal(Why.ALREADY_STARTED)
    if command.service != service.service:
        return Refusal(Why.WRONG_SERVICE)
    return (Started(moment.at, command.service, command.definition, command.applicant),)


def save_page(service: Service, case: Case, command: SavePage, moment: Moment) -> Decision:
    """Keep a page of the draft that the answers so far make visible."""
    if case.status is not Status.DRAFT:
        return Refusal(Why.NOT_A_DRAFT)
    page = next((page for page in service.form if page.page == command.page), None)
    if page is None:
        return Refusal(Why.UNKNOWN_PAGE)
    if page.page not in form_of(service, case, moment.today).fields:
        return Refusal(Why.PAGE_NOT_OPEN)
    unknown = [name for name in command.values if name not in page.fields or not kind_of(page.fields[name]).is_answered]
    if unknown:
        return Refusal(Why.UNKNOWN_FIELD, dict.fromkeys(unknown, "unknown"))
    if not are_digested(command.values, command.digests):
        return Refusal(Why.BAD_ANSWERS)
    return (PageSaved(moment.at, command.page, dict(command.digests)),)


def submit(service: Service, case: Case, command: Submit, moment: Moment) -> Decision:
    """Hand a complete draft in, promise a day, and let it enter the first step."""
    if case.status is not Status.DRAFT:
        return Refusal(Why.NOT_A_DRAFT)
    form = form_of(service, case, moment.today)
    unsaved = tuple(page.page for page in form.pages if page.page not in case.saved_pages)
    if unsaved or form.missing:
        return Refusal(Why.INCOMPLETE, form.missing, unsaved)
    if not command.offices.keys() >= levels_needed(service):
        return Refusal(Why.NO_OFFICE)
    first = service.workflow[service.first_step]
    if isinstance(first, EndStep) and first.issue is not None:
        return Refusal(Why.BROKEN_DEFINITION)  # nobody could have signed that certificate
    entered = enter(service, service.first_step, command.offices, command.task_ids, moment, case.tasks)
    if isinstance(entered, Refusal):
        return entered
    promised = promised_if_submitted(service, moment)
    return (Submitted(moment.at, command.reference, dict(command.offices), promised, form.fee), *entered)
