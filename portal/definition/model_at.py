"""Which part of the model a place in a service file is read as."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic import Tag

from portal.definition.model import Part, Service

Location = tuple[int | str, ...]
"""Where pydantic found a fault: a path in the file, with tags of alternatives and other names of its own between."""


def models_at(location: Location) -> list[type[Part]]:
    """The models that may stand at a location, by walking the annotations of the model of a service."""
    here: list[Any] = [Service]
    for part in location:
        tagged = [option for annotation in here for option in _tagged(annotation, part)]
        deeper = [deep for annotation in here for deep in _step_into(annotation, part)]
        here = tagged or deeper or here
    return [model for annotation in here for model in _alternatives(annotation) if _is_model(model)]


def _tagged(annotation: Any, tag: str | int) -> Iterator[Any]:
    """The alternative of a tag."""
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is typing.Annotated:
        if any(isinstance(each, Tag) and each.tag == tag for each in arguments[1:]):
            yield arguments[0]
        else:
            yield from _tagged(arguments[0], tag)
    elif typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        for option in arguments:
            yield from _tagged(option, tag)


def _step_into(annotation: Any, part: str | int) -> list[Any]:
    deeper = []
    for option in _alternatives(annotation):
        arguments = typing.get_args(option)
        if _is_model(option) and part in option.model_fields:
            deeper.append(option.model_fields[str(part)].annotation)
        elif typing.get_origin(option) is dict:
            deeper.append(arguments[1])
        elif typing.get_origin(option) in {tuple, list} and isinstance(part, int):
            deeper.append(arguments[0])
    return deeper


def _alternatives(annotation: Any) -> list[Any]:
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return _alternatives(typing.get_args(annotation)[0])
    if origin in {typing.Union, types.UnionType}:
        return [each for option in typing.get_args(annotation) for each in _alternatives(option)]
    return [annotation]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Part)
