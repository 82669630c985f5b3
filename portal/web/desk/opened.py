"""Which case an officer has open: noted after the page is made, so that colleagues who ask for the next get another."""

from __future__ import annotations

import structlog
from flask import g
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from portal.people.appointments import appointments_of
from portal.store import looks
from portal.store.database import cannot_now
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.visitors import Visitor, signed_in

log = structlog.get_logger(__name__)


@blueprint.after_request
def _note_opened(response: Response) -> Response:
    """Whoever opens a case has it in hand for a little while: colleagues who ask for the next one get another."""
    case_id = g.get("desk_reads") if response.status_code == 200 else None
    visitor = signed_in() if case_id else None
    if case_id and visitor is not None:
        try:
            _look_at(visitor, case_id)
        except SQLAlchemyError as error:
            if not cannot_now(error):
                raise
            log.warning("opened_case_not_noted", kind=type(error).__name__)  # the case can be read all the same
    return response


def _look_at(visitor: Visitor, case_id: str) -> None:
    now = environment().clock()
    with environment().database.reading() as session:
        held = appointments_of(session, visitor.person, environment().today())
        opened = looks.being_opened(session, held, case_id, visitor.person, now)
        if not opened and not looks.left_open(session, case_id, visitor.person, now):
            return
    with environment().database.writing() as session:
        looks.look_at(session, held, case_id, visitor.person, now)
