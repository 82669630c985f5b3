"""The queue, its filters, and how much there is of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for

from portal.lao.dates import VIENTIANE
from portal.people.appointments import appointments_of
from portal.store import desk_counts
from portal.store import queue as tasks
from portal.store.area_wording import AreaNames
from portal.store.desk_counts import MOST, DeskCounts
from portal.store.queue import Mark
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.filters import filters, services_of, wanted
from portal.web.desk.lines import applicant_name, queue_lines
from portal.web.visitors import Visitor, officer_only
from portal.web.wording import gettext as _

__all__ = ["Tab", "applicant_name", "queue", "tabs", "this_month"]


@dataclass(frozen=True)
class Tab:
    """A list of the desk: what it is called, where it is, how much it holds ('99+' when that is a lot), and whether it
    is open."""

    text: str
    href: str
    count: str = ""
    current: bool = False


@blueprint.get("/desk")
@officer_only
def queue(visitor: Visitor) -> str:
    """What waits for the officer's offices."""
    today = environment().today()
    with environment().database.reading() as session:
        held = appointments_of(session, visitor.person, today)
        names = AreaNames(session)
        names.look_up(one.area for one in held)
        offices = {one.area: names.office(one.area) for one in held}
        services = services_of(held)
        chosen = filters(services, offices)
        found = tasks.page(session, held, wanted(chosen, visitor, today), after=_mark("after"), before=_mark("before"))
        lines = queue_lines(session, found.entries, visitor, names)
        counted = desk_counts.counts(
            session, held, visitor.person, today=today, now=environment().clock(), since=this_month()
        )
    return render_template(
        "desk/queue.html",
        lines=lines,
        filters=chosen,
        offices=offices,
        services=services,
        tabs=tabs(counted, chosen.get("only", "queue")),
        previous=_address(chosen, "before", found.before),
        following=_address(chosen, "after", found.after),
    )


def tabs(counted: DeskCounts, current: str) -> list[Tab]:
    """The lists of the desk; `current` is 'queue', 'late', 'mine', 'sent-back' or 'decided'."""
    return [
        Tab(_("All that waits"), url_for("desk.queue"), current=current == "queue"),
        Tab(_("Late"), url_for("desk.queue", only="late"), _up_to(counted.late), current == "late"),
        Tab(_("Taken by me"), url_for("desk.queue", only="mine"), _up_to(counted.mine), current == "mine"),
        Tab(_("With the applicant"), url_for("desk.sent_back"), _up_to(counted.sent_back), current == "sent-back"),
        Tab(_("Decided this month"), url_for("desk.decided"), _up_to(counted.decided), current == "decided"),
    ]


def this_month() -> datetime:
    """When the present month began in Vientiane."""
    return datetime.combine(environment().today().replace(day=1), time.min, VIENTIANE)


def _up_to(number: int) -> str:
    return str(number) if number < MOST else f"{MOST - 1}+"


def _mark(name: str) -> Mark | None:
    """A place in the queue from the address; anything that is none leads to the first page."""
    day, _separator, task_id = request.args.get(name, "").partition("_")
    try:
        return Mark(date.fromisoformat(day), str(UUID(task_id)))
    except ValueError:
        return None


def _address(chosen: Mapping[str, str], name: str, mark: Mark | None) -> str:
    if mark is None:
        return ""
    values: dict[str, Any] = {**chosen, name: f"{mark.due.isoformat()}_{mark.id}"}
    return url_for("desk.queue", **values)
