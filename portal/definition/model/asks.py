"""What an officer must add to an action: the fields to correct, and questions as those of the form."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Discriminator, Field, Tag

from portal.definition.model.form import OWN_WORDS, FormField
from portal.definition.model.part import Name

FIELDS = "fields"
"""The ask for the answers that are sent back: they are marked, not typed."""
Remark = Literal["note", "reason"]
"""The questions that need no words of the file's own: a note to the reader, and the reason of a refusal."""
REMARKS: tuple[Remark, ...] = get_args(Remark)
LONGEST_REMARK = 500
"""Characters of a note or reason."""
LONGEST_SAID = 80
"""Characters of an officer's answer in an SMS; a longer one is cut there and stands whole on the page."""


class Question(FormField):
    """A question that an officer answers with an action. The answer to an `internal` one only officers read."""

    internal: bool = False
    """Whether only officers read the answer; false if left out."""


def _remark_is_long_text(value: Any) -> Any:
    """`{note: {label: …}}` is a note with words of its own."""
    if not isinstance(value, dict):
        return value
    given = {"type": OWN_WORDS.value, "max": LONGEST_REMARK}
    return {
        name: given | question if name in REMARKS and isinstance(question, dict) else question
        for name, question in value.items()
    }


def _kind_of_ask(value: object) -> str:
    return "<question>" if isinstance(value, dict) else "<name>"


Ask = Annotated[
    Annotated[Literal["fields", Remark], Tag("<name>")]
    | Annotated[
        dict[Name, Question],
        Field(min_length=1, max_length=1),
        BeforeValidator(_remark_is_long_text),
        Tag("<question>"),
    ],
    Discriminator(_kind_of_ask),
]
"""`fields`, `note`, `reason`; or a question by its name, `{receipt_number: {type: text, label: …}}`."""
