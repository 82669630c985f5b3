"""Who sits at the desk: named on each of its pages; what they have open is noted, and help is one link away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog
from flask import g, render_template
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from portal.people.appointments import appointments_of
from portal.people.officers import name_of
from portal.store import queue
from portal.store.area_wording import AreaNames
from portal.store.database import cannot_now
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only, signed_in

log = structlog.get_logger(__name__)

_KEPT = "desk_officer"


@dataclass(frozen=True)
class AtTheDesk:
    """An officer's name, and the offices they are appointed to today."""

    name: str
    offices: list[str]


@blueprint.get("/desk/help")
@officer_only
def help_page(visitor: Visitor) -> str:
    """What an officer has to know to begin."""
    return render_template(
        "desk/help.html",
        minutes=environment().settings.claim_minutes,
        looked_at=int(queue.LOOKED_AT.total_seconds() // 60),
    )


@blueprint.context_processor
def _named() -> dict[str, Callable[[], AtTheDesk | None]]:
    return {"at_the_desk": _at_the_desk}


def _at_the_desk() -> AtTheDesk | None:
    """The officer who is signed in. Asked once a page."""
    if _KEPT not in g:
        setattr(g, _KEPT, _looked_up())
    found: AtTheDesk | None = g.get(_KEPT)
    return found


def _looked_up() -> AtTheDesk | None:
    visitor = signed_in()
    if visitor is None or visitor.kind != "officer":
        return None
    language = current_language()
    with environment().database.reading() as session:
        held = appointments_of(session, visitor.person, environment().today())
        names = AreaNames(session)
        names.look_up(one.area for one in held)
        offices = dict.fromkeys(names.office(one.area).in_language(language) for one in held)
        return AtTheDesk(name_of(session, visitor.person).in_language(language), list(offices))


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
        if not queue.being_opened(session, held, case_id, visitor.person, now):
            return
    with environment().database.writing() as session:
        queue.look_at(session, held, case_id, visitor.person, now)
