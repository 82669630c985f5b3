"""The JSON Schema of a service file, for editors: made of the models, so that keys and their descriptions stand once.

A schema says what the loader takes, number or text alike where it does, and besides what the checker says of each type
of field: which keys mean something for it, and which it needs. It uses only words that editors' older drafts know too
(no `unevaluatedProperties`), and says of a text what it is not: of a list of types an editor would offer `true`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from portal.definition.field_schema import asks_schema, questions_schema, truth
from portal.definition.model import Service
from portal.definition.model.part import DECIMAL_NUMBER, WHOLE_NUMBER
from portal.definition.model.workflow import END, OFFICER, PARALLEL

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_IS_OBJECT: Final = {"type": "object"}
_CONDITIONS: Final[Mapping[str, JsonSchemaValue]] = {
    END: {"anyOf": [{"required": ["end"]}, {"required": ["issue"], "not": {"required": ["actions"]}}]},
    PARALLEL: {"anyOf": [{"required": ["branches"]}, {"required": ["join"]}]},
}
"""How a file shows which kind of step is meant, as `workflow` reads it; what shows none is an officer's."""
_FALLBACK: Final = OFFICER
_SHOWN: Final = {"EndStep": "end", "ParallelStep": "branches"}
"""The key by which a step begins that is none of an officer's: an editor offers it in a step that is still empty."""


def service_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a service file."""
    schema = Service.model_json_schema(schema_generator=_AsLoaded)
    definitions = schema["$defs"]
    for definition in definitions.values():
        definition.pop("title", None)  # an editor offers it as if it were a key
    questions_schema(definitions)
    asks_schema(definitions)
    schema["properties"]["workflow"]["additionalProperties"]["properties"] = {
        key: {"$ref": f"#/$defs/{kind}/properties/{key}"} for kind, key in _SHOWN.items()
    }
    _bare_action(definitions["ExampleAction"])
    _bare_name(definitions["Action"]["properties"]["not_by"])
    return {"$schema": DIALECT, "title": "A service of the portal", **schema}


class _AsLoaded(GenerateJsonSchema):
    """What the loader takes, where that is more than the models say: texts written as numbers, `yes` for true."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Say no key twice: a title would be the key again."""
        return False

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """A text, of which a number or a word such as `true` is read as it is written."""
        pattern = str(schema["pattern"]) if "pattern" in schema else ""
        filled = r"\S" if schema.get("min_length") else None
        return _without_none(
            {
                "if": {"type": _no_text(pattern)},
                "then": {"type": "string", "errorMessage": _wanted(pattern)},
                "errorMessage": _wanted(pattern),
                "pattern": _between_blanks(pattern) if pattern else filled,
                "maxLength": schema.get("max_length"),
            }
        )

    def int_schema(self, schema: core_schema.IntSchema) -> JsonSchemaValue:
        """A whole number, also between quotation marks."""
        least, most = schema.get("ge"), schema.get("le")
        written = WHOLE_NUMBER
        if least is not None and most is not None:
            written = f"0*(?:{'|'.join(str(number) for number in range(least, most + 1))})"
        return _without_none(
            {
                "type": ["integer", "string"],
                "minimum": least,
                "maximum": most,
                "pattern": _between_blanks(written),
            }
        )

    def float_schema(self, schema: core_schema.FloatSchema) -> JsonSchemaValue:
        """A number, also between quotation marks."""
        return {"type": ["number", "string"], "pattern": _between_blanks(DECIMAL_NUMBER)}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        """True or false, and the words that people write for them."""
        return truth()

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left empty, said within one schema where that can be: editors then say better what is wrong."""
        inner = self.generate_inner(schema["schema"])
        if "if" in inner and "then" in inner and "else" not in inner:
            return {**inner, "if": {"type": [each for each in inner["if"]["type"] if each != "null"]}}
        if "type" in inner and "enum" not in inner and "const" not in inner:
            types = inner["type"] if isinstance(inner["type"], list) else [inner["type"]]
            return {**inner, "type": [*types, "null"]}
        return {"anyOf": [inner, {"type": "null"}]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A default that an editor may write out; none of an empty list or of nothing."""
        default = schema.get("default")
        inner = self.generate_inner(schema["schema"])
        return {**inner, "default": default} if isinstance(default, str | bool | int) else inner

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """A part whose keys its author names."""
        keys = self.generate_inner(schema["keys_schema"])
        names = {word: keys[word] for word in ("pattern", "maxLength") if word in keys}
        return _without_none(
            {
                "type": "object",
                "propertyNames": names or None,
                "additionalProperties": self.generate_inner(schema["values_schema"]),
                "minProperties": schema.get("min_length"),
                "maxProperties": schema.get("max_length"),
            }
        )

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Of several kinds of part the one that its keys show, so that only that one's faults are marked."""
        choices = {str(tag): self.generate_inner(choice) for tag, choice in schema["choices"].items()}
        if set(choices) == {*_CONDITIONS, _FALLBACK}:
            return _by_condition(choices)
        (part,) = (choice for choice in choices.values() if choice.get("type") == "object")
        (word,) = (choice for choice in choices.values() if choice is not part)
        return {"if": _IS_OBJECT, "then": part, "else": word}

    def union_schema(self, schema: core_schema.UnionSchema) -> JsonSchemaValue:
        """Either of two; of a number or a text it is the text, which takes both."""
        inner = [choice[0] if isinstance(choice, tuple) else choice for choice in schema["choices"]]
        texts = [self.generate_inner(choice) for choice in inner if choice["type"] == "str"]
        return texts[0] if texts and len(inner) > 1 else super().union_schema(schema)


