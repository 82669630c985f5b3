"""Cases in whatever state: looked for by name, number or reference, waiting for their applicant, decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.people import sessions
from portal.people.appointments import appointments_of, may_see_case
from portal.store import cases as case_store
from portal.store import office_cases
from portal.store.area_wording import AreaNames
from portal.store.office_cases import CasesPage, Place
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.filters import BY, FOUND, ME, Choice, choice
from portal.web.desk.found_by import others_found
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
        name = sessions.keep_sought(session, visitor.token, request.form.get("q", "").strip()[:LONGEST_SOUGHT])
    return redirect(url_for("desk.search", found=name), 303)


@blueprint.get("/desk/search")
@officer_only
def search(visitor: Visitor) -> str | Response:
    """A case by its reference, or every case that one of the officer's offices has or had, by name or phone."""
    with environment().database.reading() as session:
        name = request.args.get(FOUND, "")
        sought = sessions.sought(session, visitor.token, name)
        if not sought:
            lost = bool(name) and sought is None
            return render_template("desk/search.html", sought="", lost=lost, empty=sought == "", lines=[], near=[])
        reference = normalise_reference(sought)
        case_id = _seen(session, reference, visitor) if reference else None
        if case_id is not None:
            # Without the name of the search: the way back would lead here again.
            return redirect(url_for("desk.case", case_id=case_id, found=None, after=None), 303)
        held = appointments_of(session, visitor.person, environment().today())
        near = [seen for one in near_references(sought) if (seen := _seen(session, one, visitor))]
        found = office_cases.find(session, held, sought, _place())
        names = AreaNames(session)
        return render_template(
            "desk/search.html",
            sought=sought,
            lost=False,
            empty=False,
            lines=case_lines(session, found.entries, names),
            others=others_found(found.entries, sought),
            near=case_lines(session, office_cases.entries_of(session, near), names) if near else [],
            mistyped=reference is None and resembles_reference(sought),
            unknown=reference,
            first=url_for("desk.search", found=name),
            following=_following("desk.search", {FOUND: name}, found),
            begun="after" in request.args,
        )


@blueprint.get("/desk/sent-back")
@officer_only
def sent_back(visitor: Visitor) -> str:
    """The cases that wait for their applicant's correction."""
    with environment().database.reading() as session:
        names = AreaNames(session)
        made = choice(session, visitor, names)
        found = office_cases.sent_back(session, made.held, _place())
        return _list_page(session, names, visitor, made, made.where, found, "sent-back")


@blueprint.get("/desk/decided")
@officer_only
def decided(visitor: Visitor) -> str:
    """What the officer's offices, or they themselves (`by=me`), decided this month."""
    with environment().database.reading() as session:
        names = AreaNames(session)
        made = choice(session, visitor, names)
        mine = {BY: ME} if request.args.get(BY) == ME else {}
        officer = visitor.person if mine else None
        found = office_cases.decided(session, made.held, this_month(), _place(), officer=officer)
        return _list_page(session, names, visitor, made, {**made.where, **mine}, found, "decided")


def _list_page(
    session: Session,
    names: AreaNames,
    visitor: Visitor,
    made: Choice,
    chosen: dict[str, str],
    found: CasesPage,
    which: str,
) -> str:
    endpoint = "desk.decided" if which == "decided" else "desk.sent_back"
    return render_template(
        "desk/cases.html",
        which=which,
        endpoint=endpoint,
        lines=case_lines(session, found.entries, names),
        choice=made,
        filters=chosen,
        tabs=tabs(session, made, visitor, which),
        first=_address(endpoint, chosen),
        following=_following(endpoint, chosen, found),
        begun="after" in request.args,
    )


def _seen(session: Session, reference: str, visitor: Visitor) -> str | None:
    """The case of a reference, when the officer may see it."""
    case_id = case_store.id_of_reference(session, reference)
    seen = case_id is not None and may_see_case(session, visitor.person, case_id, environment().today())
    return case_id if seen else None


def _following(endpoint: str, chosen: dict[str, str], found: CasesPage) -> str:
    if found.after is None:
        return ""
    ended = "e" if found.after.ended else "o"
    after = f"{ended}_{found.after.at.isoformat()}_{found.after.case_id}"
    return _address(endpoint, {**chosen, "after": after})


def _address(endpoint: str, values: dict[str, Any]) -> str:
    return url_for(endpoint, **values)


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
