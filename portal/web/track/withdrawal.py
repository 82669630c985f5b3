"""Taking a running application back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.cases import apply
from portal.store.columns import new_id
from portal.web.command_key import command_key
from portal.web.current import environment
from portal.web.refusals import sentence
from portal.web.track.blueprint import blueprint, own_case
from portal.web.visitors import Visitor, applicant_only
from portal.web.wording import gettext as _
from portal.workflow.case import Status
from portal.workflow.refusals import Refusal


@blueprint.get("/my/<reference>/withdraw")
@applicant_only
def ask_withdraw(reference: str, visitor: Visitor) -> Response | str:
    """Ask before a running application is taken back."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
    if found.status is Status.ENDED:
        return redirect(url_for("track.case", reference=found.reference), 303)
    service = environment().services.version(found.definition)
    return render_template("track/withdraw.html", service=service, case=found, key=new_id())


@blueprint.post("/my/<reference>/withdraw")
@applicant_only
def withdraw(reference: str, visitor: Visitor) -> Response:
    """Take a running application back."""
    with environment().database.reading() as session:
        found = own_case(session, visitor, reference)
    done = apply.withdraw(environment(), visitor.person, found.id, command_key())
    if isinstance(done, Refusal):
        flash(sentence(done), "important")
    else:
        flash(_("Your application has been withdrawn."), "success")
    return redirect(url_for("track.case", reference=found.reference), 303)
