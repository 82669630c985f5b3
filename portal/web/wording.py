"""Texts in the visitor's language, typed: flask_babel itself carries no types."""

from __future__ import annotations

import flask_babel
from markupsafe import Markup


def gettext(message: str, **values: object) -> str:
    """The text in the language of the request, with `%(name)s` filled in."""
    return str(flask_babel.gettext(message, **values))


def filled(message: str, **values: object) -> Markup:
    """A text of the portal's own as markup, with `%(name)s` filled in: what is markup stays so, all else is escaped."""
    return Markup(message) % values  # noqa: S704 - no text of the portal's holds markup of its own


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """The text for this number of things; `%(num)s` is the number."""
    return str(flask_babel.ngettext(singular, plural, number, **values))
