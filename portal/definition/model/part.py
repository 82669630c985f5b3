"""What every part of a service file is made of: names, texts in both languages, levels of the administration."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
StepPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=81)]
"""A step, or 'step.branch' inside a parallel step."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=500)]


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
