"""The key by which a form that arrives twice is known to be one command."""

from __future__ import annotations

from typing import Final

from flask import request

from portal.store.columns import new_id

LONGEST: Final = 60
"""Characters that the store takes."""


def command_key() -> str:
    """The key that came with the form, or a fresh one when there is none that a form of ours could have sent."""
    key = request.form.get("_key", "")
    return key if 0 < len(key) <= LONGEST and key.isascii() and key.isprintable() else new_id()
