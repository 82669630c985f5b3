"""What surrounds every page: templates, languages, safety headers, compression, static files and problem pages."""

from __future__ import annotations

from typing import Any, Final, Protocol
from urllib.parse import urlsplit, urlunsplit

import structlog
from flask import Flask, abort, g, request
from flask_compress import Compress
from flask_wtf.csrf import CSRFProtect
from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.wrappers import Response

from portal.web import information
from portal.web.buttons import CSRF
from portal.web.language import current_language, install_language, language_links
from portal.web.line_breaks import install_line_breaks
from portal.web.navigation import Visitor, nav_items, visitor
from portal.web.problems import URLENCODED, install_problem_pages
from portal.web.security_headers import install_security_headers
from portal.web.session_cookie import install_session_cookie
from portal.web.static_files import install_static_files
from portal.web.templating import install_templates

MOST_TYPED: Final = 1024 * 1024
"""Bytes of a form without files: eleven questions with 10,000 Lao letters each, as browsers send them."""
MOST_FIELDS: Final = 1000
"""Fields of a form without files; with files, Werkzeug allows as many."""

_log = structlog.get_logger(__name__)

csrf = CSRFProtect()
"""Guards every POST of the portal; webhooks, which are signed by their sender, exempt themselves from it."""


class ShellSettings(Protocol):
    """The options the shell needs."""

    @property
    def secret_key(self) -> SecretStr: ...
    @property
    def cookie_secure(self) -> bool: ...
    @property
    def trusted_proxies(self) -> int: ...
    @property
    def demo(self) -> bool: ...


def install_shell(app: Flask, settings: ShellSettings) -> None:
    """Give `app` everything its pages share. Call it once, before registering blueprints."""
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        WTF_CSRF_FIELD_NAME=CSRF,
        # A form's token is good for as long as its session, whose own date suffers a clock that is set. A second date
        # in the token would refuse each form that was opened before the clock went back.
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.url_map.merge_slashes = False  # an address has one spelling
    install_session_cookie(app, secure=settings.cookie_secure)
    app.before_request(_read_a_form_without_files)  # before anything else does
    install_templates(app)
    install_language(app)
    csrf.init_app(app)
    _install_compression(app)
    install_line_breaks(app)
    install_security_headers(app)
    app.after_request(_redirect_within_this_site)
    install_problem_pages(app)
    app.register_blueprint(information.blueprint)
    app.context_processor(lambda: _shared(settings.demo))
    install_static_files(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _read_a_form_without_files() -> None:
    """Refuse one that is larger than any page's, before it is taken apart: Werkzeug holds only forms with files to a
    number of parts. And one whose connection broke half-way must change nothing.

    gunicorn hands a short body on as if it were whole, and Werkzeug then does not count it. (Multipart ends with a mark
    of its own, so a cut one is refused already.)
    """
    if request.mimetype != URLENCODED:
        return
    request.max_content_length = MOST_TYPED
    body = request.get_data(cache=True)
    if len(body) < (request.content_length or 0):
        abort(400)
    if body.count(b"&") >= MOST_FIELDS:
        abort(413)


def _redirect_within_this_site(response: Response) -> Response:
    """A redirect names no host: the one in the request is whatever somebody wrote there.

    A browser follows it without showing it: Werkzeug's sentence would be 300 bytes for nobody, each time.
    """
    if 300 <= response.status_code < 400 and "Location" in response.headers:
        response.set_data(b"")
        there = urlsplit(response.headers["Location"])
        if there.netloc == request.host:
            path = f"/{there.path.lstrip('/')}"
            response.headers["Location"] = urlunsplit(("", "", path, there.query, there.fragment))
    return response


def _install_compression(app: Flask) -> None:
    """Compress pages; a thin network gains more from this than from anything else.

    BREACH guesses a secret from the length of many answers to requests it makes a victim's browser send. The secrets in
    a page are CSRF tokens, of which only date and signature change while a session lasts; but SameSite=Lax keeps the
    session cookie off every request that another site can send in bulk, so that their answers hold no token of the
    victim's. A window opened for each of the thousands of guesses would be seen. So pages may be compressed.
    """
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=[],
        COMPRESS_STREAMS=False,
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=500,
        COMPRESS_MIMETYPES=["text/html", "application/json", "application/problem+json", "image/svg+xml", "text/csv"],
    )
    Compress(app)


def _shared(demo: bool) -> dict[str, Any]:
    """What every template may use without being given it."""
    who = _who()
    return {
        "language": current_language(),
        "language_links": language_links(),
        "visitor": who,
        "nav_items": [] if g.get("plain_shell") else nav_items(who),
        "demo": demo,
    }


def _who() -> Visitor:
    """Who is looking. While the database cannot say, a page that needs nothing else of it is shown as to nobody."""
    if g.get("plain_shell"):
        return "anonymous"
    try:
        return visitor()
    except SQLAlchemyError as fault:
        _log.error("visitor not known", endpoint=request.endpoint, kind=type(getattr(fault, "orig", fault)).__name__)
        g.plain_shell = True
        return "anonymous"
