"""The wording of what the import from DIGIT says, by subject. docs/import-digit.md explains each code."""

from __future__ import annotations

from typing import Final

from portal.definition.findings import Rule
from portal.digit.rules.choices import CHOICES
from portal.digit.rules.faults import FAULTS
from portal.digit.rules.reading import READING
from portal.digit.rules.shapes import SHAPES

RULES: Final[dict[str, Rule]] = {**READING, **SHAPES, **FAULTS, **CHOICES}
