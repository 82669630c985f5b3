"""A page of answers that arrives when the session has run out: what was typed is there again after signing in."""

from __future__ import annotations

import secrets
from typing import Final
from urllib.parse import urlsplit

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from portal.cases import parking
from portal.store import cases as case_store
from portal.store.answers import CORRECTION
from portal.web.current import environment
from portal.web.forms.filling import typed_on_page
from portal.web.problems import form_expired
from portal.web.way_back import this_page
from portal.web.wording import gettext as _
from portal.workflow.reference import normalise_reference

_TICKET: Final = "interrupted"


def install_interrupted(app: Flask) -> None:
    """Answer a form whose token went with its session: pages of answers are kept, anything else has to be sent again.

    Install it after the problem pages, whose answer it gives otherwise.
    """
    app.register_error_handler(CSRFError, _token_gone)


def ticket() -> str | None:
    """The ticket of a form that waits for this browser, if any."""
    held = session.get(_TICKET)
    return held if isinstance(held, str) else None


def hold(held: str | None) -> None:
    """Let this browser's session have the ticket, after it was emptied."""
    if held is not None:
        session[_TICKET] = held


def park_form() -> bool:
    """Keep the page of answers in this request; False when it is none, or comes from another site."""
    place = _case_and_page()
    if place is None or not (g.get("csrf_valid") or _from_this_site()):
        return False
    case_id, page = place
    held = secrets.token_urlsafe(16)
    session[_TICKET] = held
    parking.park(
        environment(),
        held,
        case_id,
        page,
        typed_on_page(request.form),
        with_files=any(file.filename for _name, file in request.files.items(multi=True)),
    )
    return True


def bring_back(person: str, held: str | None) -> str | None:
    """Put a form that waited on its page, and return where that is; None when none waited for this person.

    A ticket of somebody else's is held on to: its owner may sign in next.
    """
    if held is None:
        return None
    back = parking.bring_back(environment(), person, held)
    if back is None:
        hold(held)
        return None
    said = _("What you typed is here again. Check it and send it once more.")
    if back.with_files:
        files = _("Choose your files once more.")
        said = f"{said} {files}"
    flash(said, "important")
    if back.page == CORRECTION:
        return url_for("track.show_correction", reference=back.case.reference)
    return url_for("apply.show_page", case_id=back.case.id, page=back.page)


def _token_gone(error: CSRFError) -> ResponseReturnValue:
    if not park_form():
        return form_expired(error)
    if current_user.is_authenticated and current_user.kind == "applicant":
        there = bring_back(current_user.person, session.pop(_TICKET))
        return redirect(there, 303) if there else form_expired(error)
    return redirect(url_for("sign_in.phone", next=this_page()), 303)


def _case_and_page() -> tuple[str, str] | None:
    """The case and the page that this request writes on; a case id that may be of no case."""
    if request.method != "POST":
        return None
    there = request.view_args or {}
    if request.endpoint == "apply.save_page":
        return there["case_id"], there["page"]
    if request.endpoint == "track.send_correction":
        reference = normalise_reference(there["reference"]) or ""
        with environment().database.reading() as reading:
            return case_store.id_of_reference(reading, reference) or "", CORRECTION
    return None


def _from_this_site() -> bool:
    """Whether the browser says that the form was on a page of this site. No other site can make it say so."""
    return urlsplit(request.headers.get("Origin") or request.referrer or "").netloc == request.host
