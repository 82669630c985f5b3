"""What an officer adds to an action: the one notion of it, from the form to the event and the message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

from portal.definition.asked import questions_of
from portal.definition.model import ExampleAction, Question, Service
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


@dataclass(frozen=True)
class Spoken:
    """Answers of officers with the questions they answer, by the same names. Everybody who shows them asks this."""

    questions: Mapping[str, Question] = field(default_factory=dict)
    values: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> Spoken:
        """Without what only officers read."""
        return self._only({name for name, question in self.questions.items() if not question.internal})

    def _only(self, names: set[str]) -> Spoken:
        return Spoken(
            {name: self.questions[name] for name in self.questions if name in names},
            {name: self.values[name] for name in self.values if name in names},
        )


NOTHING_SPOKEN: Final = Spoken()


def spoken(service: Service, taken: ActionTaken, values: Mapping[str, Any]) -> Spoken:
    """What was said with an action, in the order in which it is asked."""
    asked = questions_of(service, taken.path, taken.action)
    given = {name: values[name] for name in asked if name in values}
    return Spoken({name: asked[name] for name in given}, given)


def together(several: Iterable[Spoken]) -> Spoken:
    """What was said with several actions, of each name what was said last."""
    questions: dict[str, Question] = {}
    values: dict[str, Any] = {}
    for each in several:
        questions |= each.questions
        values |= each.values
    return Spoken(questions, values)
