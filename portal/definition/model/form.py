"""The questions of a service: pages, fields, and the types a field may have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.definition.model.part import Expression, Name, Part, Text


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


OWN_WORDS = FieldType.LONG_TEXT
"""The type of answer that an officer's note or reason is."""


class FormField(Part):
    """One question, or one line worked out (`computed`) or said (`statement`).

    `check` is an expression that must hold for the answer, `pattern` how it is written; `error` is what the applicant
    reads when either fails, and without a check when nothing was answered. `when` hides the question while it is false:
    a hidden question is neither asked nor kept.
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
    whole: bool = False
    unit: Text | None = None
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    accept: Annotated[tuple[Literal["photo", "pdf"], ...], Field(min_length=1)] = ("photo", "pdf")
    max_files: Annotated[int, Field(ge=1, le=10)] = 1
    fields: dict[Name, FormField] | None = None
    min_items: Annotated[int, Field(ge=0, le=50)] = 1
    max_items: Annotated[int, Field(ge=1, le=50)] = 20
    value: Expression | None = None


class Page(Part):
    """One page of questions, shown while `when` holds."""

    page: Name
    title: Text
    hint: Text | None = None
    when: Expression | None = None
    fields: Annotated[dict[Name, FormField], Field(min_length=1)]
