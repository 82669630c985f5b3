"""The model of a service file: what a ministry developer may write, and what each word means.

A service is read once and never changed: every model is frozen. Names (fields, steps, actions) are lower-case
identifiers, so that they can stand in expressions, placeholders and addresses unchanged.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from portal.definition.periods import Period, WorkingDays

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
StepPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=81)]
"""A step, or 'step.branch' inside a parallel step."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=500)]

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
RESERVED_STEPS = frozenset({APPLICANT, DONE, SUBMITTED, WITHDRAWN, LATE, "draft"})
"""Names no step may have: they are targets, events that send a message, or states of their own."""
EVENTS_WITH_MESSAGE = frozenset({APPLICANT, SUBMITTED, WITHDRAWN, LATE})
"""Keys of `messages` that are no step: sent back, handed in, withdrawn, past the promised day."""


class Part(BaseModel):
    """Base of every part of a service file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Text(Part):
    """A sentence in both languages. Neither may be missing: half of a country reads each page in one of them."""

    lo: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=2000)]

    def in_language(self, language: str) -> str:
        """The sentence in `language` ('lo' or 'en'); Lao for any other."""
        return self.en if language == "en" else self.lo


class Level(StrEnum):
    """A level of the administration, and so of its offices."""

    VILLAGE = "village"
    DISTRICT = "district"
    PROVINCE = "province"


class FieldType(StrEnum):
    """What kind of answer a field takes."""

    PERSON_NAME = "person-name"
    GENDER = "gender"
    DATE = "date"
    LAO_PHONE = "lao-phone"
    VILLAGE = "village"
    DISTRICT = "district"
    PROVINCE = "province"
    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes-no"
    NUMBER = "number"
    MONEY = "money"
    TEXT = "text"
    LONG_TEXT = "long-text"
    EMAIL = "email"
    ID_NUMBER = "id-number"
    FILE = "file"
    GROUP = "group"
    COMPUTED = "computed"
    STATEMENT = "statement"


class FormField(Part):
    """One question, or one line worked out (`computed`) or said (`statement`).

    `check` is an expression that must hold for the answer; `error` is what the applicant reads when it does not.
    `when` hides the question while it is false: a hidden question is neither asked nor kept.
    """

    type: FieldType
    label: Text
    hint: Text | None = None
    required: bool = True
    when: Expression | None = None
    check: Expression | None = None
    error: Text | None = None
    options: dict[str, Text] | None = None
    min: float | None = None
    max: float | None = None
    unit: Text | None = None
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    accept: tuple[Literal["photo", "pdf"], ...] = ("photo", "pdf")
    max_files: Annotated[int, Field(ge=1, le=10)] = 1
    fields: dict[Name, FormField] | None = None
    min_items: Annotated[int, Field(ge=0, le=50)] = 1
    max_items: Annotated[int, Field(ge=1, le=50)] = 20
    value: Expression | None = None

    @property
    def is_answered(self) -> bool:
        """Whether the applicant types something here (not a computed line, not a statement)."""
        return self.type not in {FieldType.COMPUTED, FieldType.STATEMENT}


class Page(Part):
    """One page of questions, shown while `when` holds."""

    page: Name
    title: Text
    hint: Text | None = None
    when: Expression | None = None
    fields: Annotated[dict[Name, FormField], Field(min_length=1)]


class Fee(Part):
    """What the service costs, in whole kip: a number, or an expression over the answers; paid at the office."""

    amount: Annotated[int, Field(ge=0)] | Expression
    currency: Literal["LAK"] = "LAK"
    pay: Literal["at-office"] = "at-office"
    note: Text | None = None


class Late(Part):
    """Where an overdue task goes by itself: to the office of a higher level, for the same role unless one is named."""

    to: Level
    role: Name | None = None


Ask = Literal["fields", "note", "reason"]
"""What an officer must add to an action: the fields to correct, a note to the reader, the reason of a refusal."""


class Action(Part):
    """Something an officer can do in a step. `to` names the next step, `applicant`, or `done` in a branch.

    `not_by` names steps or branches: whoever acted in one of them may not take this action (four eyes).
    """

    to: Name
    label: Text
    asks: tuple[Ask, ...] = ()
    not_by: tuple[StepPath, ...] = ()
    when: Expression | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_name_is_a_list(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("not_by"), str):
            return {**data, "not_by": (data["not_by"],)}
        return data


def _whole_branches(value: Any) -> Any:
    if value in ("all", "any") or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 20):
        return value
    raise PydanticCustomError("bad_join", "`join` is all, any, or how many branches must be done")


Join = Annotated[Literal["all", "any"] | int, BeforeValidator(_whole_branches)]
"""How many branches must be done before the case goes on."""


class OfficerStep(Part):
    """A step in which the office of a level, through one of its officers of a role, decides."""

    title: Text
    office: Level
    role: Name
    within: WorkingDays | None = None
    late: Late | None = None
    actions: Annotated[dict[Name, Action], Field(min_length=1)]


class ParallelStep(Part):
    """Several reviews at the same time; the case goes on to `to` when enough branches are done."""

    title: Text
    join: Join = "all"
    branches: Annotated[dict[Name, OfficerStep], Field(min_length=2)]
    to: Name

    @property
    def needed(self) -> int:
        """How many branches must be done before the case goes on."""
        if self.join == "all":
            return len(self.branches)
        return 1 if self.join == "any" else int(self.join)


class Outcome(StrEnum):
    """How a case ends."""

    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class EndStep(Part):
    """The end of a case; `issue: certificate` makes the paper."""

    title: Text
    end: Outcome
    issue: Literal["certificate"] | None = None


def _kind_of_step(value: Any) -> str:
    """Which kind of step was meant: `end` makes an end, `branches` a parallel step, anything else an officer's step."""
    if isinstance(value, EndStep) or (isinstance(value, dict) and "end" in value):
        return "end"
    if isinstance(value, ParallelStep) or (isinstance(value, dict) and ("branches" in value or "join" in value)):
        return "parallel"
    return "officer"


