"""Questions before the form, of anybody who thinks of applying: whose answer to one of them rules that out reads what
to do instead."""

from __future__ import annotations

from typing import Annotated, Final

from pydantic import StringConstraints

from portal.definition.model.form import FormField
from portal.definition.model.part import Expression, Level, Text

MOST_ELIGIBLE: Final = 8
"""Questions before the form, a page each: whoever has to answer more would rather ask the office."""


class EligibleQuestion(FormField):
    """A question of the form's kind. Who may go on is who passes its `check`, which sees the questions before it too;
    all others read `instead`, with a `link` to a page of the web and the `office` to ask at, if they are given."""

    check: Expression
    """An expression that holds for who may go on; it sees the questions before it too."""
    instead: Text
    """What all others read: what they can do instead."""
    link: Annotated[str, StringConstraints(min_length=1, max_length=300)] | None = None
    """A page of the web that helps them further."""
    office: Level | None = None
    """The level of the office to ask at."""
