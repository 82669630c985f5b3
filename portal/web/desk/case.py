"""A case on the desk: its answers and uploads, what happened so far, and what the officer can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import abort, g, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.access import seen_case, seen_with_history
from portal.definition.model import Action, OfficerStep, Service
from portal.definition.subject import subject_name
from portal.lao.calendar import working_days_between
from portal.people.applicants import recipient_of
from portal.people.appointments import appointments_of, may_work, officers_at
from portal.people.officers import name_of
from portal.store import certificates, looks
from portal.store.cases import History
from portal.store.columns import new_id
from portal.web.case_steps import holding, steps_of
from portal.web.current import environment
from portal.web.desk.begun import begun
from portal.web.desk.blueprint import blueprint
from portal.web.desk.files import file_href, thumbnail_href
from portal.web.desk.history import WentUp, history_of, looks_of, messages_of, refusal, went_up, written
from portal.web.desk.rounds import changes_of, last_return
from portal.web.forms.summary import summary_of
from portal.web.forms.typed import says_something
from portal.web.kept_files import send_certificate
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only
from portal.workflow.acting import acted_before, open_actions
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Task
from portal.workflow.claiming import holds
from portal.workflow.deadlines import Moment, is_late
from portal.workflow.events import ActionTaken
from portal.workflow.standing import answered_late, standing_of


@dataclass(frozen=True)
class OpenAction:
    """An action as the officer is offered it: at once by a button, or after a page that asks something, which they may
    have `begun` to fill in."""

    name: str
    label: str
    asks: bool
    begun: bool


@dataclass(frozen=True)
class Work:
    """An open task of the officer's offices on this case. `withheld` are the actions that four eyes keep from them, and
    `colleagues` who may take those; `read_by` has the case open; `went_up`: it was another office's before, and late
    there. `days_late` is by how many working days its last day has passed."""

    task: Task
    title: str
    actions: list[OpenAction]
    withheld: list[str]
    colleagues: list[str]
    claimed_by: str
    read_by: str
    mine: bool
    claimed_until: datetime | None
    late: bool
    days_late: int
    went_up: WentUp | None

    @property
    def is_free(self) -> bool:
        """Whether the officer can do all that the step is for, now."""
        return bool(self.actions) and not self.withheld and (self.mine or not self.claimed_by)


@blueprint.get("/desk/cases/<case_id>")
@officer_only
def case(case_id: str, visitor: Visitor) -> str:
    """Everything the officer needs to decide."""
    with environment().database.reading() as session:
        found, happened = seen_with_history(session, environment(), visitor.person, case_id)
        versions = environment().services.version
        service = versions(found.definition)
        sections = summary_of(form_of(service, found, environment().today()), found, session, current_language())
        history = history_of(session, versions, found, happened)
        works = works_of(session, service, found, happened, visitor)
        decided = decided_by(happened, visitor, request.args.get("decided", ""))
        shown = [work for work in works if decided is None or work.task.opened > decided]
        steps = steps_of(session, service, found, happened)
        if shown or decided is None:
            g.desk_reads = case_id
        return render_template(
            "desk/case.html",
            service=service,
            case=found,
            standing=standing_of(found, environment().today()),
            applicant=subject_name(service, found.answers),
            works=shown,
            decided=decided is not None and not shown,
            more=any(work.is_free for work in works),
            holding=holding(steps),
            days_late=answered_late(found.outcome, found.promised, found.ended),
            number=recipient_of(session, found.applicant).number,
            certificates=certificates.of_case(session, case_id),
            sections=sections,
            returned=last_return(session, versions, found, happened),
            changes=changes_of(session, service, found, happened, sections),
            steps=steps,
            history=history,
            written=written(history),
            refusal=refusal(found, history),
            looks=looks_of(session, versions, found, happened),
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


def decided_by(history: History, visitor: Visitor, task_id: str) -> datetime | None:
    """When the officer decided a task of the case; None when they did not, whatever an address says.

    What was open then is not shown with the case that comes after the deed: a slow second click must not decide what
    nobody has read. What was opened since is.
    """
    for _row, event in reversed(history):
        if isinstance(event, ActionTaken) and (event.task, event.officer) == (task_id, visitor.person):
            return event.at
    return None


def works_of(session: Session, service: Service, case: Case, history: History, visitor: Visitor) -> list[Work]:
    """The open tasks of the case that this officer is appointed to, with what can be done in each."""
    appointments = appointments_of(session, visitor.person, environment().today())
    passed_on = went_up(session, case, history)
    reading = looks.readers(session, case.id, visitor.person, environment().clock())
    found = []
    for task in case.tasks.values():
        step = service.officer_step(task.path)
        allowed = may_work(appointments, level=task.level, area=task.area, role=task.role, service=case.service)
        if step is not None and allowed:
            found.append(_work(session, service, case, history, task, step, visitor, passed_on.get(task.id), reading))
    return found


def _work(
    session: Session,
    service: Service,
    case: Case,
    history: History,
    task: Task,
    step: OfficerStep,
    visitor: Visitor,
    passed_on: WentUp | None,
    reading: Mapping[str, str],
) -> Work:
    now = environment().clock()
    claimed = task.claimed_by if holds(task.claimed_until, now) else None
    language = current_language()
    moment = Moment.of(now)
    offered = open_actions(service, case, task, visitor.person, moment)
    every = open_actions(service, case, task, "", moment)  # "": who did nothing so far
    withheld = {name: action for name, action in every.items() if name not in offered}
    reader = reading.get(task.id)
    return Work(
        task=task,
        title=step.title.in_language(language),
        actions=[
            OpenAction(
                name,
                action.label.in_language(language),
                action.asks_anything,
                says_something(begun(session, case.id, history, task.id, name, visitor.person) or {}),
            )
            for name, action in offered.items()
        ],
        withheld=[action.label.in_language(language) for action in withheld.values()],
        colleagues=_colleagues(session, case, task, withheld.values(), visitor),
        claimed_by=name_of(session, claimed).in_language(language) if claimed else "",
        read_by=name_of(session, reader).in_language(language) if reader and not claimed else "",
        mine=claimed == visitor.person,
        claimed_until=task.claimed_until if claimed else None,
        late=is_late(task, environment().today()),
        days_late=working_days_between(task.due, environment().today()) if task.due else 0,
        went_up=passed_on,
    )


def _colleagues(session: Session, case: Case, task: Task, actions: Iterable[Action], visitor: Visitor) -> list[str]:
    """Who else of the office may take one of the actions: four eyes keep it from none of these."""
    withheld = list(actions)
    if not withheld:
        return []
    office = {"level": task.level, "area": task.area, "role": task.role, "service": case.service}
    return [
        name_of(session, officer).in_language(current_language())
        for officer in officers_at(session, **office, on=environment().today())
        if officer != visitor.person and any(not acted_before(action, case.deeds, officer) for action in withheld)
    ]
