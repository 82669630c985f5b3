"""The list of what a person has applied for."""

from __future__ import annotations

from flask import render_template

from portal.store import cases as case_store
from portal.store.certificates import papers_of
from portal.web.current import environment
from portal.web.drafts import tellings
from portal.web.track.blueprint import blueprint
from portal.web.visitors import Visitor, applicant_only
from portal.workflow.standing import standing


@blueprint.get("/my")
@applicant_only
def mine(visitor: Visitor) -> str:
    """Everything this person has applied for, and their drafts."""
    with environment().database.reading() as session:
        rows = case_store.of_applicant(session, visitor.person)
        told = tellings(session, rows)
        papers = papers_of(session, [row.id for row in rows])
    services = {row.definition: environment().services.version(row.definition) for row in rows}
    today = environment().today()
    standings = {row.id: standing(row.status, row.outcome, row.promised_on, today, papers[row.id]) for row in rows}
    return render_template("track/mine.html", rows=rows, services=services, standings=standings, told=told)