Step = Annotated[
    Annotated[OfficerStep, Tag("officer")] | Annotated[ParallelStep, Tag("parallel")] | Annotated[EndStep, Tag("end")],
    Discriminator(_kind_of_step),
]


class Message(Part):
    """An SMS, sent when the event or step of its key happens. `{placeholders}` are filled per recipient."""

    to: Literal["applicant"] = "applicant"
    lo: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=600)]

    def in_language(self, language: str) -> str:
        """The text in `language`; Lao for any but 'en'."""
        return self.en if language == "en" else self.lo


class Certificate(Part):
    """The paper that is issued. `body` and `number` hold placeholders; `particulars` are fields shown as a table."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    title: Text
    body: Text
    particulars: tuple[Name, ...] = ()
    valid: Period | None = None
    signed_by: StepPath


class ExampleAction(Part):
    """An officer's action with what it asks (`do`), or the applicant's correction (`correct`).

    A bare 'step.action' in the file is read as `do`.
    """

    do: str | None = None
    fields: tuple[Name, ...] = ()
    note: str | None = None
    reason: str | None = None
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


class Expect(Part):
    """What must have happened at the end of an example."""

    state: Name
    sms: tuple[str, ...] | None = None
    certificate: str | None = None
    fee: int | None = None


class Example(Part):
    """A case played from start to end when the service is checked. `answers` are as an applicant would type them."""

    answers: dict[Name, Any]
    actions: tuple[ExampleAction, ...] = ()
    expect: Expect


class Service(Part):
    """A whole service file."""

    service: Slug
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    title: Text
    summary: Text
    agency: Text
    applies: Literal["person", "business", "office"] = "person"
    who: Text | None = None
    needs: tuple[Text, ...] = ()
    place: Name
    fee: Fee | None = None
    promise: WorkingDays
    disaggregate: tuple[str, ...] = ()
    form: Annotated[tuple[Page, ...], Field(min_length=1)]
    workflow: Annotated[dict[Name, Step], Field(min_length=2)]
    messages: dict[Name, Message] = Field(default_factory=dict)
    certificate: Certificate | None = None
    examples: dict[Name, Example] = Field(default_factory=dict)

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """Every field of every page by its name, in the order of the form."""
        return {name: field for page in self.form for name, field in page.fields.items()}

    @property
    def first_step(self) -> str:
        """The step a submitted case enters: the first one in the file."""
        return next(iter(self.workflow))

    def officer_step(self, path: str) -> OfficerStep | None:
        """The officer's step at `path`: a step name, or 'step.branch' inside a parallel step."""
        name, _, branch = path.partition(".")
        step = self.workflow.get(name)
        if isinstance(step, ParallelStep):
            return step.branches.get(branch)
        return step if isinstance(step, OfficerStep) and not branch else None

    def step_title(self, path: str) -> Text | None:
        """The title of the step or branch at `path`, or None for an unknown one."""
        step = self.officer_step(path) or self.workflow.get(path)
        return step.title if step else None
