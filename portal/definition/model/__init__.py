"""The model of a service file: what a ministry developer may write, and what each word means.

A service is read once and never changed: every model is frozen. Names (fields, steps, actions) are lower-case
identifiers, so that they can stand in expressions, placeholders and addresses unchanged.
"""

from __future__ import annotations

from portal.definition.model.asks import FIELDS, LONGEST_REMARK, LONGEST_SAID, REMARKS, Ask, Question, Remark
from portal.definition.model.eligible import MOST_ELIGIBLE, EligibleQuestion
from portal.definition.model.examples import Example, ExampleAction, Expect
from portal.definition.model.form import OWN_WORDS, FieldType, FormField, Page
from portal.definition.model.moves import STAY, WhatBecomes
from portal.definition.model.papers import Certificate, Message
from portal.definition.model.part import Expression, Level, Name, Part, Slug, StepPath, Text
from portal.definition.model.service import Fee, Service
from portal.definition.model.steps import keys_of, leads_to, officer_steps_of
from portal.definition.model.workflow import (
    APPLICANT,
    CORRECTED,
    DONE,
    EVENTS_WITH_MESSAGE,
    INELIGIBLE,
    LATE,
    RESERVED_STEPS,
    SUBMITTED,
    WITHDRAWN,
    Action,
    EndStep,
    Join,
    Late,
    OfficerStep,
    Outcome,
    ParallelStep,
    Step,
)

__all__ = [
    "APPLICANT",
    "CORRECTED",
    "DONE",
    "EVENTS_WITH_MESSAGE",
    "FIELDS",
    "INELIGIBLE",
    "LATE",
    "LONGEST_REMARK",
    "LONGEST_SAID",
    "MOST_ELIGIBLE",
    "OWN_WORDS",
    "REMARKS",
    "RESERVED_STEPS",
    "STAY",
    "SUBMITTED",
    "WITHDRAWN",
    "Action",
    "Ask",
    "Certificate",
    "EligibleQuestion",
    "EndStep",
    "Example",
    "ExampleAction",
    "Expect",
    "Expression",
    "Fee",
    "FieldType",
    "FormField",
    "Join",
    "Late",
    "Level",
    "Message",
    "Name",
    "OfficerStep",
    "Outcome",
    "Page",
    "ParallelStep",
    "Part",
    "Question",
    "Remark",
    "Service",
    "Slug",
    "Step",
    "StepPath",
    "Text",
    "WhatBecomes",
    "keys_of",
    "leads_to",
    "officer_steps_of",
]
