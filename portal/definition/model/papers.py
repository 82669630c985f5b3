"""What people are sent and given: text messages, and the certificate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from portal.definition.model.part import Name, Part, StepPath, Text
from portal.definition.periods import Period


class Message(Part):
    """An SMS, sent when the event or step of its key happens. `{placeholders}` are filled per recipient."""

    to: Literal["applicant"] = "applicant"
    lo: Annotated[str, StringConstraints(min_length=1, max_length=600)]
    en: Annotated[str, StringConstraints(min_length=1, max_length=600)]

    def in_language(self, language: str) -> str:
        """The text in `language`; Lao for any but 'en'."""
        return self.en if language == "en" else self.lo


class Certificate(Part):
    """The paper that is issued. `body` and `number` hold placeholders; `particulars` are fields shown as a table."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    title: Text
    body: Text
    particulars: tuple[Name, ...] = ()
    valid: Period | None = None
    signed_by: StepPath
