"""The links under the header: what a visitor, an applicant or an officer is offered on every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flask import current_app, request
from flask_babel import gettext as _
from flask_login import current_user

Visitor = Literal["anonymous", "applicant", "officer"]


@dataclass(frozen=True)
class NavItem:
    """A link to one of the portal's main places."""

    text: str
    href: str

    @property
    def current(self) -> bool:
        """Whether the present page is this place or below it."""
        return request.path == self.href or (self.href != "/" and request.path.startswith(f"{self.href}/"))


def visitor() -> Visitor:
    """Return who is looking. Without a session cookie nobody is signed in, and the session is not read at all."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies or not hasattr(current_app, "login_manager"):
        return "anonymous"
    if not current_user.is_authenticated:
        return "anonymous"
    return "officer" if getattr(current_user, "kind", "applicant") == "officer" else "applicant"


def nav_items(who: Visitor) -> list[NavItem]:
    """Return the main places of such a visitor."""
    services = NavItem(_("Services"), "/")
    if who == "officer":
        return [NavItem(_("Queue"), "/desk"), services]
    if who == "applicant":
        return [services, NavItem(_("My applications"), "/my")]
    return [services, NavItem(_("My applications"), "/my"), NavItem(_("Sign in"), "/sign-in")]
