"""The keys by which a form that arrives twice is known to be one command."""

from __future__ import annotations

from typing import Final

from flask import request

from portal.cases.command import deed_key
from portal.store.columns import new_id
from portal.web.forms.typed import typed_on_page

LONGEST: Final = 60
"""Characters that the store takes."""


def command_key() -> str:
    """The key that came with the form, or a fresh one when there is none that a form of ours could have sent."""
    key = request.form.get("_key", "")
    return key if 0 < len(key) <= LONGEST and key.isascii() and key.isprintable() else new_id()


def key_of_what_is_said() -> str:
    """The key that came with the form, together with all that the form says as it arrived; of files, their names."""
    files = [(name, file.filename) for name, file in request.files.items(multi=True) if file.filename]
    return deed_key(command_key(), typed_on_page(request.form), files)
