"""Signing in and out: applicants by phone and one-time code, officers by username and password.

What was typed is kept in the session cookie until the visitor is signed in, so that a mistake or a change of language
loses nothing; the session is emptied at every sign-in and sign-out.
"""

from __future__ import annotations

import secrets
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

from portal.lao.dates import format_datetime
from portal.lao.phone import PhoneProblem, parse_phone
from portal.people import officers
from portal.people.applicants import set_language
from portal.people.sign_in import CodeProblem, CodeRefusal, CodeRequest, check_code, request_code
from portal.web import visitors
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.way_back import local_path
from portal.web.wording import gettext as _

blueprint = Blueprint("sign_in", __name__)

_NUMBER: Final = "sign_in.number"
_TYPED: Final = "sign_in.typed"
_ERROR: Final = "sign_in.error"
_NEXT: Final = "sign_in.next"
_BROWSER: Final = "sign_in.browser"
_KNOWN_COOKIE: Final = "officer"
_KNOWN_FOR: Final = 180 * 24 * 60 * 60
"""Seconds for which a browser knows the officer who signed in in it last."""


@blueprint.get("/sign-in")
def phone() -> str:
    """Ask for the phone number."""
    if target := local_path(request.args.get("next")):
        session[_NEXT] = target
    return render_template("sign_in/phone.html", typed=session.get(_TYPED, ""), error=session.pop(_ERROR, ""))


@blueprint.post("/sign-in")
@visitors.limiter.limit("600 per hour")
def send_code() -> Response:
    """Send a one-time code to the number."""
    typed = request.form.get("phone", "")
    session[_TYPED] = typed[:40]
    number = parse_phone(typed)
    if isinstance(number, PhoneProblem):
        session[_ERROR] = _phone_sentence(number)
        return redirect(url_for("sign_in.phone"), 303)
    work = environment()
    with work.database.writing() as writing:
        asked = request_code(writing, number, current_language(), work.settings, work.clock(), browser=_browser())
    work.wake()
    session[_NUMBER] = number
    _say_when_refused(asked)
    return redirect(url_for("sign_in.code"), 303)


@blueprint.get("/sign-in/code")
def code() -> str | Response:
    """Ask for the code that was sent."""
    number = session.get(_NUMBER)
    if number is None:
        return redirect(url_for("sign_in.phone"), 303)
    return render_template(
        "sign_in/code.html",
        number=number,
        minutes=environment().settings.code_minutes,
        error=session.pop(_ERROR, ""),
    )


@blueprint.post("/sign-in/code")
@visitors.limiter.limit("1200 per hour")
def enter() -> Response:
    """Let the visitor in when the code is right."""
    number = session.get(_NUMBER)
    if number is None:
        return redirect(url_for("sign_in.phone"), 303)
    work = environment()
    with work.database.writing() as writing:
        found = check_code(
            writing,
            number,
            request.form.get("code", ""),
            work.settings,
            work.clock(),
            current_language(),
            browser=_browser(),
        )
        if not isinstance(found, CodeProblem):
            set_language(writing, found.id, current_language())
    if isinstance(found, CodeProblem):
        if found is CodeProblem.NONE and (visitor := visitors.signed_in()) and visitor.kind == "applicant":
            return redirect(url_for("track.mine"), 303)  # a double tap: the first one has signed them in
        session[_ERROR] = _code_sentence(found)
        return redirect(url_for("sign_in.code"), 303)
    target = session.get(_NEXT) or url_for("track.mine")
    visitors.sign_in("applicant", found.id)
    return redirect(target, 303)


@blueprint.get("/desk/sign-in")
def officer() -> str:
    """Ask an officer for username and password."""
    if target := local_path(request.args.get("next")):
        session[_NEXT] = target
    return render_template("sign_in/officer.html", typed=session.get(_TYPED, ""), error=session.pop(_ERROR, ""))


@blueprint.post("/desk/sign-in")
@visitors.limiter.limit("300 per hour")
def enter_officer() -> Response:
    """Let an officer in. A wrong name, a wrong password and a locked account are answered alike."""
    work = environment()
    username = request.form.get("username", "")
    found = officers.sign_in(
        work.database, username, request.form.get("password", ""), work.clock(), known_here=_officer_known_here()
    )
    if isinstance(found, officers.SignInProblem):
        session[_TYPED] = username[:40]
        session[_ERROR] = _(
            "The username or the password is not right. After ten wrong tries an account rests for 15 minutes."
        )
        return redirect(url_for("sign_in.officer"), 303)
    target = session.get(_NEXT, "")
    visitors.sign_in("officer", found.id)
    response = redirect(target if target.startswith("/desk") else url_for("desk.queue"), 303)
    _remember_officer(response, found.id)
    return response


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Leave; nothing of the visitor stays on this phone."""
    visitor = visitors.signed_in()
    visitors.sign_out()
    flash(_("You are signed out. Nothing of yours stays on this device."), "success")
    officer_left = visitor is not None and visitor.kind == "officer"
    return redirect(url_for("sign_in.officer") if officer_left else url_for("catalogue.services"), 303)


def _browser() -> str:
    """A secret of this browser, kept until it signs in: a code can be used only where it was asked for."""
    if _BROWSER not in session:
        session[_BROWSER] = secrets.token_urlsafe(16)
    return str(session[_BROWSER])


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(environment().settings.secret_key.get_secret_value(), salt="officer known here")


def _remember_officer(response: Response, officer_id: str) -> None:
    response.set_cookie(
        _KNOWN_COOKIE,
        _signer().dumps(officer_id),
        max_age=_KNOWN_FOR,
        path="/desk",
        secure=environment().settings.cookie_secure,
        httponly=True,
        samesite="Lax",
    )


def _officer_known_here() -> str | None:
    try:
        return str(_signer().loads(request.cookies.get(_KNOWN_COOKIE, ""), max_age=_KNOWN_FOR))
    except BadSignature:
        return None


def _say_when_refused(asked: CodeRequest) -> None:
    if asked.refused is CodeRefusal.TOO_SOON:
        flash(_("A code was sent a moment ago. Wait for the message."), "important")
    elif asked.refused is CodeRefusal.TOO_MANY:
        when = format_datetime(asked.again_at, current_language())
        flash(_("Too many codes were sent to this phone. Ask again after %(time)s.", time=when), "important")


def _phone_sentence(problem: PhoneProblem) -> str:
    match problem:
        case PhoneProblem.EMPTY:
            return _("Enter your phone number.")
        case PhoneProblem.NOT_MOBILE:
            return _("This number cannot receive SMS. Use a mobile number that begins with 020 or 030.")
        case PhoneProblem.NOT_LAO:
            return _("Use a Lao mobile number, such as 020 5555 1234.")
        case _:
            return _("This is not a phone number. Write it like 020 5555 1234.")


def _code_sentence(problem: CodeProblem) -> str:
    match problem:
        case CodeProblem.WRONG:
            return _("This is not the code. Look at the message again and type its 6 digits.")
        case CodeProblem.EXPIRED:
            return _("This code is too old. Ask for a new one.")
        case CodeProblem.TOO_MANY:
            return _("Too many wrong codes. Ask for a new one.")
        case _:
            return _("No code is waiting for this number. Ask for a new one.")
