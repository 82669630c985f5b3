"""The part of the schema of a service file that is about questions: which keys belong to which type of field.

The types know it (`kinds`); so what an editor marks here is what the checker says of a question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from portal.definition.kinds.kind import Kind
from portal.definition.kinds.table import KINDS
from portal.definition.model import OWN_WORDS, REMARKS, FieldType, FormField

_ALWAYS: Final = ("type", "label")
_SAID_OF_ALL: Final = ("hint", "error", "when", "internal", "instead", "link", "office")
"""Keys that mean something for a question of any type, where they may stand."""
_REMARK: Final = "Remark"
_IN_GROUP: Final = "QuestionInGroup"
_TRUE: Final = ("true", "t", "yes", "y", "on", "1")
_FALSE: Final = ("false", "f", "no", "n", "off", "0")
"""The words that are read as true and false, in large letters or small."""

_QUESTIONS: Final = ("FormField", "Question", "EligibleQuestion")

Definitions = dict[str, Any]


def questions_schema(definitions: Definitions) -> None:
    """Put the questions of the form in, those in rows of a group, those that officers are asked, and those before the
    form."""
    form, officers, before = (_by_reference(definitions, name) for name in _QUESTIONS)
    row, asked, before = (_without(each, "when") for each in (form, officers, before))
    before["properties"]["check"] = _filled(definitions[_name_of("check")])
    before["properties"]["required"] = {**definitions[_name_of("required")], **_always()}
    _of_rows(definitions, _IN_GROUP)
    for key in sorted({key for kind in KINDS.values() for key in kind.needs}):
        definitions[_filled_name(key)] = _filled(definitions[_name_of(key)])
    definitions["FormField"] = _by_type(form, lambda kind: True)
    definitions[_IN_GROUP] = _by_type(row, lambda kind: kind.fits_in_group)
    definitions["Question"] = _by_type(asked, lambda kind: kind.asked_of_officers)
    definitions["EligibleQuestion"] = _by_type(
        before, lambda kind: kind.asked_beforehand, (*_ALWAYS, "check", "instead")
    )
    definitions[_REMARK] = {
        "description": "A note or a reason in words of the file's own; its type is long-text if left out.",
        "if": {"type": "object", "not": {"required": ["type"]}},
        "then": _closed(asked, KINDS[OWN_WORDS], required=("label",)),
        "else": _by_type(asked, lambda kind: kind.asked_of_officers and "max" in kind.settings),
    }


def asks_schema(definitions: Definitions) -> None:
    """A note or a reason in words of the file's own needs no type."""
    ask = definitions["Action"]["properties"]["asks"]["items"]["then"]
    ask["properties"] = {name: _reference(_REMARK) for name in REMARKS}


def _by_reference(definitions: Definitions, name: str) -> dict[str, Any]:
    """The model of a name with each key's schema put among the definitions, since most types have most keys."""
    definition = definitions[name]
    for key, schema in definition["properties"].items():
        definitions.setdefault(_name_of(key), schema)
    return {**definition, "properties": {key: _reference(_name_of(key)) for key in definition["properties"]}}


def _name_of(key: str) -> str:
    return f"question-{key}"


def _reference(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _of_rows(definitions: Definitions, name: str) -> None:
    """Let the questions of a group be of the kind `name`."""
    definitions[_name_of("fields")]["additionalProperties"] = _reference(name)


def _without(definition: Mapping[str, Any], left_out: str) -> dict[str, Any]:
    return {
        **definition,
        "properties": {key: value for key, value in definition["properties"].items() if key != left_out},
    }


def _by_type(
    definition: Mapping[str, Any], fits: Callable[[Kind], bool], required: Sequence[str] = _ALWAYS
) -> dict[str, Any]:
    """A question with the keys of its type; of one without a type, with all."""
    types = [kind for kind in FieldType if fits(KINDS[kind])]
    alike: dict[tuple[Any, ...], list[FieldType]] = {}
    for each in types:
        kind = KINDS[each]
        alike.setdefault((kind.is_answered, *sorted(kind.all_settings), "/", *sorted(kind.needs)), []).append(each)
    return {
        "description": definition["description"],
        "type": "object",
        "required": [*required],
        "properties": {"type": _type(types)},
        "allOf": [
            *(
                {"if": _has_type(same), "then": _closed(definition, KINDS[same[0]], required=required)}
                for same in alike.values()
            ),
            {"if": {"not": _has_type(types)}, "then": _open(definition)},
        ],
    }


def _type(types: Iterable[FieldType]) -> dict[str, Any]:
    """The types there are, each with what it is."""
    return {
        "description": FormField.model_fields["type"].description,
        "enum": [each.value for each in types],
        "markdownEnumDescriptions": [_meaning(each) for each in types],
    }


def _meaning(kind: FieldType) -> str:
    """What the docstring of a kind says first."""
    return re.split(r"[;.]", type(KINDS[kind]).__doc__ or "")[0]


def _has_type(types: Iterable[FieldType]) -> dict[str, Any]:
    return {"type": "object", "required": ["type"], "properties": {"type": {"enum": [each.value for each in types]}}}


def _closed(definition: Mapping[str, Any], kind: Kind, required: Iterable[str]) -> dict[str, Any]:
    """A question of a kind: with its own keys and no others."""
    known = {*_ALWAYS, *_SAID_OF_ALL, *kind.all_settings}
    properties = {key: value for key, value in definition["properties"].items() if key in known}
    properties |= {key: _reference(_filled_name(key)) for key in kind.needs}
    return {
        "required": [*required, *sorted(kind.needs)],
        "properties": properties,
        "additionalProperties": False,
    }


def _open(definition: Mapping[str, Any]) -> dict[str, Any]:
    """A question whose type is not written yet, or is none: with every key."""
    return {"properties": definition["properties"], "additionalProperties": False}


def _filled_name(key: str) -> str:
    return f"{_name_of(key)}-given"


def _filled(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A key that is needed: neither left empty nor without a part."""
    if "if" in schema:
        return {**schema, "if": {"type": [*schema["if"]["type"], "null"]}}
    return {**schema, "type": [each for each in schema["type"] if each != "null"], "minProperties": 1}


def truth() -> dict[str, Any]:
    """True or false, and the words that people write for them."""
    return {"type": ["boolean", "string", "integer"], "pattern": _any_of(*_TRUE, *_FALSE), "minimum": 0, "maximum": 1}


def _always() -> dict[str, Any]:
    """What is left of true or false where only true makes sense."""
    return {"not": {"enum": [False, 0]}, "pattern": _any_of(*_TRUE)}


def _any_of(*words: str) -> str:
    spelled = ("".join(f"[{sign}{sign.upper()}]" if sign.isalpha() else sign for sign in word) for word in words)
    return f"^(?:{'|'.join(spelled)})$"
