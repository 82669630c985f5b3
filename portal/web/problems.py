"""What people see when a request cannot be served: what happened, and what to do next, in plain words."""

from __future__ import annotations

import secrets
import traceback
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import Final

import structlog
from flask import Flask, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from portal.lao.code_letters import ALPHABET
from portal.lao.dates import format_datetime
from portal.store.database import cannot_now
from portal.store.file_store import MissingFileError
from portal.web.language import current_language
from portal.web.navigation import visitor
from portal.web.problem_words import NOT_FOUND_AT_THE_DESK, TOO_MUCH_TEXT, Words, words_of
from portal.web.way_back import came_from, this_page

URLENCODED: Final = "application/x-www-form-urlencoded"
"""The media type of a form without files."""
RETRY_SECONDS: Final = 30
"""After which a program may ask again when the database was locked or away."""

_KEPT_HEADERS: Final = ("Allow", "Retry-After", "WWW-Authenticate")

_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Problem:
    """A page of plain words: what happened, what to do, and where a link leads on."""

    status: int
    title: str
    what_to_do: tuple[str, ...]
    link_text: str
    link_href: str
    incident: str | None = None
    again: tuple[tuple[str, str], ...] | None = None
    """The fields of the form that was lost, to be sent once more with one button; None when nothing was lost."""
    other_number: str = ""
    """The page to come back to, when signing in with another number may help; a button leads there."""


def install_problem_pages(app: Flask) -> None:
    """Answer every HTTP error and every unforeseen failure of `app` with a page, or with problem+json on request."""
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(MissingFileError, _file_missing)
    app.register_error_handler(Exception, _failure)
    # Flask would log the error with its own words; `_failure` logs what may be kept.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]


def problem(status: int) -> Problem:
    """Return what is said about an HTTP error status, in the language of the request."""
    if request.method == "POST" and status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _closed() if status == HTTPStatus.SERVICE_UNAVAILABLE else _failed(status)
    words = _words(status)
    what_to_do = tuple(str(sentence) for sentence in words.what_to_do)
    return Problem(status, str(words.title), what_to_do, str(words.link_text), words.link_href())


def _words(status: int) -> Words:
    if status == HTTPStatus.NOT_FOUND and _is_officer():
        return NOT_FOUND_AT_THE_DESK
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE and request.mimetype == URLENCODED:
        return TOO_MUCH_TEXT
    return words_of(status)


def _is_officer() -> bool:
    return not g.get("plain_shell") and visitor() == "officer"


def _closed() -> Problem:
    return _lost(503, _("The service is closed for a short time"), (_("We are working on it."),))


def _failed(status: int) -> Problem:
    return _lost(
        status,
        _("Something went wrong on our side"),
        (_("It is not your mistake."),),
        _("If it happens again, tell your village office this number:"),
    )


def _lost(status: int, title: str, why: tuple[str, ...], *further: str) -> Problem:
    """What is said when a form arrived and nothing of it was kept."""
    if request.endpoint == "apply.submit":
        lost = _("Your application has not been sent. Send it again; all your answers are still here.")
    elif request.endpoint == "desk.act":
        lost = _("Your decision was not recorded. Send it again; the case stands as it was.")
    else:
        lost = _("What you just sent was not saved. Send it again; what you saved before is still here.")
    files = (_("Choose your files once more."),) if any(file.filename for file in _sent_files()) else ()
    return Problem(status, title, (*why, lost, *files, *further), _("Go back"), this_page(), again=_typed_again())


def _sent_files() -> list[FileStorage]:
    if not g.get("csrf_valid"):  # only then was the form read
        return []
    return [file for _name, file in request.files.items(multi=True)]


def _typed_again() -> tuple[tuple[str, str], ...] | None:
    """Everything that was typed, for a form of the visitor's own; never what signs somebody in."""
    if not g.get("csrf_valid") or request.blueprint == "sign_in":
        return None
    token = current_app.config["WTF_CSRF_FIELD_NAME"]
    return tuple((name, value) for name, value in request.form.items(multi=True) if name != token)


def problem_page(status: int) -> Response:
    """Return the finished answer for an HTTP error status, for handlers of the portal's own errors."""
    return _answer(problem(status))


