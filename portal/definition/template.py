"""Placeholders in messages and certificates: `{name}`, `{name.part}`, `{serial:05}`, and `{{` `}}` for braces.

A strict subset of Python's format syntax, filled by our own code: a template can name values, and reach nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

_HOLE: Final = re.compile(r"\{\{|\}\}|\{(?P<name>[a-z][a-z0-9_]*(?:\.[a-z]+)?)(?::0(?P<width>[1-9]))?\}|[{}]")


class UnfilledPlaceholderError(LookupError):
    """A template names a value that was not given: the checker lets no published service come to this."""


def names_in(template: str) -> list[str]:
    """The names that a template holds, in order, once each."""
    return list(dict.fromkeys(found["name"] for found in _HOLE.finditer(template) if found["name"]))


def place_of(template: str, name: str) -> int:
    """Where in the template a name that it holds stands first."""
    return next(found.start() for found in _HOLE.finditer(template) if found["name"] == name)


def without(template: str) -> str:
    """The template's own words, its placeholders left out."""
    return _HOLE.sub("", template)


def stray_brace(template: str) -> int | None:
    """Where in the template stands a brace that belongs to no placeholder, if one does."""
    return next((found.start() for found in _HOLE.finditer(template) if found[0] in {"{", "}"}), None)


def fill(template: str, values: Mapping[str, str]) -> str:
    """The template with each placeholder replaced. Values are put in as they are and never read as templates.

    Raises UnfilledPlaceholderError where a name is not among `values`.
    """

    def replacement(found: re.Match[str]) -> str:
        if found["name"] is None:
            return found[0][0]
        if found["name"] not in values:
            raise UnfilledPlaceholderError(found["name"])
        return values[found["name"]].rjust(int(found["width"] or 0), "0")

    return _HOLE.sub(replacement, template)
