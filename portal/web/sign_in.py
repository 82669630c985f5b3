"""Signing in and out: applicants by phone and one-time code, officers by username and password.

What was typed is kept, sealed, in the session cookie until the visitor is signed in, so that a mistake or a change of
language loses nothing; the session is emptied at every sign-in and sign-out.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.definition.kinds.lao_phone import phone_problem
from portal.lao.phone import PhoneProblem, parse_phone
from portal.people import officers
from portal.people.applicants import set_language
from portal.people.sign_in import CODE_DIGITS, CodeProblem, check_code, request_code
from portal.web import eligible_answers, interrupted, known_here, tapped_twice, visitors
from portal.web.codes_refused import tell_refused
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.limits import limited, network
from portal.web.sealed import seal, unseal
from portal.web.sign_in_problems import sentence_of_problem
from portal.web.start_at_once import begin_at_once
from portal.web.way_back import local_path
from portal.web.wording import gettext as _

blueprint = Blueprint("sign_in", __name__)

_NUMBER: Final = "sign_in.number"
_SINCE: Final = "sign_in.since"
_TYPED: Final = "sign_in.typed"
_SAID: Final = "sign_in.said"
_NEXT: Final = "sign_in.next"
_BROWSER: Final = "sign_in.browser"
_CODE_ON_ITS_WAY: Final = 5 * 60
"""Seconds more than a code is good for: whoever types one that is too old reads so."""
_LONGEST_PHONE: Final = 40
_LONGEST_CODE: Final = 16


@blueprint.get("/sign-in")
def phone() -> str:
    """Ask for the phone number; whoever is signed in already reads as whom, and goes on or changes."""
    _lead_to(request.args.get("next"))
    visitor = visitors.signed_in()
    if visitor is not None and visitor.kind == "applicant":
        onward = session.get(_NEXT) or url_for("track.mine")
        return render_template("sign_in/already.html", number=visitors.number_of(visitor), onward=onward)
    return render_template(
        "sign_in/phone.html",
        typed=_typed_lately(_TYPED) or "",
        error=sentence_of_problem(_said_on("phone")),
        waiting=interrupted.waits(for_officer=False),
        by_link=session.get(_NEXT, "").startswith(f"{url_for('track.mine')}/"),
    )


@blueprint.post("/sign-in")
@limited(600, lambda: _mark_of(parse_phone(request.form.get("phone", ""))))
def send_code() -> Response:
    """Send a one-time code to the number."""
    typed = request.form.get("phone", "")
    session[_TYPED] = seal(typed[:_LONGEST_PHONE])
    session[_SINCE] = int(environment().clock().timestamp())
    session.pop(_SAID, None)
    number = parse_phone(typed)
    if isinstance(number, PhoneProblem):
        problem = phone_problem(number, typed)
        _say("phone", problem.code, counted=problem.params)
        return redirect(_again("sign_in.phone"), 303)
    work = environment()
    with work.database.writing() as writing:
        asked = request_code(
            writing,
            number,
            current_language(),
            work.settings,
            work.clock(),
            browser=_browser(),
            network=network(),
            known_here=known_here.browser_of(number),
        )
    work.wake()
    tell_refused(asked)
    session[_NUMBER] = seal(number)
    if asked.refused is not None:
        _say("code", f"refused-{asked.refused.value}", again_at=asked.again_at)
    return redirect(url_for("sign_in.code"), 303)


@blueprint.get("/sign-in/code")
def code() -> str | Response:
    """Ask for the code that was sent."""
    number = _typed_lately(_NUMBER)
    if number is None:
        return redirect(_again("sign_in.phone"), 303)
    said = _said_on("code")
    refused = said["problem"].startswith("refused-") if said else False
    return render_template(
        "sign_in/code.html",
        number=number,
        another_number=_again("sign_in.phone"),
        minutes=environment().settings.code_minutes,
        typed=said["typed"] if said else "",
        error="" if refused else sentence_of_problem(said),
        notice_text=sentence_of_problem(said) if refused else "",
    )


@blueprint.post("/sign-in/code")
@limited(1200, lambda: _mark_of(unseal(session.get(_NUMBER))))
def enter() -> Response:
    """Let the visitor in when the code is right."""
    number = unseal(session.get(_NUMBER))
    if number is None:
        return redirect(_again("sign_in.phone"), 303)
    work = environment()
    typed = request.form.get("code", "")
    with work.database.writing() as writing:
        found = check_code(
            writing,
            number,
            typed,
            work.settings,
            work.clock(),
            current_language(),
            browser=_browser(),
        )
        if not isinstance(found, CodeProblem):
            set_language(writing, found.id, current_language())
    if isinstance(found, CodeProblem):
        if found is CodeProblem.NONE and (visitor := visitors.signed_in()) and visitor.kind == "applicant":
            return redirect(url_for("track.mine"), 303)  # sent again: the first one has signed them in
        cut_short = found is CodeProblem.WRONG and sum(sign.isdecimal() for sign in typed) < CODE_DIGITS
        _say("code", "code-short" if cut_short else f"code-{found.value}", typed=typed[:_LONGEST_CODE])
        return redirect(url_for("sign_in.code"), 303)
    target = session.get(_NEXT) or url_for("track.mine")
    parked, answered = interrupted.ticket(), eligible_answers.carried()
    visit = _browser()  # the same for each time that this form arrives
    visitors.sign_in("applicant", found.id)
    known_here.remember_number(number, visit)
    there = interrupted.bring_back(found.id, parked) or begin_at_once(found.id, target, visit, answered)
    return redirect(tapped_twice.remember(there), 303)


@blueprint.get("/desk/sign-in")
def officer() -> str:
    """Ask an officer for username and password."""
    _lead_to(request.args.get("next"))
    said = _said_on("officer")
    return render_template(
        "sign_in/officer.html",
        typed=said["typed"] if said else "",
        error=sentence_of_problem(said),
        waiting=interrupted.waits(for_officer=True),
    )


@blueprint.post("/desk/sign-in")
@limited(300, known_here.officer)
def enter_officer() -> Response:
    """Let an officer in. A wrong name, a wrong password and a locked account are answered alike."""
    work = environment()
    username = request.form.get("username", "")
    password, token = request.form.get("password", ""), known_here.officer_token()
    found = officers.sign_in(work.database, username, password, work.clock(), known_here=token)
    if isinstance(found, officers.SignInProblem):
        _say("officer", "officer", typed=username[: officers.LONGEST_USERNAME])
        return redirect(_again("sign_in.officer"), 303)
    target = session.get(_NEXT, "")
    parked = interrupted.ticket()
    visitors.sign_in("officer", found.id)
    known_here.remember_officer(found.id)
    onward = target if target.startswith("/desk") else url_for("desk.queue")
    return redirect(tapped_twice.remember(interrupted.bring_remark_back(found.id, parked) or onward), 303)


@blueprint.post("/sign-out")
def sign_out() -> Response:
    """Leave; nothing that anybody could read of the visitor stays on this phone (`known_here` stays). Who leaves to use
    another number is asked for it at once."""
    visitor = visitors.signed_in()
    waiting = interrupted.ticket()
    visitors.sign_out()
    interrupted.hold(waiting)  # another's, whom alone it is given back to: the sender of a form has got theirs already
    if "change" in request.form:
        return redirect(url_for("sign_in.phone", next=local_path(request.form.get("next"))), 303)
    flash(_("You are signed out. What you wrote can no longer be read on this device."), "success")
    officer_left = visitor is not None and visitor.kind == "officer"
    return redirect(url_for("sign_in.officer") if officer_left else url_for("catalogue.services"), 303)


def _mark_of(number: str | PhoneProblem | None) -> str | None:
    """The mark of this browser for a number; none for what is no number."""
    return known_here.browser_of(number) if isinstance(number, str) else None


def _lead_to(target: str | None) -> None:
    """Where signing in leads: to `target`, and without one not to where an earlier visit wanted to go."""
    if path := local_path(target):
        session[_NEXT] = path
    else:
        session.pop(_NEXT, None)


def _again(page: str) -> str:
    """A page of signing in, still leading where it did."""
    return url_for(page, next=session.get(_NEXT))


def _say(
    page: str,
    problem: str,
    *,
    typed: str = "",
    again_at: datetime | None = None,
    counted: Mapping[str, str] | None = None,
) -> None:
    """Keep what is wrong until the form is sent again: the page may be reloaded, or read in the other language."""
    session[_SAID] = {
        **(counted or {}),
        "page": page,
        "problem": problem,
        "typed": seal(typed) if typed else "",
        "at": again_at.isoformat() if again_at else "",
    }


def _said_on(page: str) -> dict[str, str] | None:
    said = session.get(_SAID)
    if not isinstance(said, dict) or said.get("page") != page:
        return None
    return {**said, "typed": unseal(said.get("typed")) or ""}


def _typed_lately(name: str) -> str | None:
    """A number typed here, for as long as its code can be used: whoever has the phone next is not to read it."""
    minutes = environment().settings.code_minutes
    if not 0 <= environment().clock().timestamp() - session.get(_SINCE, 0) <= 60 * minutes + _CODE_ON_ITS_WAY:
        session.pop(_TYPED, None)
        session.pop(_NUMBER, None)
    return unseal(session.get(name))


def _browser() -> str:
    """A secret of this browser, kept until it signs in: a code can be used only where it was asked for."""
    if _BROWSER not in session:
        session[_BROWSER] = secrets.token_urlsafe(16)
    return str(session[_BROWSER])
