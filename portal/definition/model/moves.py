"""What becomes of the open cases of earlier versions when this one is published."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Discriminator, StringConstraints, Tag

from portal.definition.model.part import StepPath

VersionNumber = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
"""As in `version`: 1.2.0."""
STAY: Final = "stay"
"""Cases of that version are finished under it."""


def _kind_of_move(value: object) -> str:
    return "<moves>" if isinstance(value, dict) else "<stay>"


WhatBecomes = Annotated[
    Annotated[Literal["stay"], Tag("<stay>")] | Annotated[dict[StepPath, StepPath], Tag("<moves>")],
    Discriminator(_kind_of_move),
]
"""`stay`; or the cases go on with this version, and each step or branch that has another name now stands behind the
name it had."""
