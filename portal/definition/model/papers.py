"""What people are sent and given: text messages, and the certificate."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, StringConstraints, Tag

from portal.definition.model.part import Name, Part, StepPath, Text
from portal.definition.periods import Period


class Message(Text):
    """An SMS to the applicant, sent when the event or step of its key happens; `{placeholders}` are filled."""

    lo: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    """The message in Lao: 70 characters, or 67 a segment."""
    en: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    """The message in English."""


def _row_shape(value: object) -> str:
    return "named" if isinstance(value, dict) else "field"


ParticularRow = Annotated[
    Annotated[Name, Tag("field")] | Annotated[dict[Name, Text], Field(min_length=1, max_length=1), Tag("named")],
    Discriminator(_row_shape),
]
"""A question shown under its label, or `{question: {lo: …, en: …}}` under a shorter name of its own."""


class Certificate(Part):
    """The paper that is issued. `body` and `number` hold placeholders; `particulars` are questions shown as a table,
    of the form and of officers."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    """How the number of the paper is made: `{year}/{office.code}/{serial:05}`."""
    title: Text
    """The heading of the paper."""
    body: Text
    """The sentences of the paper; `{placeholders}` are filled with answers."""
    particulars: tuple[ParticularRow, ...] = ()
    """The questions that stand in its table, by name."""
    valid: Period | None = None
    """How long the paper is valid: `6 months`. Without it, for ever."""
    signed_by: StepPath
    """The step, or step.branch, whose office signs."""

    def rows(self) -> list[tuple[str, Text | None]]:
        """The questions of the table by name, each with what the paper calls it, if that is not its label."""
        return [
            (row, None) if isinstance(row, str) else next((field, label) for field, label in row.items())
            for row in self.particulars
        ]
