"""A whole service file: its head, and the parts that have a file each."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from portal.definition.model.eligible import MOST_ELIGIBLE, EligibleQuestion
from portal.definition.model.examples import Example
from portal.definition.model.form import FormField, Page
from portal.definition.model.moves import VersionNumber, WhatBecomes
from portal.definition.model.papers import Certificate, Message
from portal.definition.model.part import WHOLE, Expression, Name, Part, Slug, StepPath, Text
from portal.definition.model.steps import officer_steps_of
from portal.definition.model.workflow import OfficerStep, Step
from portal.definition.periods import WorkingDays


class Fee(Part):
    """What the service costs, in whole kip: a number, or an expression over the answers; paid at the office."""

    amount: Annotated[int, Field(ge=0), WHOLE] | Expression
    """Whole kip, or an expression over the answers."""
    currency: Literal["LAK"] = "LAK"
    """Always LAK; may be left out."""
    pay: Literal["at-office"] = "at-office"
    """Where it is paid: at-office, the only way there is."""
    note: Text | None = None
    """Where and when it is paid, as the applicant reads it."""


class Service(Part):
    """A whole service file."""

    service: Slug
    """The name of the service: that of its folder, and a part of addresses."""
    version: VersionNumber
    """A version for people, such as 1.0.0."""
    title: Text
    """What the service is called."""
    summary: Text
    """What it gives, in a sentence."""
    agency: Text
    """The ministry or other body that heads its papers."""
    applies: Literal["person", "business", "office"] = "person"
    """Whom it is for; person if left out."""
    who: Text | None = None
    """Who can apply."""
    needs: tuple[Text, ...] = ()
    """What to have at hand before applying."""
    eligible: Annotated[dict[Name, EligibleQuestion], Field(max_length=MOST_ELIGIBLE)] = Field(default_factory=dict)
    """Questions before the form that end politely for who cannot apply, by name."""
    place: Name
    """The question (a village, district or province) whose answer says which offices get the case."""
    fee: Fee | None = None
    """What it costs; leave it out where it is free."""
    promise: WorkingDays
    """What the applicant is told it takes: `5 working days`."""
    disaggregate: tuple[str, ...] = ()
    """The questions by which reports count, and `age_band`."""
    form: Annotated[tuple[Page, ...], Field(min_length=1)]
    """The pages of questions, in order."""
    workflow: Annotated[dict[Name, Step], Field(min_length=2)]
    """The steps and ends of a case, by name. A new case enters the first one."""
    roles: dict[Name, Text] = Field(default_factory=dict)
    """What the roles of officers are called: `{land_officer: {lo: …, en: Land officer}}`."""
    messages: dict[StepPath, Message] = Field(default_factory=dict)
    """The SMS to the applicant, by what sends them: submitted, applicant, late, withdrawn, or a step or end."""
    certificate: Certificate | None = None
    """The paper that comes out at an end with `issue: certificate`."""
    examples: dict[Name, Example] = Field(default_factory=dict)
    """Cases that `portal check` plays from the first question to the end, by name."""
    moves: dict[VersionNumber, WhatBecomes] = Field(default_factory=dict)
    """What becomes of open cases, by their version: `stay`, or `{old: new}` for the steps that have other names now."""

    @cached_property
    def fields(self) -> dict[str, FormField]:
        """Every field of every page by its name, in the order of the form."""
        return {name: field for page in self.form for name, field in page.fields.items()}

    @property
    def first_step(self) -> str:
        """The step a submitted case enters: the first one in the file."""
        return next(iter(self.workflow))

    @cached_property
    def officer_steps(self) -> dict[str, OfficerStep]:
        """Every officer's step by its path ('step' or 'step.branch'), in the order of the file."""
        return {
            path: officer_step
            for name, step in self.workflow.items()
            for path, officer_step in officer_steps_of(name, step).items()
        }

    def officer_step(self, path: str) -> OfficerStep | None:
        """The officer's step at `path`: a step name, or 'step.branch' inside a parallel step."""
        return self.officer_steps.get(path)

    def step_title(self, path: str) -> Text | None:
        """The title of the step or branch at `path`, or None for an unknown one."""
        step = self.officer_step(path) or self.workflow.get(path)
        return step.title if step else None
