"""Names for a service file, made of DIGIT's: lower-case, free of what the format means by itself, none twice."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Final

LONGEST_NAME: Final = 40
"""Characters of a name in a service file (`Name` in portal/definition/model/part.py)."""
LONGEST_SLUG: Final = 60
"""Characters of a service's name."""
_ROOM: Final = 5
"""Characters kept free for a number that tells two names apart."""
_OF_YAML: Final = frozenset({"true", "false", "null"})
"""Words that a YAML file reads as something else than text."""


def name_of(name: str, taken: Container[str], otherwise: str) -> str:
    """A name for a step, action or role: DIGIT's in small letters, with `_` for other signs. `otherwise` stands in for
    one without letters; where a name is `taken` already, a number follows."""
    return _free(_plain(name, "_", LONGEST_NAME), "_", taken, otherwise)


def slug_of(name: str, taken: Container[str], otherwise: str) -> str:
    """A name for a service and its folder: NewTL becomes new-tl."""
    parted = re.sub(r"([a-z0-9])([A-Z])", r"\1-\2", name[: 2 * LONGEST_SLUG])
    return _free(_plain(parted, "-", LONGEST_SLUG), "-", taken, otherwise)


def _plain(name: str, joint: str, longest: int) -> str:
    plain = re.sub("[^a-z0-9]+", joint, name[: 4 * longest].lower()).lstrip(joint + "0123456789")
    return plain[: longest - _ROOM].strip(joint)


def _free(plain: str, joint: str, taken: Container[str], otherwise: str) -> str:
    first = plain or otherwise
    name, number = first, 1
    while name in taken or name in _OF_YAML:
        number += 1
        name = f"{first}{joint}{number}"
    return name
