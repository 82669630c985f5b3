"""The way of a case: steps, what officers can do in each, and how it ends."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from portal.definition.model.asks import FIELDS, Ask, Question
from portal.definition.model.part import Expression, Level, Name, Part, StepPath, Text
from portal.definition.periods import WorkingDays

APPLICANT = "applicant"
"""Target of an action that sends the case back to the applicant."""
DONE = "done"
"""Target of an action that completes one branch of a parallel step."""
SUBMITTED = "submitted"
"""Key of the message that is sent when an application has been handed in."""
WITHDRAWN = "withdrawn"
"""The step in which a case stands that its applicant took back, and the key of the message about it."""
LATE = "late"
"""Key of the message that is sent when a task goes up because it is late."""
CORRECTED = "corrected"
"""Key of the portal's own message about a correction that changed the fee or the office."""
INELIGIBLE = "ineligible"
"""Where an example ends whose applicant is told before the form to do something else."""
RESERVED_STEPS = frozenset({APPLICANT, DONE, SUBMITTED, WITHDRAWN, LATE, CORRECTED, INELIGIBLE, "draft"})
"""Names no step may have: they are targets, events that send a message, or states of their own."""
EVENTS_WITH_MESSAGE = frozenset({APPLICANT, SUBMITTED, WITHDRAWN, LATE})
"""Keys of `messages` that are no step: sent back, handed in, withdrawn, past the promised day."""


class Late(Part):
    """Where an overdue task goes by itself: to the office of a higher level, for the same role unless one is named."""

    to: Level
    """The level of the office that gets the work when it is late."""
    role: Name | None = None
    """The role there; the same one if left out."""


class Action(Part):
    """Something an officer can do in a step. `to` names the next step, `applicant`, or `done` in a branch.

    `not_by` names steps or branches: whoever acted in one of them may not take this action (four eyes).
    """

    to: Name
    """Where the case goes: a step or end by name, `applicant` to send it back, `done` in a branch."""
    label: Text
    """What the action is called, to officers and to the applicant."""
    asks: tuple[Ask, ...] = ()
    """What the officer must add: fields, note, reason, or questions of the file's own."""
    not_by: tuple[StepPath, ...] = ()
    """The steps, or step.branches, whose deciders may not take this action (four eyes)."""
    when: Expression | None = None
    """The action can be taken only while this expression over the answers holds."""

    @model_validator(mode="before")
    @classmethod
    def _one_name_is_a_list(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("not_by"), str):
            return {**data, "not_by": (data["not_by"],)}
        return data

    @property
    def asked_names(self) -> list[str]:
        """What is asked, by name, in the order of the file."""
        return [name for ask in self.asks for name in ([ask] if isinstance(ask, str) else ask)]

    @property
    def own_questions(self) -> dict[str, Question]:
        """The questions that the file words itself, by name."""
        return {name: question for ask in self.asks if not isinstance(ask, str) for name, question in ask.items()}

    @property
    def asks_fields(self) -> bool:
        """Whether the officer marks answers to correct. Sending back always asks: only those are opened again. Nothing
        else does, whatever its `asks` say: nobody would be told what was marked."""
        return self.to == APPLICANT

    @property
    def asks_anything(self) -> bool:
        """Whether the officer is asked anything at all."""
        return self.asks_fields or any(name != FIELDS for name in self.asked_names)


_MOST_BRANCHES: Final = 20


def _whole_branches(value: Any) -> Any:
    whole = isinstance(value, int) and not isinstance(value, bool)
    if value in ("all", "any") or (whole and 1 <= value <= _MOST_BRANCHES):
        return value
    raise PydanticCustomError("bad_join", "`join` is all, any, or how many branches must be done")


Join = Annotated[
    Literal["all", "any"] | int,
    BeforeValidator(_whole_branches),
    WithJsonSchema({"anyOf": [{"enum": ["all", "any"]}, {"type": "integer", "minimum": 1, "maximum": _MOST_BRANCHES}]}),
]
"""How many branches must be done before the case goes on."""


class OfficerStep(Part):
    """A step in which the office of a level, through one of its officers of a role, decides."""

    title: Text
    """What the step is called, to officers and to the applicant."""
    office: Level
    """The level of the office that decides: the one of, or above, the case's place."""
    role: Name
    """The role whose officers decide; they are appointed to it."""
    within: WorkingDays | None = None
    """How long the office has: `3 working days`."""
    late: Late | None = None
    """Where the work goes by itself when it is overdue."""
    actions: Annotated[dict[Name, Action], Field(min_length=1)]
    """What officers can do, by name."""


class ParallelStep(Part):
    """Several reviews at the same time; the case goes on to `to` when enough branches are done."""

    title: Text
    """What the step is called, to officers and to the applicant."""
    join: Join = "all"
    """How many branches must be done: all (if left out), any, or a number."""
    branches: Annotated[dict[Name, OfficerStep], Field(min_length=2)]
    """The reviews that go on at the same time, by name."""
    to: Name
    """Where the case goes when enough branches are done."""

    @property
    def needed(self) -> int:
        """How many branches must be done before the case goes on: never more than there are, whatever `join` says."""
        if self.join == "all":
            return len(self.branches)
        return 1 if self.join == "any" else min(self.join, len(self.branches))


class Outcome(StrEnum):
    """How a case ends."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class EndStep(Part):
    """The end of a case; `issue: certificate` makes the paper."""

    title: Text
    """What the end is called, to officers and to the applicant."""
    end: Outcome
    """How the case ends."""
    issue: Literal["certificate"] | None = None
    """`certificate` makes the paper."""


OFFICER: Final = "<officer step>"
PARALLEL: Final = "<parallel step>"
END: Final = "<end step>"
"""Tags of the kinds of step. They stand in the location of a fault, among keys: they look like none."""


def _kind_of_step(value: Any) -> str:
    """Which kind of step was meant: `end` makes an end (or `issue`, where nobody acts), `branches` a parallel step,
    anything else an officer's step."""
    keys = value.keys() if isinstance(value, dict) else set()
    if isinstance(value, EndStep) or "end" in keys or ("issue" in keys and "actions" not in keys):
        return END
    if isinstance(value, ParallelStep) or "branches" in keys or "join" in keys:
        return PARALLEL
    return OFFICER


Step = Annotated[
    Annotated[OfficerStep, Tag(OFFICER)] | Annotated[ParallelStep, Tag(PARALLEL)] | Annotated[EndStep, Tag(END)],
    Discriminator(_kind_of_step),
]
