"""Plausible answers to each kind of question: ordinary ones, the longest, and those that may turn a condition."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from portal.definition.kinds.area import SAMPLE_AREA
from portal.definition.kinds.person_name import SAMPLE_LONG_NAME
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField

__all__ = [
    "OTHER_DAYS",
    "SAMPLE_ADDRESS",
    "SAMPLE_AREA",
    "SAMPLE_DAY",
    "SAMPLE_LONG_NAME",
    "SAMPLE_REFERENCE",
    "answers_of",
    "is_discrete",
    "longest",
    "ordinary",
    "telling",
]

SAMPLE_DAY: Final = date(2026, 6, 15)
"""The day on which samples are worked out: a file must not check clean on one day and not on another."""
OTHER_DAYS: Final = tuple(
    date(SAMPLE_DAY.year, month, day or monthrange(SAMPLE_DAY.year, month)[1])
    for day in (1, 15, None)
    for month in range(1, 13)
)
"""Days of the year on which a condition that names the day is tried too: first, middle and last of each month."""
SAMPLE_REFERENCE: Final = "ABCD-EFGH"
SAMPLE_ADDRESS: Final = "https://services.gov.la"
"""The address of a portal, about as long as one is."""


def ordinary(field: FormField) -> Any:
    """A typed answer as most applicants give it; None for what is not answered."""
    return kind_of(field).ordinary(field)


def longest(field: FormField) -> Any:
    """A typed answer about as long as one gets when it is shown."""
    return kind_of(field).longest(field)


def is_discrete(field: FormField) -> bool:
    """Whether `telling` gives every answer there is."""
    return kind_of(field).is_discrete(field)


def telling(field: FormField, expressions: Iterable[str], today: date) -> list[Any]:
    """Answers that may turn a condition: every option; what the `expressions` compare with, and a little beside it."""
    return kind_of(field).telling(field, " ".join(expressions), today)


def answers_of(fields: Mapping[str, FormField]) -> dict[str, Any]:
    """An ordinary answer to every question that is answered."""
    return {name: ordinary(field) for name, field in fields.items() if kind_of(field).is_answered}
