"""What every part of a service file is made of: names, texts in both languages, levels of the administration."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticKnownError

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
StepPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=81)]
"""A step, or 'step.branch' inside a parallel step."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=500)]
WHOLE_NUMBER: Final = r"-?[0-9]{1,18}"
"""How a whole number is written between quotation marks, where it may be."""
DECIMAL_NUMBER: Final = r"-?[0-9]{1,18}(\.[0-9]{1,17})?"
"""How any number is written between quotation marks, where it may be."""


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(WHOLE_NUMBER, value.strip())):
        raise PydanticKnownError("int_type")
    return value


def _decimal(value: Any) -> Any:
    if isinstance(value, bool) or (isinstance(value, str) and not re.fullmatch(DECIMAL_NUMBER, value.strip())):
        raise PydanticKnownError("float_type")
    return value


WHOLE: Final = BeforeValidator(_whole)
"""What makes an int a `Whole`; it stands after bounds, so that they are bounds of the int, which the schema knows."""
Whole = Annotated[int, WHOLE]
"""A whole number, also between quotation marks; `true` is none."""
Number = Annotated[float, BeforeValidator(_decimal)]
"""A number, also between quotation marks; `true` is none."""


class Part(BaseModel):
    """Base of every part of a service file: frozen, and an unknown key is an error.

    What stands under a key says what it is for: an editor shows it, from the schema made of these models.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, use_attribute_docstrings=True)


class Text(Part):
    """A sentence in both languages. Neither may be missing: half of a country reads each page in one of them."""

    lo: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    """The sentence in Lao."""
    en: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    """The sentence in English."""

    def in_language(self, language: str) -> str:
        """The sentence in `language` ('lo' or 'en'); Lao for any other."""
        return self.en if language == "en" else self.lo


class Level(StrEnum):
    """A level of the administration, and so of its offices."""

    VILLAGE = "village"
    DISTRICT = "district"
    PROVINCE = "province"
