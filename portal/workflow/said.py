"""What an officer adds to an action: the one notion of it, from the form to the event and the message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from portal.definition.asked import questions_of
from portal.definition.model import ExampleAction, Service
from portal.definition.spoken import Spoken
from portal.definition.values import is_empty
from portal.workflow.events import ActionTaken


@dataclass(frozen=True)
class Said:
    """The fields to correct, and the typed answers to what the action asks, by name.

    The answers are kept with the applicant's; an event has their digests.
    """

    fields: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def in_example(cls, step: ExampleAction) -> Self:
        """What an example's action says, its answers read already."""
        return cls(step.fields, step.said)

    @property
    def given(self) -> dict[str, Any]:
        """The answers that say something."""
        return {name: value for name, value in self.answers.items() if not _says_nothing(value)}


NOTHING_SAID: Final = Said()


def _says_nothing(value: Any) -> bool:
    return is_empty(value) or (isinstance(value, str) and not value.strip())


def spoken(service: Service, taken: ActionTaken, values: Mapping[str, Any]) -> Spoken:
    """What was said with an action, in the order in which it is asked."""
    asked = questions_of(service, taken.path, taken.action)
    given = {name: values[name] for name in asked if name in values}
    return Spoken({name: asked[name] for name in given}, given)
