"""What a visitor typed on a page, as it can be kept and taken up again."""

from __future__ import annotations

from typing import Final

from werkzeug.datastructures import MultiDict

from portal.web.buttons import CSRF
from portal.web.forms.uploads import PROBLEM_OF_UPLOAD

LONGEST_TYPED: Final = 10_000
"""Letters of one value that are kept: several times the longest text that a question takes unless it says otherwise."""
LONGEST_TYPED_NAME: Final = 200
"""Letters of a box's name; the longest are of a part of a row of a group."""
_NOT_TYPED: Final = frozenset({CSRF, "_key"})

Typed = dict[str, list[str]]


def typed_on_page(form: MultiDict[str, str]) -> Typed:
    """What was typed, as it can be kept: everything but the form's own secrets, and what only the portal says.

    Of a value that nobody types by hand only the beginning is kept: what is kept is read each time its page is opened.
    """
    return {
        name: [value[:LONGEST_TYPED] for value in form.getlist(name)]
        for name in form
        if name not in _NOT_TYPED and not name.endswith(PROBLEM_OF_UPLOAD) and len(name) <= LONGEST_TYPED_NAME
    }


def says_something(typed: Typed) -> bool:
    """Whether anything was typed or marked, whichever button sent it."""
    return any(value.strip() for name, values in typed.items() if not name.startswith("_") for value in values)


def as_form(typed: Typed) -> MultiDict[str, str]:
    """What was kept, as a browser would send it."""
    return MultiDict((name, value) for name, values in typed.items() for value in values)
