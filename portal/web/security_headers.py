"""Headers that keep a page from being framed, sniffed, scripted or left behind on a shared phone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Final, ParamSpec, TypeVar

from flask import Flask, current_app, g, request, session
from werkzeug.wrappers import Response

P = ParamSpec("P")
R = TypeVar("R")

_POLICY: Final = {
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "script-src": "'none'",
}

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

PUBLIC_SECONDS: Final = 60
"""How long a public page may be shown again without asking: long enough for going back and forth on a thin network."""


def content_security_policy(**directives: str) -> str:
    """Return the portal's Content-Security-Policy, with directives replaced (script_src="'self'") for one response."""
    changed = {name.replace("_", "-"): value for name, value in directives.items()}
    return "; ".join(f"{name} {value}" for name, value in {**_POLICY, **changed}.items())


def public_page(view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view whose page is the same for everybody who is not signed in, so that it may be cached."""

    @wraps(view)
    def marked(*args: P.args, **kwargs: P.kwargs) -> R:
        g.public_page = True
        return view(*args, **kwargs)

    return marked


def install_security_headers(app: Flask) -> None:
    """Add the headers to every response of `app`; a view that sets one itself keeps its own."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", content_security_policy())
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = _cache_control(response)
    # The language, and whether somebody is signed in, are in cookies.
    response.vary.add("Cookie")
    return response


def _cache_control(response: Response) -> str:
    """Public pages only, only for visitors without a session, and never together with a new cookie."""
    anonymous = _session_cookie() not in request.cookies and not session.modified
    if g.get("public_page") and anonymous and response.status_code == 200 and "Set-Cookie" not in response.headers:
        return f"public, max-age={PUBLIC_SECONDS}"
    return "no-store"


def _session_cookie() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"])
