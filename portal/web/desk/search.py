"""Cases in whatever state: looked for by name, phone or reference, waiting for their applicant, decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.people import sessions
from portal.people.appointments import Appointment, appointments_of, may_see_case
from portal.store import cases as case_store
from portal.store import desk_counts, office_cases
from portal.store.area_wording import AreaNames
from portal.store.desk_counts import DeskCounts
from portal.store.office_cases import CasesPage, Place
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.lines import case_lines
from portal.web.desk.queue import tabs, this_month
from portal.web.visitors import Visitor, officer_only
from portal.workflow.reference import near_references, normalise_reference, resembles_reference

LONGEST_SOUGHT: Final = 80
"""Letters of what is looked for."""


@blueprint.post("/desk/search")
@officer_only
def look_for(visitor: Visitor) -> Response:
    """Take what is looked for: a name or a phone number must not stand in an address, which logs and browsers keep."""
    with environment().database.writing() as session:
        sessions.keep_sought(session, visitor.token, request.form.get("q", "").strip()[:LONGEST_SOUGHT])
    return redirect(url_for("desk.search"), 303)


@blueprint.get("/desk/search")
@officer_only
def search(visitor: Visitor) -> str | Response:
    """A case by its reference, or every case that one of the officer's offices has or had, by name or phone."""
    today = environment().today()
    with environment().database.reading() as session:
        sought = sessions.sought(session, visitor.token)
        reference = normalise_reference(sought)
        case_id = _seen(session, reference, visitor) if reference else None
        if case_id is not None:
            return redirect(url_for("desk.case", case_id=case_id), 303)
        held = appointments_of(session, visitor.person, today)
        near = [seen for one in near_references(sought) if (seen := _seen(session, one, visitor))]
        found = office_cases.find(session, held, sought, _place())
        names = AreaNames(session)
        return render_template(
            "desk/search.html",
            sought=sought,
            lines=case_lines(found.entries, names),
            near=case_lines(office_cases.entries_of(session, near), names) if near else [],
            mistyped=reference is None and resembles_reference(sought),
            unknown=reference,
            following=_following("desk.search", found),
            begun="after" in request.args,
        )


@blueprint.get("/desk/sent-back")
@officer_only
def sent_back(visitor: Visitor) -> str:
    """The cases that wait for their applicant's correction."""
    with environment().database.reading() as session:
        held = _held(session, visitor)
        found = office_cases.sent_back(session, held, _place())
        return _list_page(session, held, visitor, found, "sent-back", "desk.sent_back")


@blueprint.get("/desk/decided")
@officer_only
def decided(visitor: Visitor) -> str:
    """What the officer's offices decided this month."""
    with environment().database.reading() as session:
        held = _held(session, visitor)
        found = office_cases.decided(session, held, this_month(), _place())
        return _list_page(session, held, visitor, found, "decided", "desk.decided")


def _list_page(
    session: Session, held: list[Appointment], visitor: Visitor, found: CasesPage, which: str, endpoint: str
) -> str:
    return render_template(
        "desk/cases.html",
        which=which,
        lines=case_lines(found.entries, AreaNames(session)),
        tabs=tabs(_counts(session, held, visitor), which),
        following=_following(endpoint, found),
        begun="after" in request.args,
    )


def _counts(session: Session, held: list[Appointment], visitor: Visitor) -> DeskCounts:
    now = environment().clock()
    return desk_counts.counts(session, held, visitor.person, today=environment().today(), now=now, since=this_month())


def _held(session: Session, visitor: Visitor) -> list[Appointment]:
    return appointments_of(session, visitor.person, environment().today())


def _seen(session: Session, reference: str, visitor: Visitor) -> str | None:
    """The case of a reference, when the officer may see it."""
    case_id = case_store.id_of_reference(session, reference)
    seen = case_id is not None and may_see_case(session, visitor.person, case_id, environment().today())
    return case_id if seen else None


def _following(endpoint: str, found: CasesPage) -> str:
    if found.after is None:
        return ""
    ended = "e" if found.after.ended else "o"
    return url_for(endpoint, after=f"{ended}_{found.after.at.isoformat()}_{found.after.case_id}")


def _place() -> Place | None:
    """A place in a list from the address; anything that is none leads to the first page."""
    ended, _separator, rest = request.args.get("after", "").partition("_")
    at, _separator, case_id = rest.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            return None
        return Place(ended == "e", moment.astimezone(UTC), str(UUID(case_id)))
    except (ValueError, OverflowError):  # the second: a moment that is in no year of UTC
        return None
