"""The queue, its filters, and looking for a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.definition.model import AREA_TYPES, FieldType, Service
from portal.people.appointments import Appointment, appointments_of, may_see_case
from portal.people.officers import name_of
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import queue as tasks
from portal.store.area_wording import AreaNames
from portal.store.queue import Mark, Wanted
from portal.store.tables import NO_DUE_DAY, CaseRow, TaskRow
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only
from portal.workflow.reference import normalise_reference


@dataclass(frozen=True)
class QueueLine:
    """A task as the queue shows it."""

    case_id: str
    reference: str
    service: str
    applicant: str
    place: str
    step: str
    due: date | None
    late: bool
    claimed_by: str
    mine: bool


@blueprint.get("/desk")
@officer_only
def queue(visitor: Visitor) -> str:
    """What waits for the officer's offices."""
    today = environment().today()
    with environment().database.reading() as session:
        held = appointments_of(session, visitor.person, today)
        found = tasks.page(session, held, _wanted(visitor, today), after=_mark("after"), before=_mark("before"))
        names = AreaNames(session)
        lines = [_line(session, task, case, visitor, names) for task, case in found.entries]
        offices = {one.area: names.office(one.area) for one in held}
    filters = {name: value for name, value in request.args.items() if name in {"service", "office", "only"} and value}
    return render_template(
        "desk/queue.html",
        lines=lines,
        filters=filters,
        offices=offices,
        services=_services_of(held),
        previous=_address(filters, "before", found.before),
        following=_address(filters, "after", found.after),
    )


@blueprint.get("/desk/search")
@officer_only
def search(visitor: Visitor) -> str | Response:
    """A case by its reference, or the open cases of the officer's offices by part of a name or a phone number."""
    typed = request.args.get("q", "")[:80]
    today = environment().today()
    with environment().database.reading() as session:
        if reference := normalise_reference(typed):
            case_id = case_store.id_of_reference(session, reference)
            if case_id is not None and may_see_case(session, visitor.person, case_id, today):
                return redirect(url_for("desk.case", case_id=case_id), 303)
        held = appointments_of(session, visitor.person, today)
        names = AreaNames(session)
        found = [_line(session, task, case, visitor, names) for task, case in tasks.naming(session, held, typed)]
    return render_template("desk/search.html", typed=typed, lines=found)


def _wanted(visitor: Visitor, today: date) -> Wanted:
    only = request.args.get("only")
    return Wanted(
        service=request.args.get("service") or None,
        office=request.args.get("office") or None,
        late_on=today if only == "late" else None,
        claimed_by=visitor.person if only == "mine" else None,
        now=environment().clock(),
    )


def _mark(name: str) -> Mark | None:
    """A place in the queue from the address; anything that is none leads to the first page."""
    day, _, task_id = request.args.get(name, "").partition("_")
    try:
        return Mark(date.fromisoformat(day), task_id)
    except ValueError:
        return None


def _address(filters: dict[str, str], name: str, mark: Mark | None) -> str:
    if mark is None:
        return ""
    values: dict[str, Any] = {**filters, name: f"{mark.due.isoformat()}_{mark.id}"}
    return url_for("desk.queue", **values)


def _services_of(held: list[Appointment]) -> dict[str, Service]:
    named = {one.service for one in held}
    offers = environment().services.offers(environment().clock())
    return {name: offer.service for name, offer in offers.items() if None in named or name in named}


def _line(session: Session, task: TaskRow, case: CaseRow, visitor: Visitor, names: AreaNames) -> QueueLine:
    language = current_language()
    service = environment().services.version(case.definition)
    answers = answer_store.current(session, case.id)
    title = service.step_title(task.path)
    claimed = task.claimed_by if _is_claimed(task) else None
    return QueueLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(language),
        applicant=applicant_name(service, answers),
        place=_place(service, answers, names),
        step=title.in_language(language) if title else task.path,
        due=None if task.due == NO_DUE_DAY else task.due,
        late=task.due < environment().today(),
        claimed_by=name_of(session, claimed).in_language(language) if claimed else "",
        mine=claimed == visitor.person,
    )


def _is_claimed(task: TaskRow) -> bool:
    return task.claimed_until is not None and task.claimed_until > environment().clock()


def applicant_name(service: Service, answers: dict[str, Any]) -> str:
    """The first name of a person among the answers: whose case it is to the people at the office."""
    for name, field in service.fields.items():
        if field.type is FieldType.PERSON_NAME and answers.get(name):
            return str(answers[name])
    return ""


def _place(service: Service, answers: dict[str, Any], names: AreaNames) -> str:
    code = answers.get(service.place)
    if not code or service.fields[service.place].type not in AREA_TYPES:
        return ""
    return names.short(str(code)).in_language(current_language())
