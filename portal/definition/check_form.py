"""Rules over the questions: each is whole for its type, its name is free, and the place of the case is always known."""

from __future__ import annotations

import unicodedata
from typing import Final

from portal.definition import expressions, placeholders
from portal.definition.examination import Examination
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.numbers import plain_number
from portal.definition.patterns import pattern_fault
from portal.definition.source import Path

FIELD_KIND: Final = ("ຄຳຖາມ", "question")
RESERVED_FIELDS: Final = expressions.RESERVED_NAMES | placeholders.RESERVED_NAMES
DERIVED_FIGURES: Final = frozenset({"age_band"})
"""Names `disaggregate` may hold that are no question: the age band is worked out from a date of birth."""

_NOT_GIVEN: Final = {"options": "no-options", "fields": "no-fields", "value": "no-value"}
"""The finding for each key that a kind may need."""
_ESCAPES: Final = {"\b": r"\b", "\a": r"\a", "\v": r"\v", "\f": r"\f", "\t": r"\t", "\n": r"\n", "\0": r"\0"}
"""Signs that YAML makes of a backslash and a letter between double quotation marks, as they were written."""
_FOR_EVERY_TYPE: Final = frozenset({"type", "label", "hint", "when", "error", "internal", "instead", "link", "office"})


def check_form(examination: Examination) -> None:
    """Run every rule of this family."""
    _names_once(examination)
    for path, name, field in examination.fields():
        if name in RESERVED_FIELDS:
            examination.at_key("reserved-name", *path, name=name)
        check_whole(examination, path, name, field)
        for inner, inner_field in (field.fields or {}).items():
            _in_group(examination, (*path, "fields", inner), inner, inner_field)
    _place(examination)
    _disaggregate(examination)


def _names_once(examination: Examination) -> None:
    pages: set[str] = set()
    seen: dict[str, str] = {}
    for path, page in examination.pages():
        if page.page in pages:
            examination.at_value("duplicate-page", *path, "page", name=page.page)
        pages.add(page.page)
        for name, field in page.fields.items():
            if name in seen:
                examination.at_key("duplicate-field", *path, "fields", name, name=name, page=seen[name])
            seen.setdefault(name, page.page)
            for inner in field.fields or {}:
                if inner in examination.service.fields:
                    outer = _page_of(examination, inner)
                    examination.at_key(
                        "duplicate-field", *path, "fields", name, "fields", inner, name=inner, page=outer
                    )


def _page_of(examination: Examination, name: str) -> str:
    return next(page.page for page in examination.service.form if name in page.fields)


def check_whole(examination: Examination, path: Path, name: str, field: FormField) -> None:
    """Report what the type of a question needs and is not there, and what is there and it does not know."""
    kind = kind_of(field)
    for key in sorted(kind.needs):
        if not getattr(field, key):
            examination.at_key(_NOT_GIVEN[key], *path, name=name)
    if is_unfinished(field):
        return
    for key in sorted(field.model_fields_set - _FOR_EVERY_TYPE - kind.all_settings):
        examination.at_key("no-effect", *path, key, key=key, type=field.type.value)
    if field.pattern is not None:
        _pattern(examination, (*path, "pattern"), field.pattern)
    if field.check is not None and field.error is None:
        examination.at_key("check-without-error", *path, "check", name=name)
    _ranges(examination, path, field)


def is_unfinished(field: FormField) -> bool:
    """Whether a line is to be worked out and nothing says how, so that its type may be the slip: that is said of it,
    and nothing else of what names it."""
    return kind_of(field).is_worked_out and not field.value


def _pattern(examination: Examination, path: Path, pattern: str) -> None:
    control = next((sign for sign in pattern if unicodedata.category(sign) == "Cc"), None)
    if control is not None:
        examination.at_value("backslash", *path, written=_ESCAPES.get(control, "\\"))
    elif (fault := pattern_fault(pattern)) is not None:
        examination.inside("bad-pattern", fault.offset, *path, detail=fault.words)


def _ranges(examination: Examination, path: Path, field: FormField) -> None:
    if field.min is not None and field.max is not None and field.min > field.max:
        examination.at_value("empty-range", *path, "min", least=plain_number(field.min), most=plain_number(field.max))
    if field.min_items > field.max_items:
        examination.at_value("empty-range", *path, "min_items", least=field.min_items, most=field.max_items)


def _in_group(examination: Examination, path: Path, name: str, field: FormField) -> None:
    if not kind_of(field).fits_in_group:
        examination.at_key("group-part", *path, name=name, what=field.type.value)
    if field.when is not None:
        examination.at_key("group-part", *path, "when", name=name, what="when")


def _place(examination: Examination) -> None:
    service = examination.service
    field = service.fields.get(service.place)
    if field is None:
        areas = [name for name, each in service.fields.items() if kind_of(each).level]
        examination.unknown(FIELD_KIND, service.place, areas, "place")
    elif kind_of(field).level is None:
        examination.at_value("place-not-area", "place", name=service.place, type=field.type.value)
    elif examination.may_be_empty(service.place):
        examination.at_value("place-may-be-empty", "place", name=service.place)


def _disaggregate(examination: Examination) -> None:
    known = [*examination.service.fields, *sorted(DERIVED_FIGURES)]
    for index, name in enumerate(examination.service.disaggregate):
        if name not in known:
            examination.unknown(FIELD_KIND, name, known, "disaggregate", index)
        elif (field := examination.service.fields.get(name)) and not kind_of(field).in_words:
            examination.at_value("cannot-count", "disaggregate", index, name=name, type=field.type.value)
