"""What of the queue an officer wants to see, carried in the address from page to page of the desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from flask import has_request_context, request
from sqlalchemy.orm import Session

from portal.definition.model import Service, Text
from portal.people.appointments import Appointment, appointments_of
from portal.store.area_wording import AreaNames
from portal.store.queue import Wanted
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.visitors import Visitor

WHERE: Final = ("service", "office")
"""The filters that every list of the desk has, by their names in an address."""
KEPT: Final = (*WHERE, "only")
"""The filters of the queue."""
ONLY: Final = ("free", "late", "mine")
FOUND: Final = "found"
"""In an address, the name of the search by which a case was found."""
LIST: Final = "list"
"""In an address, the list other than the queue from which a case was opened."""
BY: Final = "by"
ME: Final = "me"
"""In an address of the decided cases, that only the officer's own decisions are wanted (`by=me`)."""

_LISTS: Final = {"desk.decided": "decided", "desk.sent_back": "sent-back"}
_PLACE: Final = ("after", "before")
"""A place in the list from which a case was opened, by its names in an address."""
_CAME_FROM: Final = (FOUND, LIST, BY, *_PLACE)
FROM_THE_QUEUE: Final[Mapping[str, Any]] = dict.fromkeys(_CAME_FROM)
"""What an address is made with that leads on in the queue, from whatever list the case in hand was opened."""

_OF_A_CASE: Final = frozenset(
    f"desk.{page}" for page in ("case", "ask", "act", "claim", "release", "following", "picture")
)
"""The pages that an officer opens from the queue, and leaves to go on in the same queue."""


def kept_filters() -> dict[str, str]:
    """The filters in the address, whether or not there is something of their kind."""
    return _in_address(KEPT)


def services_of(held: Sequence[Appointment]) -> dict[str, Service]:
    """The services on offer that the appointments are for."""
    named = {one.service for one in held}
    offers = environment().services.offers()
    return {name: offer.service for name, offer in offers.items() if None in named or name in named}


def filters(services: Collection[str], offices: Collection[str]) -> dict[str, str]:
    """The filters in the address, those that the desk offers."""
    offered: Mapping[str, Collection[str]] = {"service": services, "office": offices, "only": ONLY}
    return {name: value for name, value in kept_filters().items() if value in offered[name]}


@dataclass(frozen=True)
class Choice:
    """What there is to choose from at an officer's desk, what is `chosen`, and what that leaves of their
    appointments."""

    services: dict[str, Service]
    offices: dict[str, Text]
    chosen: dict[str, str]
    held: list[Appointment]

    @property
    def where(self) -> dict[str, str]:
        """The chosen service and office, which every list has."""
        return {name: value for name, value in self.chosen.items() if name in WHERE}


def choice(session: Session, visitor: Visitor, names: AreaNames) -> Choice:
    """The choice that the present address makes."""
    held = appointments_of(session, visitor.person, environment().today())
    names.look_up(one.area for one in held)
    offices = {one.area: names.office(one.area) for one in held}
    services = services_of(held)
    chosen = filters(services, offices)
    return Choice(services, offices, chosen, narrowed(held, chosen))


def narrowed(held: Sequence[Appointment], chosen: Mapping[str, str]) -> list[Appointment]:
    """What the chosen service and office leave of the appointments: every list and count of the desk is made of it."""
    office, service = chosen.get("office"), chosen.get("service")
    here = [one for one in held if office in {None, one.area}]
    if service is None:
        return here
    return [replace(one, service=service) for one in here if one.service in {None, service}]


def wanted(chosen: Mapping[str, str], visitor: Visitor, today: date) -> Wanted:
    """What `only` leaves of the queue."""
    only = chosen.get("only")
    return Wanted(
        late_on=today if only == "late" else None,
        claimed_by=visitor.person if only == "mine" else None,
        free_for=visitor.person if only == "free" else None,
        now=environment().clock(),
    )


def wanted_here(held: Sequence[Appointment], visitor: Visitor) -> tuple[list[Appointment], Wanted]:
    """What the filters in the present address leave of these appointments and of their queue."""
    chosen = filters(services_of(held), {one.area for one in held})
    return narrowed(held, chosen), wanted(chosen, visitor, environment().today())


def _in_address(names: Collection[str]) -> dict[str, str]:
    return {name: value for name in names if (value := request.args.get(name, "")) and value.isprintable()}


@blueprint.url_defaults
def _carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Links to a case, of a case and back to where it was found keep the filters and the place, without each of them
    naming any."""
    if not has_request_context():
        return
    kept: Collection[str] = ()
    if endpoint in _OF_A_CASE:
        kept = (*KEPT, *_CAME_FROM)
        if request.endpoint in _LISTS:
            values.setdefault(LIST, _LISTS[request.endpoint])
    elif request.endpoint in _OF_A_CASE:
        kept = _kept_on_the_way_back(endpoint)
    for name, value in _in_address(kept).items():
        values.setdefault(name, value)


def _kept_on_the_way_back(endpoint: str) -> Collection[str]:
    """The place is one of the list from which the case was opened, and of no other."""
    came_from = "search" if request.args.get(FOUND) else request.args.get(LIST)
    match endpoint:
        case "desk.queue":
            return KEPT if came_from else (*KEPT, *_PLACE)
        case "desk.search":
            return FOUND, *_PLACE
        case "desk.decided" | "desk.sent_back" if came_from == _LISTS[endpoint]:
            return *WHERE, BY, *_PLACE
        case _:
            return ()
