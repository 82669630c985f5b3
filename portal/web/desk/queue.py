"""The queue, its filters, and looking for a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask import session as flask_session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.definition.model import AREA_TYPES, FieldType, Service, Text
from portal.people.appointments import Appointment, appointments_of, may_see_case
from portal.people.officers import name_of
from portal.store import cases as case_store
from portal.store import queue as tasks
from portal.store.area_wording import AreaNames
from portal.store.queue import Entry, Mark, Wanted
from portal.store.tables import NO_DUE_DAY, TaskRow
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only
from portal.workflow.reference import normalise_reference

LONGEST_SOUGHT: Final = 80
"""Letters of what is looked for."""

_SOUGHT: Final = "desk.sought"
_ONLY: Final = ("late", "mine")


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
        names = AreaNames(session)
        offices = {one.area: names.office(one.area) for one in held}
        services = _services_of(held)
        filters = _filters(services, offices)
        found = tasks.page(
            session, held, _wanted(filters, visitor, today), after=_mark("after"), before=_mark("before")
        )
        lines = _lines(session, found.entries, visitor, names)
    return render_template(
        "desk/queue.html",
        lines=lines,
        filters=filters,
        offices=offices,
        services=services,
        previous=_address(filters, "before", found.before),
        following=_address(filters, "after", found.after),
    )


@blueprint.post("/desk/search")
@officer_only
def look_for(visitor: Visitor) -> Response:
    """Take what is looked for: a name or a phone number must not stand in an address, which logs and browsers keep."""
    flask_session[_SOUGHT] = request.form.get("q", "").strip()[:LONGEST_SOUGHT]
    return redirect(url_for("desk.search"), 303)


@blueprint.get("/desk/search")
@officer_only
def search(visitor: Visitor) -> str | Response:
    """A case by its reference, or the open cases of the officer's offices by part of a name or a phone number."""
    sought = str(flask_session.get(_SOUGHT, ""))
    today = environment().today()
    with environment().database.reading() as session:
        if reference := normalise_reference(sought):
            case_id = case_store.id_of_reference(session, reference)
            if case_id is not None and may_see_case(session, visitor.person, case_id, today):
                return redirect(url_for("desk.case", case_id=case_id), 303)
        held = appointments_of(session, visitor.person, today)
        found = tasks.naming(session, held, sought, _names_and_phones)
        lines = _lines(session, found.entries, visitor, AreaNames(session))
    return render_template("desk/search.html", sought=sought, lines=lines, complete=found.complete)


def _names_and_phones(definition: str) -> list[str]:
    """The fields of a version of a service by which people are found."""
    fields = environment().services.version(definition).fields
    return [name for name, field in fields.items() if field.type in {FieldType.PERSON_NAME, FieldType.LAO_PHONE}]


def _filters(services: Mapping[str, Service], offices: Mapping[str, Text]) -> dict[str, str]:
    """The filters in the address, those that the page offers."""
    offered = {"service": services, "office": offices, "only": _ONLY}
    return {name: value for name, value in request.args.items() if value in offered.get(name, ())}


def _wanted(filters: Mapping[str, str], visitor: Visitor, today: date) -> Wanted:
    only = filters.get("only")
    return Wanted(
        service=filters.get("service"),
        office=filters.get("office"),
        late_on=today if only == "late" else None,
        claimed_by=visitor.person if only == "mine" else None,
        now=environment().clock(),
    )


def _mark(name: str) -> Mark | None:
    """A place in the queue from the address; anything that is none leads to the first page."""
    day, _, task_id = request.args.get(name, "").partition("_")
    try:
        return Mark(date.fromisoformat(day), str(UUID(task_id)))
    except ValueError:
        return None


def _address(filters: dict[str, str], name: str, mark: Mark | None) -> str:
    if mark is None:
        return ""
    values: dict[str, Any] = {**filters, name: f"{mark.due.isoformat()}_{mark.id}"}
    return url_for("desk.queue", **values)


def _services_of(held: list[Appointment]) -> dict[str, Service]:
    named = {one.service for one in held}
    offers = environment().services.offers()
    return {name: offer.service for name, offer in offers.items() if None in named or name in named}


def _lines(session: Session, entries: Sequence[Entry], visitor: Visitor, names: AreaNames) -> list[QueueLine]:
    holders = {claimed for entry in entries if (claimed := _claimed_by(entry.task))}
    officers = {officer: name_of(session, officer) for officer in holders}
    names.look_up(code for entry in entries if (code := _place_code(entry)))
    return [_line(entry, visitor, names, officers) for entry in entries]


def _line(entry: Entry, visitor: Visitor, names: AreaNames, officers: Mapping[str, Text]) -> QueueLine:
    language = current_language()
    task, case = entry.task, entry.case
    service = environment().services.version(case.definition)
    title = service.step_title(task.path)
    claimed = _claimed_by(task)
    return QueueLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(language),
        applicant=applicant_name(service, entry.answers),
        place=_place(entry, names),
        step=title.in_language(language) if title else task.path,
        due=None if task.due == NO_DUE_DAY else task.due,
        late=task.due < environment().today(),
        claimed_by=officers[claimed].in_language(language) if claimed else "",
        mine=claimed == visitor.person,
    )


def _claimed_by(task: TaskRow) -> str | None:
    """Who is at the task: a claim lapses by itself."""
    holds = task.claimed_until is not None and task.claimed_until > environment().clock()
    return task.claimed_by if holds else None


def applicant_name(service: Service, answers: Mapping[str, Any]) -> str:
    """The first name of a person among the answers: whose case it is to the people at the office."""
    for name, field in service.fields.items():
        if field.type is FieldType.PERSON_NAME and answers.get(name):
            return str(answers[name])
    return ""


def _place_code(entry: Entry) -> str | None:
    """The code of the area whose offices handle the case."""
    service = environment().services.version(entry.case.definition)
    code = entry.answers.get(service.place)
    return str(code) if code and service.fields[service.place].type in AREA_TYPES else None


def _place(entry: Entry, names: AreaNames) -> str:
    code = _place_code(entry)
    return names.short(code).in_language(current_language()) if code else ""
