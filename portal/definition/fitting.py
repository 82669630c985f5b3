"""Which JSON values are typed values of which questions: the shape every stored answer has."""

from __future__ import annotations

from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField


def fits(field: FormField, value: object) -> bool:
    """Whether `value` is a typed value of `field`, by its shape: None fits an answer not given."""
    return kind_of(field).fits(field, value)
