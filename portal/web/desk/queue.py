"""The queue, its filters, and how much there is of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from flask import render_template, request, url_for
from sqlalchemy.orm import Session

from portal.lao.dates import VIENTIANE
from portal.store import desk_counts
from portal.store import queue as tasks
from portal.store.area_wording import AreaNames
from portal.store.desk_counts import MOST
from portal.store.queue import Mark
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.filters import ONLY, Choice, choice, wanted
from portal.web.desk.lines import queue_lines
from portal.web.visitors import Visitor, officer_only
from portal.web.wording import gettext as _


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
    with environment().database.reading() as session:
        names = AreaNames(session)
        made = choice(session, visitor, names)
        only = wanted(made.chosen, visitor, environment().today())
        found = tasks.page(session, made.held, only, after=_mark("after"), before=_mark("before"))
        lines = queue_lines(session, found.entries, visitor, names)
        lists = tabs(session, made, visitor, made.chosen.get("only", "queue"))
    return render_template(
        "desk/queue.html",
        lines=lines,
        choice=made,
        filters=made.chosen,
        tabs=lists,
        previous=_address(made.chosen, "before", found.before),
        following=_address(made.chosen, "after", found.after),
    )


def tabs(session: Session, made: Choice, visitor: Visitor, current: str) -> list[Tab]:
    """The lists of the desk, of the chosen service and office, with how much each holds of them; `current` is 'queue',
    'free', 'late', 'mine', 'sent-back' or 'decided'."""
    now, today = environment().clock(), environment().today()
    counted = desk_counts.counts(session, made.held, visitor.person, today=today, now=now, since=this_month())
    lists = [
        ("queue", _("All that waits"), "desk.queue", counted.waiting),
        ("free", _("Not taken by colleagues"), "desk.queue", counted.free),
        ("late", _("Late"), "desk.queue", counted.late),
        ("mine", _("Taken by me"), "desk.queue", counted.mine),
        ("sent-back", _("With the applicant"), "desk.sent_back", counted.sent_back),
        ("decided", _("Decided this month"), "desk.decided", counted.decided),
    ]
    return [
        Tab(text, _list_address(page, made.where, name), _up_to(count), name == current)
        for name, text, page, count in lists
    ]


def _list_address(page: str, where: Mapping[str, str], name: str) -> str:
    values: dict[str, Any] = {**where, "only": name if name in ONLY else None}
    return url_for(page, **values)


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
