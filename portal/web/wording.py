"""Texts in the visitor's language, typed: flask_babel itself carries no types."""

from __future__ import annotations

import flask_babel


def gettext(message: str, **values: object) -> str:
    """The text in the language of the request, with `%(name)s` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, number: int, **values: object) -> str:
    """The text for this number of things; `%(num)s` is the number."""
    return str(flask_babel.ngettext(singular, plural, number, **values))
