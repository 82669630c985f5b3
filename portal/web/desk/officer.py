"""Who sits at the desk, and for which offices: named on each of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import g, request

from portal.people.appointments import appointments_of
from portal.people.officers import name_of
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.language import current_language
from portal.web.visitors import signed_in

_KEPT = "desk_officer"


@dataclass(frozen=True)
class AtTheDesk:
    """An officer's name, and the offices they are appointed to today."""

    name: str
    offices: list[str]


@blueprint.app_context_processor
def _named() -> dict[str, Callable[[], AtTheDesk | None]]:
    return {"at_the_desk": _at_the_desk} if _is_of_the_desk() else {}


def _is_of_the_desk() -> bool:
    """Whether the address is one of the desk's, or would be, were there such a page."""
    if request.endpoint is None:
        return request.path.startswith("/desk/")
    return request.blueprint == blueprint.name


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