def _by_condition(choices: Mapping[str, JsonSchemaValue]) -> JsonSchemaValue:
    """The kind of step that its keys show."""
    rest: JsonSchemaValue = choices[_FALLBACK]
    for tag, condition in reversed([*_CONDITIONS.items()]):
        rest = {"if": {**_IS_OBJECT, **condition}, "then": choices[tag], "else": rest}
    return rest


def _bare_action(definition: dict[str, Any]) -> None:
    """An action of an example is a bare `step.action` too; else it has either `do` or `correct`."""
    definition["type"] = ["string", "object"]
    given, left_out = {"not": {"type": "null"}}, {"type": "null"}
    definition["allOf"] = [
        {
            "if": _IS_OBJECT,
            "then": {
                "oneOf": [
                    {"required": [one], "properties": {one: given, other: left_out}}
                    for one, other in (("do", "correct"), ("correct", "do"))
                ],
                "errorMessage": "Write either `do` or `correct`.",
            },
        }
    ]


def _bare_name(several: dict[str, Any]) -> None:
    """A list of names is one bare name too."""
    name = several["items"]
    several["type"] = ["string", "array"]
    several |= {word: name[word] for word in ("pattern", "maxLength")}


def _wanted(pattern: str) -> str:
    """What an editor says of something that is no text, or none of this pattern."""
    if not pattern:
        return "A text is wanted here."
    if not re.fullmatch(pattern, "name"):
        return "This is not written as it should be: see the explanation of the key."
    return f"A name is wanted here, of the letters a-z, digits and {'-' if '-]' in pattern else '_'}."


def _no_text(pattern: str) -> list[str]:
    """The types that are not read as a text of this pattern; `true` is, where it may be a name."""
    if not pattern:
        return ["object", "array", "null"]
    return ["object", "array", "null", "number", *([] if re.fullmatch(pattern, "true") else ["boolean"])]


def _between_blanks(pattern: str) -> str:
    """The pattern of a text that may have blanks around it, which the loader takes away."""
    return rf"^\s*(?:{pattern.removeprefix('^').removesuffix('$')})\s*$"


def _without_none(schema: dict[str, Any]) -> JsonSchemaValue:
    return {word: value for word, value in schema.items() if value is not None}
