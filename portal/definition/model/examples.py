"""Cases played from start to end whenever a service is checked."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definition.model.part import Name, Part, Whole


class ExampleAction(Part):
    """An officer's action with what it asks (`do`), or the applicant's correction (`correct`).

    A bare 'step.action' in the file is read as `do`. `answers` are as an officer would type them, by the name of what
    is asked; `note` and `reason` may stand beside them.
    """

    do: str | None = None
    """The step and the action that an officer takes: `village.confirm`."""
    fields: tuple[Name, ...] = ()
    """The answers that are sent back for correction, by name."""
    note: str | None = None
    """What the officer writes as the note."""
    reason: str | None = None
    """What the officer writes as the reason."""
    answers: dict[Name, Any] = Field(default_factory=dict)
    """What else the action asks, by name, as an officer would type it."""
    correct: dict[Name, Any] | None = None
    """The answers that the applicant puts right, by name, as they would type them."""

    @model_validator(mode="before")
    @classmethod
    def _bare_action(cls, data: Any) -> Any:
        return {"do": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.do is None) == (self.correct is None):
            raise PydanticCustomError("do_or_correct", "an example action has either `do` or `correct`")
        return self

    @property
    def said(self) -> dict[str, Any]:
        """What the officer types, by the name of what is asked."""
        beside = {"note": self.note, "reason": self.reason}
        return {name: text for name, text in beside.items() if text is not None} | self.answers


class Expect(Part):
    """What must have happened at the end of an example. `question` is the one before the form at which it ends."""

    state: Name
    """The step or end where the case stands at last, or `applicant`."""
    sms: tuple[str, ...] | None = None
    """The messages sent on the way, by their keys, in order."""
    certificate: str | None = None
    """A text that must stand on the certificate."""
    fee: Whole | None = None
    """What the fee comes to, in kip."""
    question: Name | None = None
    """The question before the form at which the example ends."""


class Example(Part):
    """A case played from start to end when the service is checked. `answers` are as an applicant would type them, and
    `eligible` those to the questions before the form."""

    eligible: dict[Name, Any] = Field(default_factory=dict)
    """What the applicant answers before the form, by question."""
    answers: dict[Name, Any] = Field(default_factory=dict)
    """What the applicant types, by question. Areas are named by their codes, files by any word."""
    actions: tuple[ExampleAction, ...] = ()
    """What officers and the applicant then do, in order: `village.confirm`, or a part with `do` or `correct`."""
    expect: Expect
    """What must have come of it."""
