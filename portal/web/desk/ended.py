"""What an officer would have done with a task that is not theirs any more: their appointment ended meanwhile."""

from __future__ import annotations

from http import HTTPStatus

from flask import make_response, redirect, render_template, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases import work
from portal.cases.access import ended_appointment
from portal.definition.model import Action, Service
from portal.people.appointments import Appointment, may_see_case
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store.area_wording import AreaNames
from portal.web.buttons import DO
from portal.web.current import environment
from portal.web.desk.asked import Asked
from portal.web.forms.typed import Typed
from portal.web.visitors import Visitor
from portal.workflow.case import Case
from portal.workflow.versions import paths_of_tasks


def to_ended_page(visitor: Visitor, case_id: str, task_id: str, action: str, typed: Typed) -> Response | None:
    """To `ended_page`, with what they typed: there it stays, whatever is reloaded and in whichever language. None when
    no appointment of theirs that has ended ever gave them the task."""
    with environment().database.reading() as session:
        if _lost(session, visitor, case_id, task_id, action) is None:
            return None
    words = {name: values for name, values in typed.items() if name != DO}  # nothing is judged that cannot be sent
    work.keep_typed(environment(), visitor.person, case_id, task_id, action, words)
    return redirect(url_for("desk.ask", case_id=case_id, task_id=task_id, action=action), 303)


def ended_page(visitor: Visitor, case_id: str, task_id: str, action: str) -> Response | None:
    """The page that says so, with what they wrote and nothing of the case; None when they wrote nothing there, or no
    appointment of theirs that has ended ever gave them the task."""
    with environment().database.reading() as session:
        typed = answer_store.remark_typed(session, case_id, visitor.person, task_id, action)
        lost = _lost(session, visitor, case_id, task_id, action) if typed is not None else None
        if lost is None:
            return None
        held, service, case, path, declared = lost
        asked = Asked(session, service, case, path, declared)
        asked.show({name: values for name, values in (typed or {}).items() if name != DO})
        page = render_template(
            "desk/ended.html",
            office=AreaNames(session).office(held.area),
            step=service.step_title(path),
            until=held.ends if held.ends is not None and held.ends >= held.starts else None,
            case_id=case_id if may_see_case(session, visitor.person, case_id, environment().today()) else "",
            asked=asked,
            lines=asked.lines(),
            fields=[field for name, field in service.fields.items() if name in asked.fields],
        )
    return make_response(page, HTTPStatus.NOT_FOUND)


def _lost(
    session: Session, visitor: Visitor, case_id: str, task_id: str, action: str
) -> tuple[Appointment, Service, Case, str, Action] | None:
    """The appointment that gave them the task, and what the action was to be done with."""
    held = ended_appointment(session, environment(), visitor.person, case_id, task_id)
    loaded = case_store.load_with_history(session, case_id) if held else None
    if held is None or loaded is None:
        return None
    case, history = loaded
    service = environment().services.version(case.definition)
    path = paths_of_tasks(event for _row, event in history).get(task_id, "")
    step = service.officer_step(path)
    declared = step.actions.get(action) if step else None
    return None if declared is None else (held, service, case, path, declared)
