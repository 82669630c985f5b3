"""What is said about each HTTP error status: what happened, what to do, and where a link leads on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from flask_babel import lazy_gettext as _

from portal.web.way_back import came_from, this_page


@dataclass(frozen=True)
class Words:
    """Texts in the language of whoever reads them; `link_href` finds the address for the request at hand."""

    title: Any
    what_to_do: tuple[Any, ...]
    link_text: Any
    link_href: Callable[[], str]


def _home() -> str:
    return "/"


def _sign_in() -> str:
    return "/sign-in"


def _page_before() -> str:
    return came_from() or "/"


_NOT_FOUND: Final = Words(
    _("Page not found"),
    (
        _("If you typed the address, check that it is right."),
        _("If you came by a link in a message, open the message and press the link again."),
        _("To look for your application, go to My applications."),
    ),
    _("Go to all services"),
    _home,
)

NOT_FOUND_AT_THE_DESK: Final = Words(
    _("Page not found"),
    (
        _("If you typed the address, check that it is right."),
        _("A case opens only for officers of the offices that have or had it. Look for it by its reference."),
    ),
    _("Go to the queue"),
    lambda: "/desk",
)
"""What an officer is told in place of the words for applicants."""

TOO_MUCH_TEXT: Final = Words(
    _("Too much text was sent"),
    (_("Go back, write less, and send it again."), _("What you saved before is still here.")),
    _("Go back"),
    this_page,
)
"""What is told about a form without files that is too large."""

_OF_STATUS: Final[Mapping[int, Words]] = {
    400: Words(
        _("We could not read what was sent"),
        (_("Go back and try again. What you saved is still here."),),
        _("Go back"),
        this_page,
    ),
    401: Words(
        _("Sign in first"),
        (_("This page is only for people who are signed in."),),
        _("Sign in"),
        _sign_in,
    ),
    403: Words(
        _("You may not open this page"),
        (
            _("You are signed in, but this page belongs to somebody else or to another office."),
            _("If you think you should see it, ask at your village office."),
        ),
        _("Go to all services"),
        _home,
    ),
    404: _NOT_FOUND,
    405: Words(
        _("This page cannot be opened like this"),
        (_("Start again from the page before, and use the buttons on it."),),
        _("Go back"),
        _page_before,
    ),
    410: _NOT_FOUND,
    413: Words(
        _("The file is too large"),
        (
            _("Choose a smaller file, or take the photo again at a lower quality."),
            _("What you saved before is still here."),
        ),
        _("Go back"),
        this_page,
    ),
    429: Words(
        _("Too many tries"),
        (_("Wait up to an hour, then try again. Nothing you saved is lost."),),
        _("Go back"),
        this_page,
    ),
    503: Words(
        _("The service is closed for a short time"),
        (_("We are working on it. Try again later. What you saved is still here."),),
        _("Try again"),
        this_page,
    ),
}

_OUR_FAULT: Final = Words(
    _("Something went wrong on our side"),
    (
        _("It is not your mistake. What you saved is still here."),
        _("Try again in a few minutes. If it happens again, tell your village office this number:"),
    ),
    _("Try again"),
    this_page,
)

_ANY_OTHER: Final = Words(
    _("This could not be done"),
    (_("Go back and try again. What you saved is still here."),),
    _("Go back"),
    this_page,
)


def words_of(status: int) -> Words:
    """Return the words for an error status; every one has some."""
    of_kind = _OUR_FAULT if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _ANY_OTHER
    return _OF_STATUS.get(status, of_kind)
