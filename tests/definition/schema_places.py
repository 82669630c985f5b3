"""Where a JSON Schema marks data, as an editor would show it: at the part that is wrong, not at the part around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from portal.definition.schema import service_schema

Path = tuple[str | int, ...]


@cache
def validator() -> Draft202012Validator:
    """The schema of a service file, as a validator that has checked the schema itself."""
    schema = service_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def accepts(data: Any) -> bool:
    """Whether the schema has nothing to mark."""
    return bool(validator().is_valid(data))


def marked(data: Any) -> set[Path]:
    """The paths that the schema marks: of a key that may not stand there its own, of one that is missing the part's."""
    return {path for error in validator().iter_errors(data) for path in _places(error)}


def _places(error: ValidationError) -> Iterator[Path]:
    here = cast("Path", tuple(error.absolute_path))
    instance, schema = cast("Any", error.instance), cast("dict[str, Any]", error.schema)
    if error.validator == "additionalProperties" and schema["additionalProperties"] is False:
        yield from ((*here, key) for key in instance if key not in schema.get("properties", {}))
    elif "propertyNames" in error.absolute_schema_path:
        yield (*here, str(instance))
    elif error.validator == "anyOf" and {"type": "null"} in schema["anyOf"]:
        for inner in error.context or ():
            if inner.schema != {"type": "null"}:
                yield from _places(inner)
    else:
        yield here
