"""Who is signed in: an applicant by phone or an officer by password, never both in one browser."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, Literal, TypeVar, cast

from flask import Flask, redirect, request, session, url_for
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from portal.cases.apply import NoSuchService
from portal.cases.command import NoSuchCase
from portal.people import officers
from portal.settings import Settings
from portal.store.tables import PersonRow
from portal.web.current import environment
from portal.web.problems import problem_page

Kind = Literal["applicant", "officer"]
View = TypeVar("View", bound=Callable[..., Any])

limiter = Limiter(get_remote_address)
"""Counts sign-in tries by network address. Villages share addresses, so its limits are wide; each phone has its own."""


@dataclass(frozen=True)
class Visitor(UserMixin):  # type: ignore[misc]
    """Someone signed in: their kind and their id in the store."""

    kind: Kind
    person: str

    def get_id(self) -> str:
        """What the session remembers."""
        return f"{self.kind}:{self.person}"


def install_visitors(app: Flask, settings: Settings) -> None:
    """Give `app` sign-in, and turn what visitors may not see into 'not found'."""
    app.config.update(
        PERMANENT_SESSION_LIFETIME=timedelta(hours=settings.session_hours),
        RATELIMIT_ENABLED=settings.rate_limits,
        RATELIMIT_STORAGE_URI=settings.rate_limit_storage,
    )
    limiter.init_app(app)
    manager = LoginManager()
    manager.session_protection = None  # phones change their address from one mast to the next
    manager.user_loader(_still_known)
    manager.init_app(app)
    app.register_error_handler(NoSuchCase, lambda _error: problem_page(404))
    app.register_error_handler(NoSuchService, lambda _error: problem_page(404))


def _still_known(remembered: str) -> Visitor | None:
    kind, _, person = remembered.partition(":")
    with environment().database.reading() as reading:
        if kind == "officer":
            return Visitor("officer", person) if officers.officer(reading, person) else None
        known = kind == "applicant" and reading.get(PersonRow, person) is not None
        return Visitor("applicant", person) if known else None


def sign_in(kind: Kind, person: str) -> None:
    """Begin a session for this visitor; nothing of an earlier one on this browser remains."""
    session.clear()
    session.permanent = True
    login_user(Visitor(kind, person))


def sign_out() -> None:
    """End the session and forget everything in it."""
    logout_user()
    session.clear()


def signed_in() -> Visitor | None:
    """The visitor signed in, if anyone."""
    return cast(Visitor, current_user._get_current_object()) if current_user.is_authenticated else None


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
            return _to_sign_in(sign_in_page)
        return view(*args, visitor=visitor, **kwargs)

    return cast(View, guarded)


def _to_sign_in(page: str) -> Response:
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for(page, next=back), code=303)
