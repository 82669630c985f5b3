"""What an officer would have done with a case that is not theirs to see any more: their appointment ended meanwhile."""

from __future__ import annotations

from http import HTTPStatus

from flask import make_response, render_template
from werkzeug.wrappers import Response

from portal.people.appointments import days_ended, may_see_case
from portal.store import cases as case_store
from portal.web.current import environment
from portal.web.desk.asked import Asked
from portal.web.forms.typed import Typed
from portal.web.visitors import Visitor
from portal.workflow.events import TaskOpened


def after_appointment(visitor: Visitor, case_id: str, task_id: str, action: str, typed: Typed) -> Response | None:
    """The page that says so, with what they wrote and nothing of the case; None when no appointment of theirs that has
    ended ever let them see the case."""
    work = environment()
    with work.database.reading() as session:
        days = days_ended(session, visitor.person, work.today())
        until = next((day for day in days if may_see_case(session, visitor.person, case_id, day)), None)
        loaded = case_store.load_with_history(session, case_id) if until else None
        if loaded is None:
            return None
        case, history = loaded
        service = work.services.version(case.definition)
        opened = {event.task: event.path for _row, event in history if isinstance(event, TaskOpened)}
        step = service.officer_step(opened.get(task_id, ""))
        if step is None or action not in step.actions:
            return None
        asked = Asked(session, service, case, opened[task_id], step.actions[action])
        asked.accept(typed)
        page = render_template(
            "desk/ended.html",
            until=until,
            asked=asked,
            lines=asked.lines(),
            fields=[field for name, field in service.fields.items() if name in asked.fields],
        )
    return make_response(page, HTTPStatus.NOT_FOUND)
