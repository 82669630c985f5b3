"""Answers given elsewhere that a form may be filled in with: before it, or in an earlier application. Pure.

They are offered, not given: whoever applies sees each in its box and sends it with its page, where it is read and
checked like anything typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.definition.fitting import fits
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.values import is_empty


def offerable(
    asked: Mapping[str, FormField], given_to: Mapping[str, FormField], answers: Mapping[str, Any]
) -> dict[str, Any]:
    """The `answers` to the questions `given_to` that may be offered to those `asked`: of the same name and type, and
    still an answer to it, so with an option that is still there. Uploads stay with the application they were made for.
    """
    return {
        name: answers[name]
        for name, field in asked.items()
        if name in given_to and not is_empty(answers.get(name)) and _takes(field, given_to[name], answers[name])
    }


def alike(asked: Mapping[str, FormField], given_to: Mapping[str, FormField]) -> frozenset[str]:
    """The questions `asked` that those `given_to` ask too, by name and type, and whose answers can be taken over."""
    return frozenset(name for name in asked if name in given_to and _asks_the_same(asked[name], given_to[name]))


def _takes(field: FormField, before: FormField, answer: Any) -> bool:
    return _asks_the_same(field, before) and fits(field, answer)


def _asks_the_same(field: FormField, before: FormField) -> bool:
    kind = kind_of(field)
    if field.type is not before.type or not kind.is_answered or kind.holds_files:
        return False
    inner, inner_before = field.fields or {}, before.fields or {}
    return inner.keys() == inner_before.keys() and all(
        _asks_the_same(inner[name], inner_before[name]) for name in inner
    )
