"""Steps whose own name was misspelt: nothing names them, and what is named in their stead does not exist."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from typing import Final

from portal.definition.model import APPLICANT, DONE, EVENTS_WITH_MESSAGE, INELIGIBLE, Service, leads_to

_ALIKE: Final = 0.8
_OFTEN: Final = 2
"""Mentions: where a step is defined under one name and meant once by another, either may be wrong."""


def misspelt_steps(service: Service) -> dict[str, str]:
    """The name that was meant, by the name that its step bears.

    So one slip is one finding, and it is not proposed to change the name everywhere else.
    """
    named = Counter(_named(service))
    wanted = [name for name, times in named.items() if times >= _OFTEN and name not in service.workflow]
    meant: dict[str, str] = {}
    for step in list(service.workflow)[1:]:
        close = difflib.get_close_matches(step, wanted, n=1, cutoff=_ALIKE) if step not in named else []
        if close and close[0] not in meant.values():
            meant[step] = close[0]
    return meant


def _named(service: Service) -> Iterator[str]:
    """Each mention of a step, but for the key under which it is defined."""
    for step in service.workflow.values():
        if (onward := leads_to(step)) is not None:
            yield onward
    for officer_step in service.officer_steps.values():
        yield from (action.to for action in officer_step.actions.values() if action.to not in {APPLICANT, DONE})
    yield from (key for key in service.messages if key not in EVENTS_WITH_MESSAGE)
    states = (example.expect.state for example in service.examples.values())
    yield from (state for state in states if state not in {APPLICANT, INELIGIBLE})
