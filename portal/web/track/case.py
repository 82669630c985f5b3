"""A case as its applicant follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.definition.model import APPLICANT, Service, Text
from portal.people import officers
from portal.store import cases as case_store
from portal.store import certificates, messages
from portal.store.cases import History
from portal.store.tables import MessageRow
from portal.web.apply import own_file_href
from portal.web.case_steps import holding, steps_of
from portal.web.corrections import wanted
from portal.web.current import environment
from portal.web.forms.summary import summary_of
from portal.web.language import current_language
from portal.web.track.blueprint import blueprint, own_case
from portal.web.track.told import told
from portal.web.vacant_steps import VacantStep, vacant_ahead
from portal.web.visitors import Visitor, applicant_only
from portal.workflow.answers import form_of
from portal.workflow.case import Case
from portal.workflow.events import FileOpened
from portal.workflow.standing import standing_of


@blueprint.get("/t/<reference>")
def short(reference: str) -> Response:
    """The short address in an SMS."""
    return redirect(url_for("track.case", reference=reference), 302)


@blueprint.get("/my/<reference>")
@applicant_only
def case(reference: str, visitor: Visitor) -> str:
    """Where the case stands: the steps so far, who has it, the promised day, what to do."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
        service = environment().services.version(found.definition)
        history = case_store.history(session, found.id)
        steps = steps_of(session, service, found, history)
        return render_template(
            "track/case.html",
            service=service,
            case=found,
            standing=standing_of(found, environment().today()),
            steps=steps,
            holding=holding(steps),
            ahead=_ahead(session, service, found),
            offered=service.service in environment().services.offers(),
            told=told(session, found),
            wanted=wanted(session, service, found),
            sections=summary_of(form_of(service, found, environment().today()), found, session, current_language()),
            opened=_files_opened(session, history),
            certificates=certificates.of_case(session, found.id),
            undelivered=_undelivered(session, found),
            file_href=own_file_href,
        )


@blueprint.get("/my/<reference>/received")
@applicant_only
def received(reference: str, visitor: Visitor) -> str:
    """Just handed in: the reference, the promised day, what happens next."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
        service = environment().services.version(found.definition)
        steps = steps_of(session, service, found, case_store.history(session, found.id))
        ahead = _ahead(session, service, found)
    return render_template("track/received.html", service=service, case=found, holding=holding(steps), ahead=ahead)


def _ahead(session: Session, service: Service, case: Case) -> list[VacantStep]:
    """The steps to come for which nobody is appointed; none for a case that no office has."""
    if case.step is None or not case.tasks:
        return []
    return vacant_ahead(session, form_of(service, case, environment().today()), case.step, case.offices)


def _undelivered(session: Session, case: Case) -> list[MessageRow]:
    """The messages that did not arrive and still hold: what had to be corrected is old news once it is."""
    lost = messages.undelivered(session, case.id)
    return [row for row in lost if row.key != APPLICANT or case.correction]


@dataclass(frozen=True)
class Opening:
    """An officer's look at an uploaded file, as its applicant reads it."""

    officer: Text
    at: datetime


def _files_opened(session: Session, history: History) -> list[Opening]:
    opened = [event for _row, event in history if isinstance(event, FileOpened)]
    return [Opening(officers.name_of(session, event.officer), event.at) for event in opened]
