"""Who is signed in: an applicant by phone or an officer by password, never both in one browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Final, Literal, TypeVar, cast

from flask import Flask, g, redirect, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response

from portal.cases.apply import NoSuchService
from portal.cases.command import NoSuchCase
from portal.lao.phone import mask_phone
from portal.people import officers, sessions
from portal.people.applicants import recipient_of
from portal.people.sign_in import end_repeats
from portal.settings import Settings
from portal.web import interrupted, tapped_twice
from portal.web.current import environment
from portal.web.limits import install_limits
from portal.web.problems import case_of_another_number, problem_page
from portal.web.way_back import this_page

Kind = Literal["applicant", "officer"]
View = TypeVar("View", bound=Callable[..., Any])

RENEWED_AFTER: Final = 10 * 60
"""Seconds after which a busy visitor's cookie is renewed."""
_FRESH: Final = "fresh"


@dataclass(frozen=True)
class Visitor(UserMixin):  # type: ignore[misc]
    """Someone signed in: their kind, their id in the store, and the token of their session."""

    kind: Kind
    person: str
    token: str

    def get_id(self) -> str:
        """What the cookie remembers."""
        return self.token


def install_visitors(app: Flask, settings: Settings) -> None:
    """Give `app` sign-in, and turn what visitors may not see into 'not found'."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    install_limits(app, settings)
    manager = LoginManager()
    manager.session_protection = None  # phones change their address from one mast to the next
    manager.user_loader(_still_known)
    manager.init_app(app)
    app.before_request(_keep_alive)
    interrupted.install_interrupted(app)
    app.register_error_handler(NoSuchCase, lambda _error: _no_such_case())
    app.register_error_handler(NoSuchService, lambda _error: problem_page(404))


def _still_known(token: str) -> Visitor | None:
    if g.get("plain_shell"):  # what says that the database is away must not ask it: Flask-Login does with every page
        return None
    work = environment()
    with work.database.reading() as reading:
        held = sessions.owner(reading, token, work.clock(), _longest(work.settings))
        if held is None or (held[0] == "officer" and officers.officer(reading, held[1]) is None):
            return None
    return Visitor(cast(Kind, held[0]), held[1], token)


def _longest(settings: Settings) -> timedelta:
    return timedelta(hours=settings.session_longest_hours)


def _keep_alive() -> None:
    """Renew the cookie of a busy visitor now and then, not with every page: it costs 300 bytes each time."""
    if _FRESH in session and time.time() - session[_FRESH] > RENEWED_AFTER:
        session[_FRESH] = int(time.time())
        tapped_twice.forget()


def sign_in(kind: Kind, person: str) -> None:
    """Begin a session for this visitor; nothing of an earlier one on this browser remains."""
    work = environment()
    with work.database.writing() as writing:
        token = sessions.open_session(writing, kind, person, work.clock(), _longest(work.settings))
    session.clear()
    session.permanent = True
    session[_FRESH] = int(time.time())
    login_user(Visitor(kind, person, token))
    session.pop("_id", None)  # of the browser and its address: for session_protection, which is off
    generate_csrf()  # else the next page would send the whole cookie again, for its form's token


def sign_out() -> None:
    """End the session, for whoever has its cookie, and forget everything in it."""
    visitor = signed_in()
    if visitor is not None:
        with environment().database.writing() as writing:
            sessions.end_session(writing, visitor.token)
            if visitor.kind == "applicant":
                end_repeats(writing, visitor.person)
    logout_user()
    session.clear()


def signed_in() -> Visitor | None:
    """The visitor signed in, if anyone."""
    return cast(Visitor, current_user._get_current_object()) if current_user.is_authenticated else None


def number_of(visitor: Visitor) -> str:
    """The number an applicant is reached by, all but its last digits hidden: phones are shared."""
    with environment().database.reading() as reading:
        return mask_phone(recipient_of(reading, visitor.person).number)


def _no_such_case() -> Response:
    """There is no such case, or it is somebody else's: both are answered with the same words."""
    visitor = signed_in()
    if visitor is None or visitor.kind != "applicant":
        return problem_page(404)
    return case_of_another_number(number_of(visitor))


def applicant_only(view: View) -> View:
    """A page of applicants: others are sent to sign in by phone and come back; officers are told it is not theirs."""
    return _only("applicant", "sign_in.phone", view)


def officer_only(view: View) -> View:
    """A page of officers: others are sent to the officers' sign-in and come back."""
    return _only("officer", "sign_in.officer", view)


def _only(kind: Kind, sign_in_page: str, view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        visitor = signed_in()
        if visitor is None or visitor.kind != kind:
            interrupted.park_form()
            interrupted.say_not_recorded()
            return _to_sign_in(sign_in_page)
        return view(*args, visitor=visitor, **kwargs)

    return cast(View, guarded)


def _to_sign_in(page: str) -> Response:
    return redirect(url_for(page, next=this_page()), code=303)
