"""From one case to the next that waits."""

from __future__ import annotations

from typing import Final

from flask import redirect, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases.access import seen_case, seen_with_history
from portal.people.appointments import appointments_of
from portal.store import queue
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.case import works_of
from portal.web.desk.filters import FROM_THE_QUEUE, wanted_here
from portal.web.visitors import Visitor, officer_only

MAIN: Final = "main-content"
"""Where a page goes on for who works by keyboard: past the header, which is the same on every page."""


@blueprint.get("/desk/cases/<case_id>/next")
@officer_only
def following(case_id: str, visitor: Visitor) -> Response:
    """From a case that is decided to the one that waits next, or to the empty queue."""
    with environment().database.reading() as session:
        seen_case(session, environment(), visitor.person, case_id)
        waiting = _following(session, visitor, case_id)
    if waiting is None:
        return redirect(url_for("desk.queue", **FROM_THE_QUEUE), 303)
    return redirect(url_for("desk.case", case_id=waiting, **FROM_THE_QUEUE, _anchor=MAIN), 303)


def has_work(session: Session, visitor: Visitor, case_id: str) -> bool:
    """Whether the case has a step that the officer can do all of now."""
    case, history = seen_with_history(session, environment(), visitor.person, case_id)
    works = works_of(session, environment().services.version(case.definition), case, history, visitor)
    return any(work.is_free for work in works)


def _following(session: Session, visitor: Visitor, case_id: str) -> str | None:
    """The first case of the queue, narrowed as it was, in which the officer can act; the one in hand only when there is
    no other."""
    held = appointments_of(session, visitor.person, environment().today())
    offices, narrowed = wanted_here(held, visitor)
    tasks = queue.next_tasks(session, offices, visitor.person, environment().clock(), narrowed)
    others = dict.fromkeys(task.case_id for task in tasks if task.case_id != case_id)
    return next((one for one in (*others, case_id) if has_work(session, visitor, one)), None)
