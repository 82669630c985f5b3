"""No paper with a hole: one that holds a letter which its typefaces lack is not made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from portal.lao.printing import unprintable
from portal.papers.paper import Paper


class UnprintableError(Exception):
    """A paper would have to be printed without one of its letters."""


def require_printable(paper: Paper) -> None:
    """Raise UnprintableError where what is drawn of `paper` holds a letter that no paper prints.

    Answers and the service's own words were judged before; names of areas and officers come from elsewhere.
    """
    # What stays on one line is drawn only where the words hold it: answers that are not printed are there too.
    if any(unprintable(text) for text in _texts(replace(paper, unbroken=()))):
        raise UnprintableError


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for each in part:
            yield from _texts(each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
