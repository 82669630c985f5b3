"""Questions of every type, for tests over all of them."""

from __future__ import annotations

from typing import Any

from portal.definition.model import FieldType, FormField, Text

LABEL = Text(lo="ຄຳຖາມ", en="Question")
OPTIONS = {"a": Text(lo="ກໍ", en="One"), "b": Text(lo="ຂໍ", en="Two"), "c": Text(lo="ຄໍ", en="Three")}


def field(kind: FieldType | str, **rest: Any) -> FormField:
    """A question of a type."""
    return FormField(type=FieldType(kind), label=rest.pop("label", LABEL), **rest)


EVERY: dict[str, FormField] = {
    "person-name": field("person-name"),
    "gender": field("gender"),
    "date": field("date"),
    "lao-phone": field("lao-phone"),
    "village": field("village"),
    "district": field("district"),
    "province": field("province"),
    "choice": field("choice", options=OPTIONS),
    "choices": field("choices", options=OPTIONS),
    "yes-no": field("yes-no"),
    "number": field("number"),
    "money": field("money"),
    "text": field("text"),
    "long-text": field("long-text"),
    "email": field("email"),
    "id-number": field("id-number", pattern="[0-9-]{3,20}"),
    "file": field("file", max_files=3),
    "group": field(
        "group",
        fields={
            "use": field("choice", options=OPTIONS),
            "area": field("number", min=0),
            "note": field("text", required=False),
        },
    ),
    "computed": field("computed", value="1"),
    "statement": field("statement"),
}
"""One question of each type."""