def case_of_another_number(number: str) -> Response:
    """Answer an applicant, signed in with `number`, who asked for a case that is not theirs or that there is not."""
    said = Problem(
        404,
        _("We found no such application of yours"),
        (
            _("You are signed in with the number %(number)s.", number=number),
            _("An application opens only with the number it was sent with: the one its SMS come to."),
            _("If you came by a link in a message, sign in with the number of the phone that got the message."),
        ),
        _("My applications"),
        "/my",
        other_number=this_page(),
    )
    return _answer(said)


def too_many_tries(until: datetime, wait: int) -> Response:
    """Answer somebody who met a limit that holds `until` then, `wait` seconds from now."""
    when = format_datetime(until, current_language())
    said = replace(problem(429), what_to_do=(_("Try again after %(time)s. Nothing you saved is lost.", time=when),))
    response = _answer(said)
    response.headers["Retry-After"] = str(wait)
    return response


def form_expired(error: CSRFError) -> ResponseReturnValue:
    """Answer a form whose token is missing, wrong or too old."""
    if request.endpoint == "desk.act":  # what asks nothing leads on to its case, which says so once more
        title, further, again = _("Your decision was not recorded"), _("Open the case and decide again."), this_page()
    else:
        title = _("The page was open too long")
        further = _("What you saved is still here. Open the page again and send it once more.")
        again = came_from() or this_page()
    safe = _("To keep you safe, a form works only for a while.")
    return _answer(Problem(400, title, (safe, further), _("Open the page again"), again))


def form_left_out(why: str) -> Response:
    """Answer a form whose application was sent, corrected or deleted meanwhile: `why` says so."""
    return _answer(Problem(409, _("What you typed was not saved"), (why,), _("My applications"), "/my"))


def _file_missing(error: MissingFileError) -> Response:
    _log.error("file missing", endpoint=request.endpoint, of=request.view_args, file=str(error))
    return _answer(
        Problem(
            404,
            _("This file is missing"),
            (
                _("It was saved once, but the portal can no longer find it. It is not your mistake."),
                _("Tell the office that runs this portal. If you need the file now, ask for it on paper."),
            ),
            _("Go back"),
            came_from() or "/",
        )
    )


def _http_error(error: HTTPException) -> ResponseReturnValue:
    # A failure while another error was being answered reaches Flask's last resort, and comes back as this.
    if isinstance(error, InternalServerError) and error.original_exception:
        return _failure(error.original_exception)
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST or error.response is not None:
        return error
    response = problem_page(status)
    sent = error.get_response(request.environ)
    for name in _KEPT_HEADERS:
        if name in sent.headers:
            response.headers[name] = sent.headers[name]
    return response


def _failure(error: BaseException) -> ResponseReturnValue:
    if cannot_now(error):
        return _database_away(error)
    if current_app.debug or current_app.testing:
        raise error
    incident = "".join(secrets.choice(ALPHABET) for _place in range(6))
    # The error's own words may hold what a person typed (a database error repeats its values), so only its kind and
    # the places it came through are logged.
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    _log.error("request failed", incident=incident, endpoint=request.endpoint, kind=type(error).__name__, places=places)
    # The failure may be the database's: the page must not ask who is signed in.
    g.plain_shell = True
    return _answer(replace(problem(500), incident=incident))


def _database_away(error: BaseException) -> Response:
    _log.error("database cannot now", endpoint=request.endpoint, kind=type(getattr(error, "orig", error)).__name__)
    g.plain_shell = True
    response = problem_page(HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _answer(said: Problem) -> Response:
    if _wants_json():
        response = jsonify(
            {
                "type": "about:blank",
                "title": said.title,
                "status": said.status,
                "detail": " ".join(said.what_to_do),
                **({"instance": f"urn:incident:{said.incident}"} if said.incident else {}),
            }
        )
        response.mimetype = "application/problem+json"
    else:
        response = make_response(render_template("problem.html", problem=said))
    response.status_code = said.status
    return response


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    json = max(accepted["application/problem+json"], accepted["application/json"])
    return bool(json > accepted["text/html"])
