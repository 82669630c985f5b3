"""Cases played from start to end whenever a service is checked."""

from __future__ import annotations

from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from portal.definition.model.part import Name, Part


class ExampleAction(Part):
    """An officer's action with what it asks (`do`), or the applicant's correction (`correct`).

    A bare 'step.action' in the file is read as `do`. `answers` are as an officer would type them, by the name of what
    is asked; `note` and `reason` may stand beside them.
    """

    do: str | None = None
    fields: tuple[Name, ...] = ()
    note: str | None = None
    reason: str | None = None
    answers: dict[Name, Any] = Field(default_factory=dict)
    correct: dict[Name, Any] | None = None

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
    sms: tuple[str, ...] | None = None
    certificate: str | None = None
    fee: int | None = None
    question: Name | None = None


class Example(Part):
    """A case played from start to end when the service is checked. `answers` are as an applicant would type them, and
    `eligible` those to the questions before the form."""

    eligible: dict[Name, Any] = Field(default_factory=dict)
    answers: dict[Name, Any] = Field(default_factory=dict)
    actions: tuple[ExampleAction, ...] = ()
    expect: Expect
