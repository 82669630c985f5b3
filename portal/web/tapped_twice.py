"""The form that signed its sender in or out, sent once more from the same page: a second tap on a slow network.

The session was emptied in between, and the form's token with it. Nothing is done then, and nobody signed in or out:
whom the first tap signed in goes on to where it led. So it does not matter who sent the form.
"""

from __future__ import annotations

from typing import Final

from flask import redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.people import officers
from portal.people.applicants import recipient_of
from portal.people.sign_in import has_just_signed_in
from portal.web.current import environment
from portal.web.way_back import local_path

_LED: Final = "sign_in.led"


def remember(target: str) -> str:
    """Keep where signing in has led, and return it."""
    session[_LED] = target
    return target


def forget() -> None:
    """Keep it no longer: each page sends it again."""
    session.pop(_LED, None)


def onward() -> Response | None:
    """Where a form leads that has done already what it asks; None for any other."""
    match request.endpoint:
        case "sign_in.enter" if _applicant_is_in():
            return redirect(session.get(_LED) or url_for("track.mine"), 303)
        case "sign_in.enter_officer" if _officer_is_in():
            return redirect(session.get(_LED) or url_for("desk.queue"), 303)
        case "sign_in.sign_out" if not current_user.is_authenticated:
            there = url_for("sign_in.phone", next=local_path(request.form.get("next")))
            return redirect(there if "change" in request.form else url_for("catalogue.services"), 303)
        case _:
            return None


def _applicant_is_in() -> bool:
    """Whether it is the code that has signed in the applicant of this session."""
    if not current_user.is_authenticated or current_user.kind != "applicant":
        return False
    work = environment()
    with work.database.reading() as reading:
        number = recipient_of(reading, current_user.person).number
        return has_just_signed_in(reading, number, request.form.get("code", ""), work.settings, work.clock())


def _officer_is_in() -> bool:
    """Whether it is the username of the officer of this session."""
    if not current_user.is_authenticated or current_user.kind != "officer":
        return False
    with environment().database.reading() as reading:
        found = officers.of_username(reading, request.form.get("username", ""))
        return found is not None and found.id == current_user.person
