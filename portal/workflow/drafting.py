"""The life of an application before an office has it: opened, saved page by page, handed in."""

from __future__ import annotations

from portal.definition.form import fee, missing, visible_pages
from portal.definition.model import EndStep, Service
from portal.workflow.answers import are_digested
from portal.workflow.case import Case, Status
from portal.workflow.commands import SavePage, Start, Submit
from portal.workflow.deadlines import Moment
from portal.workflow.entering import enter, levels_needed
from portal.workflow.events import PageSaved, Started, Submitted
from portal.workflow.refusals import Decision, Refusal, Why


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
    if page not in visible_pages(service, case.answers, moment.today):
        return Refusal(Why.PAGE_NOT_OPEN)
    unknown = [name for name in command.values if name not in page.fields or not page.fields[name].is_answered]
    if unknown:
        return Refusal(Why.UNKNOWN_FIELD, dict.fromkeys(unknown, "unknown"))
    if not are_digested(command.values, command.digests):
        return Refusal(Why.BAD_ANSWERS)
    return (PageSaved(moment.at, command.page, dict(command.digests)),)


def submit(service: Service, case: Case, command: Submit, moment: Moment) -> Decision:
    """Hand a complete draft in, promise a day, and let it enter the first step."""
    if case.status is not Status.DRAFT:
        return Refusal(Why.NOT_A_DRAFT)
    today = moment.today
    unsaved = [page.page for page in visible_pages(service, case.answers, today) if page.page not in case.saved_pages]
    lacking = missing(service, case.answers, today)
    if unsaved or lacking:
        return Refusal(Why.INCOMPLETE, lacking, tuple(unsaved))
    if not command.offices.keys() >= levels_needed(service):
        return Refusal(Why.NO_OFFICE)
    first = service.workflow[service.first_step]
    if isinstance(first, EndStep) and first.issue is not None:
        return Refusal(Why.BROKEN_DEFINITION)  # nobody could have signed that certificate
    entered = enter(service, service.first_step, command.offices, command.task_ids, moment, case.tasks)
    if isinstance(entered, Refusal):
        return entered
    promised = moment.due(service.promise)
    cost = fee(service, case.answers, today)
    return (Submitted(moment.at, command.reference, dict(command.offices), promised, cost), *entered)
