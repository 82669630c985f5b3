"""Using the answers of an earlier application: offered once before the first page, never done by itself."""

from __future__ import annotations

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.cases import offering
from portal.cases.access import own_case
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import offered
from portal.store.tables import CaseRow
from portal.web.buttons import DO, UNUSE
from portal.web.current import environment
from portal.web.drafts import Draft
from portal.web.forms.typed import Typed, says_something
from portal.web.refusals import sentence
from portal.web.visitors import Visitor, applicant_only
from portal.web.wording import gettext as _
from portal.workflow.case import Case, Status
from portal.workflow.refusals import Refusal

blueprint = Blueprint("earlier", __name__)


@blueprint.get("/applications/<case_id>/earlier")
@applicant_only
def choose(case_id: str, visitor: Visitor) -> Response | str:
    """The earlier applications whose answers can be used in this one."""
    with environment().database.reading() as session:
        case = own_case(session, visitor.person, case_id)
        found = offering.earlier(session, environment(), case) if case.status is Status.DRAFT else []
    if not found:
        return redirect(url_for("apply.resume", case_id=case_id), 303)
    return render_template("apply/earlier.html", service=Draft.of(case).service, case=case, earlier=found)


@blueprint.post("/applications/<case_id>/earlier")
@applicant_only
def use(case_id: str, visitor: Visitor) -> Response:
    """Fill the form in with the answers of the one that was chosen, or with none."""
    with environment().database.reading() as session:
        own_case(session, visitor.person, case_id)
    if chosen := request.form.get("earlier", ""):
        done = offering.use_earlier(environment(), visitor.person, case_id, chosen)
        if isinstance(done, Refusal):
            flash(sentence(done), "important")
    return redirect(url_for("apply.resume", case_id=case_id), 303)


def first_stop(case_id: str, person: str) -> str:
    """Where an application that was just begun leads: to the choice of earlier answers if there are any, else on."""
    with environment().database.reading() as session:
        case = own_case(session, person, case_id)
        begun = case.status is not Status.DRAFT or case.saved_pages
        found = [] if begun else offering.earlier(session, environment(), case)
    return url_for("earlier.choose" if found else "apply.resume", case_id=case_id)


def before_first_page(case: Case) -> str:
    """Where the way back from the first page leads."""
    with environment().database.reading() as session:
        found = offering.earlier(session, environment(), case)
    if found:
        return url_for("earlier.choose", case_id=case.id)
    return url_for("catalogue.service", name=case.service)


def use_none(draft: Draft, page: str, typed: Typed) -> Response:
    """Take all that was used of other answers out of the form; what was typed beside it on this page, and on any other
    that was not sent, stays."""
    with environment().database.reading() as session:
        typed_on = answer_store.pages_typed(session, draft.case.id)
        sent = {name: answer_store.typed(session, draft.case.id, name) for name in typed_on}
        sent[page] = {**typed, DO: [UNUSE]}
        left: dict[str, Typed | None] = {}
        for each in draft.form.pages:
            if words := sent.get(each.page):
                rest = draft.filling(each, session).without(words, draft.used(each, session))
                left[each.page] = rest if says_something(rest) else None
    done = offering.use_none(environment(), draft.case.applicant, draft.case.id, left)
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
    else:
        said = _("The answers filled in are out of this form. What you sent or typed yourself is still there.")
        flash(said, "success")
    return redirect(url_for("apply.show_page", case_id=draft.case.id, page=page), 303)


def sources_of(case: Case, used: Collection[str], session: Session) -> list[CaseRow | None]:
    """Where the answers `used` on a page come from: earlier cases, and None for what was answered before the form."""
    rows = offered.of_draft(session, case.id) if used else []
    return [case_store.row_of(session, row.source) if row.source else None for row in rows if row.values.keys() & used]
