"""A form that arrives when the session has run out: what was typed is there again after signing in.

Kept are pages of answers, and what officers write for an action. Anything else has to be sent again.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, flash, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from portal.cases import parking
from portal.store import cases as case_store
from portal.store.answers import CORRECTION
from portal.web import known_here, tapped_twice
from portal.web.current import environment
from portal.web.forms.typed import says_something, typed_on_page
from portal.web.limits import limiter
from portal.web.problems import form_expired, form_left_out
from portal.web.too_late import correction_left_out, left_out
from portal.web.way_back import this_page
from portal.web.wording import gettext as _
from portal.workflow.reference import normalise_reference

_TICKET: Final = "interrupted"
_ADDRESS_LIMIT: Final = "300 per hour"


def install_interrupted(app: Flask) -> None:
    """Answer a form whose token went with its session: what is kept comes back, anything else has to be sent again.

    Install it after the problem pages, whose answer it gives otherwise.
    """
    app.register_error_handler(CSRFError, _token_gone)


def ticket() -> str | None:
    """The ticket of a form that waits for this browser, if any."""
    held = session.get(_TICKET)
    return held if isinstance(held, str) else None


def waits(*, for_officer: bool) -> bool:
    """Whether a form waits for an officer, or else for an applicant, who signs in in this browser."""
    held = ticket()
    return held is not None and parking.waits(environment(), held, for_officer=for_officer)


def hold(held: str | None) -> None:
    """Let this browser's session have the ticket, after it was emptied."""
    if held is not None:
        session[_TICKET] = held


def park_form() -> bool:
    """Keep the form in this request; False when it was not kept: it is none to be kept, it comes from another site, or
    from a browser in which whoever could have written it never signed in."""
    if request.method != "POST" or not (g.get("csrf_valid") or _from_this_site()):
        return False
    try:
        with limiter.limit(_ADDRESS_LIMIT):
            held = _park_remark() if request.endpoint == "desk.act" else _park_page()
    except RateLimitExceeded:
        return False
    hold(held)
    return held is not None


def bring_back(person: str, held: str | None) -> str | None:
    """Put a form that waited on its page, and return where that is; None when none waited for this person.

    One that cannot be put back any more is spoken of. A ticket of somebody else's is held on to: its owner may sign in
    next.
    """
    if held is None:
        return None
    back = parking.bring_back(environment(), person, held)
    if back is None:
        hold(held)
        return None
    if isinstance(back, parking.NotBroughtBack):
        _say_lost(back)
        return None
    said = _said()
    if back.with_files:
        files = _("Choose your files once more.")
        said = f"{said} {files}"
    flash(said, "important")
    if back.page == CORRECTION:
        return url_for("track.show_correction", reference=back.case.reference)
    return url_for("apply.show_page", case_id=back.case.id, page=back.page)


def bring_remark_back(officer: str, held: str | None) -> str | None:
    """Put what an officer wrote beside its action, and return where that is; None when nothing waited for them."""
    if held is None:
        return None
    back = parking.bring_remark_back(environment(), officer, held)
    if back is None:
        hold(held)
        return None
    if isinstance(back, parking.NotBroughtBack):
        _say_lost(back)
        return None
    not_recorded = _("Your decision was not recorded.")
    flash(f"{not_recorded} {_said()}", "important")
    return url_for("desk.ask", case_id=back.case_id, task_id=back.task_id, action=back.action)


def say_not_recorded() -> None:
    """Tell an officer who is sent to sign in that what they pressed for a case did not come to anything."""
    if request.endpoint == "desk.act":
        flash(_("Your decision was not recorded, because you are not signed in any more."), "important")


def _say_lost(lost: parking.NotBroughtBack) -> None:
    if lost.case is None:
        flash(_("What you had typed was kept for an hour. The hour is over: please type it once more."), "important")
    elif lost.page == CORRECTION:
        flash(correction_left_out(lost.case), "important")
    else:
        flash(left_out(lost.case), "important")


def _said() -> str:
    return _("What you typed is here again. Check it and send it once more.")


def _token_gone(error: CSRFError) -> ResponseReturnValue:
    if _from_this_site() and (onward := tapped_twice.onward()):
        return onward
    at_desk = request.endpoint == "desk.act"
    if not park_form():
        if at_desk and _from_this_site() and known_here.officer() and not current_user.is_authenticated:
            return _to_sign_in(at_desk=True)
        return _closed_meanwhile() or form_expired(error)
    if current_user.is_authenticated and (current_user.kind == "officer") is at_desk:
        bring = bring_remark_back if at_desk else bring_back
        there = bring(current_user.person, session.pop(_TICKET))
        return redirect(there, 303) if there else form_expired(error)
    return _to_sign_in(at_desk=at_desk)


def _to_sign_in(*, at_desk: bool) -> ResponseReturnValue:
    say_not_recorded()
    return redirect(url_for("sign_in.officer" if at_desk else "sign_in.phone", next=this_page()), 303)


def _closed_meanwhile() -> ResponseReturnValue | None:
    """What is said of a page whose application takes nothing any more; None when that is not why it was not kept."""
    where = _page_sent() if _from_this_site() else None
    case = parking.closed_to(environment(), *where, known_here.has_signed_in) if where else None
    if where is None or case is None:
        return None
    return form_left_out(correction_left_out(case) if where[1] == CORRECTION else left_out(case))


def _page_sent() -> tuple[str, str] | None:
    """The case and the page of answers that arrived, from a browser in which somebody has signed in by phone."""
    if not known_here.knows_numbers():
        return None
    there = request.view_args or {}
    if request.endpoint == "apply.save_page":
        return there["case_id"], there["page"]
    if request.endpoint == "track.send_correction":
        with environment().database.reading() as reading:
            found = case_store.id_of_reference(reading, normalise_reference(there["reference"]) or "")
        return found or "", CORRECTION
    return None


def _park_page() -> str | None:
    """The ticket under which a page of answers is kept, if it is."""
    where = _page_sent()
    if where is None:
        return None
    case_id, page = where
    held = parking.new_ticket(case_id)
    kept = parking.park(
        environment(),
        held,
        case_id,
        page,
        typed_on_page(request.form),
        with_files=any(file.filename for _name, file in request.files.items(multi=True)),
        is_known_here=known_here.has_signed_in,
    )
    return held if kept else None


def _park_remark() -> str | None:
    """The ticket under which it is kept what an officer wrote, from a browser in which they signed in last."""
    officer = known_here.officer()
    typed = typed_on_page(request.form)
    if officer is None or not says_something(typed):
        return None
    there, held = request.view_args or {}, parking.new_ticket(officer)
    case_id, task_id, action = there["case_id"], there["task_id"], there["action"]
    return held if parking.park_remark(environment(), held, officer, case_id, task_id, action, typed) else None


def _from_this_site() -> bool:
    """Whether the browser says that the form was on a page of this site. No other site can make it say so."""
    return urlsplit(request.headers.get("Origin") or request.referrer or "").netloc == request.host
