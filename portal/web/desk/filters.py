"""What of the queue an officer wants to see, carried in the address from page to page of the desk."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final

from flask import has_request_context, request

from portal.definition.model import Service
from portal.people.appointments import Appointment
from portal.store.queue import Wanted
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.visitors import Visitor

KEPT: Final = ("service", "office", "only")
"""The filters, by their names in an address."""
ONLY: Final = ("late", "mine")

_OF_A_CASE: Final = frozenset(
    f"desk.{page}" for page in ("case", "ask", "act", "claim", "release", "following", "picture")
)
"""The pages that an officer opens from the queue, and leaves to go on in the same queue."""


def kept_filters() -> dict[str, str]:
    """The filters in the address, whether or not there is something of their kind."""
    return {name: value for name in KEPT if (value := request.args.get(name, "")) and value.isprintable()}


def services_of(held: Sequence[Appointment]) -> dict[str, Service]:
    """The services on offer that the appointments are for."""
    named = {one.service for one in held}
    offers = environment().services.offers()
    return {name: offer.service for name, offer in offers.items() if None in named or name in named}


def filters(services: Collection[str], offices: Collection[str]) -> dict[str, str]:
    """The filters in the address, those that the desk offers."""
    offered: Mapping[str, Collection[str]] = {"service": services, "office": offices, "only": ONLY}
    return {name: value for name, value in kept_filters().items() if value in offered[name]}


def wanted(chosen: Mapping[str, str], visitor: Visitor, today: date) -> Wanted:
    """What these filters leave of the queue."""
    only = chosen.get("only")
    return Wanted(
        service=chosen.get("service"),
        office=chosen.get("office"),
        late_on=today if only == "late" else None,
        claimed_by=visitor.person if only == "mine" else None,
        now=environment().clock(),
    )


def wanted_here(held: Sequence[Appointment], visitor: Visitor) -> Wanted:
    """What the filters in the present address leave of the queue of these appointments."""
    chosen = filters(services_of(held), {one.area for one in held})
    return wanted(chosen, visitor, environment().today())


@blueprint.url_defaults
def _carry_on(endpoint: str, values: dict[str, Any]) -> None:
    """Links to a case, of a case and back to the queue keep the filters, without each of them naming any."""
    if not has_request_context():
        return
    if endpoint in _OF_A_CASE or (endpoint == "desk.queue" and request.endpoint in _OF_A_CASE):
        for name, value in kept_filters().items():
            values.setdefault(name, value)
