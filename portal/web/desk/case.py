"""A case on the desk: its answers and uploads, what happened so far, and what the officer can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.access import seen_case
from portal.definition.model import OfficerStep, Service
from portal.people.appointments import appointments_of, may_work
from portal.people.officers import name_of
from portal.store import certificates
from portal.store.columns import new_id
from portal.web.case_steps import steps_of
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.files import file_href, thumbnail_href
from portal.web.desk.history import WentUp, history_of, looks_of, messages_of, went_up
from portal.web.desk.lines import applicant_name
from portal.web.desk.rounds import changes_of, last_return
from portal.web.forms.summary import summary_of
from portal.web.kept_files import send_certificate
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only
from portal.workflow.acting import asks_of, open_actions
from portal.workflow.case import Case, Task
from portal.workflow.claiming import holds
from portal.workflow.deadlines import Moment, is_late
from portal.workflow.standing import standing


@dataclass(frozen=True)
class OpenAction:
    """An action as the officer is offered it: at once by a button, or after a page that asks something."""

    name: str
    label: str
    asks: bool


@dataclass(frozen=True)
class Work:
    """An open task of the officer's offices on this case. `withheld`: four eyes keep some of its actions from them;
    `went_up`: it was another office's before, and late there."""

    task: Task
    title: str
    actions: list[OpenAction]
    withheld: bool
    claimed_by: str
    mine: bool
    claimed_until: datetime | None
    late: bool
    went_up: WentUp | None


@blueprint.get("/desk/cases/<case_id>")
@officer_only
def case(case_id: str, visitor: Visitor) -> str:
    """Everything the officer needs to decide."""
    with environment().database.reading() as session:
        found = seen_case(session, environment(), visitor.person, case_id)
        service = environment().services.version(found.definition)
        sections = summary_of(service, found, session, current_language(), environment().today())
        history = history_of(session, service, found)
        return render_template(
            "desk/case.html",
            service=service,
            case=found,
            standing=standing(found.status, found.outcome, found.promised, environment().today()),
            applicant=applicant_name(service, found.answers),
            works=works_of(session, service, found, visitor),
            decided="decided" in request.args,
            certificates=certificates.of_case(session, case_id),
            sections=sections,
            returned=last_return(session, service, found),
            changes=changes_of(session, service, found, sections),
            steps=steps_of(session, service, found),
            history=history,
            written=[line for line in history[0].lines if line.remarks and not line.corrected],
            looks=looks_of(session, service, found),
            messages=messages_of(session, found),
            file_href=file_href,
            thumbnail_href=thumbnail_href,
            fresh_key=new_id,
        )


@blueprint.get("/desk/cases/<case_id>/certificates/<certificate_id>.pdf")
@officer_only
def certificate(case_id: str, certificate_id: str, visitor: Visitor) -> Response:
    """A certificate of a case, to read or print for its applicant."""
    with environment().database.reading() as session:
        found = seen_case(session, environment(), visitor.person, case_id)
        row = certificates.made_of_case(session, case_id, certificate_id)
    if row is None:
        abort(404)
    return send_certificate(row, f"{found.service}-{found.reference}.pdf")


def works_of(session: Session, service: Service, case: Case, visitor: Visitor) -> list[Work]:
    """The open tasks of the case that this officer is appointed to, with what can be done in each."""
    appointments = appointments_of(session, visitor.person, environment().today())
    passed_on = went_up(session, case)
    found = []
    for task in case.tasks.values():
        step = service.officer_step(task.path)
        allowed = may_work(appointments, level=task.level, area=task.area, role=task.role, service=case.service)
        if step is not None and allowed:
            found.append(_work(session, service, case, task, step, visitor, passed_on))
    return found


def _work(
    session: Session,
    service: Service,
    case: Case,
    task: Task,
    step: OfficerStep,
    visitor: Visitor,
    passed_on: Mapping[str, WentUp],
) -> Work:
    now = environment().clock()
    claimed = task.claimed_by if holds(task.claimed_until, now) else None
    language = current_language()
    moment = Moment.of(now)
    offered = open_actions(service, case, task, visitor.person, moment)
    return Work(
        task=task,
        title=step.title.in_language(language),
        actions=[
            OpenAction(name, action.label.in_language(language), bool(asks_of(action)))
            for name, action in offered.items()
        ],
        withheld=offered.keys() != open_actions(service, case, task, "", moment).keys(),  # "": who did nothing so far
        claimed_by=name_of(session, claimed).in_language(language) if claimed else "",
        mine=claimed == visitor.person,
        claimed_until=task.claimed_until if claimed else None,
        late=is_late(task, environment().today()),
        went_up=passed_on.get(task.id),
    )
