"""The languages the portal speaks."""

from typing import Final, Literal

Language = Literal["lo", "en"]

LANGUAGES: Final[tuple[Language, ...]] = ("lo", "en")
DEFAULT_LANGUAGE: Final[Language] = "lo"
