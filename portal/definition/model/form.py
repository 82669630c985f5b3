"""The questions of a service: pages, fields, and the types a field may have."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from portal.definition.model.part import WHOLE, Expression, Name, Number, Part, Text


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
    """What kind of answer is given here."""
    label: Text
    """What is asked, as the applicant reads it."""
    hint: Text | None = None
    """Help that stands under the question."""
    required: bool = True
    """Whether an answer must be given; true if left out."""
    when: Expression | None = None
    """The question is asked only while this expression holds."""
    check: Expression | None = None
    """An expression that must hold for the answer; `error` says what to do when it does not."""
    error: Text | None = None
    """What the applicant reads when the answer is missing, not written as it should be, or fails its check."""
    options: dict[str, Text] | None = None
    """What can be chosen, by a short name that is kept as the answer: `{house: {lo: …, en: …}}`."""
    min: Number | None = None
    """The smallest answer that is taken."""
    max: Number | None = None
    """The largest answer that is taken; of a text, how many characters it may have."""
    whole: bool = False
    """Whether only whole numbers are taken; false if left out."""
    unit: Text | None = None
    """What the number counts, to stand beside it: metres, people."""
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=200)] | None = None
    """A regular expression (RE2) that the whole answer must match, in single quotation marks."""
    accept: Annotated[tuple[Literal["photo", "pdf"], ...], Field(min_length=1)] = ("photo", "pdf")
    """What may be attached; both if left out."""
    max_files: Annotated[int, Field(ge=1, le=10), WHOLE] = 1
    """How many files may be attached, from 1 to 10; 1 if left out."""
    fields: dict[Name, FormField] | None = None
    """The questions of one row of the group, by name."""
    min_items: Annotated[int, Field(ge=0, le=50), WHOLE] = 1
    """How many rows there must be; 1 if left out."""
    max_items: Annotated[int, Field(ge=1, le=50), WHOLE] = 20
    """How many rows there may be; 20 if left out."""
    value: Expression | None = None
    """The expression that the answer is worked out by, such as `sum(parts.map(p, p.area))`."""


class Page(Part):
    """One page of questions, shown while `when` holds."""

    page: Name
    """The name of the page."""
    title: Text
    """The heading of the page."""
    hint: Text | None = None
    """What to know before answering, under the heading."""
    when: Expression | None = None
    """The page is shown only while this expression holds."""
    fields: Annotated[dict[Name, FormField], Field(min_length=1)]
    """The questions of the page, by name."""
