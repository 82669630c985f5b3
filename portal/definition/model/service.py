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
from portal.definition.model.part import Expression, Name, Part, Slug, StepPath, Text
from portal.definition.model.steps import officer_steps_of
from portal.definition.model.workflow import OfficerStep, Step
from portal.definition.periods import WorkingDays


class Fee(Part):
    """What the service costs, in whole kip: a number, or an expression over the answers; paid at the office."""

    amount: Annotated[int, Field(ge=0)] | Expression
    currency: Literal["LAK"] = "LAK"
    pay: Literal["at-office"] = "at-office"
    note: Text | None = None


class Service(Part):
    """A whole service file."""

    service: Slug
    version: VersionNumber
    title: Text
    summary: Text
    agency: Text
    applies: Literal["person", "business", "office"] = "person"
    who: Text | None = None
    needs: tuple[Text, ...] = ()
    eligible: Annotated[dict[Name, EligibleQuestion], Field(max_length=MOST_ELIGIBLE)] = Field(default_factory=dict)
    place: Name
    fee: Fee | None = None
    promise: WorkingDays
    disaggregate: tuple[str, ...] = ()
    form: Annotated[tuple[Page, ...], Field(min_length=1)]
    workflow: Annotated[dict[Name, Step], Field(min_length=2)]
    messages: dict[StepPath, Message] = Field(default_factory=dict)
    certificate: Certificate | None = None
    examples: dict[Name, Example] = Field(default_factory=dict)
    moves: dict[VersionNumber, WhatBecomes] = Field(default_factory=dict)

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
