"""A line that is only said."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.definition.kinds.kind import AreaExists, Kind
from portal.definition.model import FormField
from portal.definition.problems import Problem


class StatementKind(Kind):
    """A statement: it has no answer."""

    is_answered = False
    has_value = False
    is_said = True
    in_words = False
    on_paper = False
    fits_in_group = False
    asked_of_officers = False

    def read(self, field: FormField, raw: object, today: date, area_exists: AreaExists) -> Any | Problem:
        """Nothing is typed."""
        return None

    def _fits(self, field: FormField, value: object) -> bool:
        return False
