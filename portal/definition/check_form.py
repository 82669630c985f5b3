"""Rules over the questions: each is whole for its type, its name is free, and the place of the case is always known."""

from __future__ import annotations

from typing import Final

from portal.definition import expressions, placeholders
from portal.definition.examination import Examination
from portal.definition.model import AREA_TYPES, FieldType, FormField
from portal.definition.source import Path

FIELD_KIND: Final = ("ຄຳຖາມ", "question")
RESERVED_FIELDS: Final = expressions.RESERVED_NAMES | placeholders.RESERVED_NAMES
DERIVED_FIGURES: Final = frozenset({"age_band"})
"""Names `disaggregate` may hold that are no question: the age band is worked out from a date of birth."""

_NUMBERS: Final = frozenset({FieldType.NUMBER, FieldType.MONEY})
_TEXTS: Final = frozenset({FieldType.TEXT, FieldType.LONG_TEXT})
_ALL: Final = frozenset(FieldType)
_MEANT_FOR: Final[dict[str, frozenset[FieldType]]] = {
    "options": frozenset({FieldType.CHOICE, FieldType.CHOICES}),
    "min": _NUMBERS,
    "max": _NUMBERS | _TEXTS,
    "unit": frozenset({FieldType.NUMBER, FieldType.COMPUTED}),
    "pattern": frozenset({FieldType.TEXT, FieldType.ID_NUMBER}),
    "accept": frozenset({FieldType.FILE}),
    "max_files": frozenset({FieldType.FILE}),
    "fields": frozenset({FieldType.GROUP}),
    "min_items": frozenset({FieldType.GROUP}),
    "max_items": frozenset({FieldType.GROUP}),
    "value": frozenset({FieldType.COMPUTED}),
    "check": _ALL - {FieldType.COMPUTED, FieldType.STATEMENT},
    "required": _ALL - {FieldType.COMPUTED, FieldType.STATEMENT},
}
_NOT_IN_GROUPS: Final = frozenset({FieldType.GROUP, FieldType.FILE, FieldType.COMPUTED, FieldType.STATEMENT})


def check_form(examination: Examination) -> None:
    """Run every rule of this family."""
    _names_once(examination)
    for path, name, field in examination.fields():
        if name in RESERVED_FIELDS:
            examination.at_key("reserved-name", *path, name=name)
        _whole(examination, path, name, field)
        _ranges(examination, path, field)
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


def _whole(examination: Examination, path: Path, name: str, field: FormField) -> None:
    """Everything the type needs is there, and nothing that it does not know."""
    if field.type in _MEANT_FOR["options"] and not field.options:
        examination.at_key("no-options", *path, name=name)
    if field.type is FieldType.GROUP and not field.fields:
        examination.at_key("no-fields", *path, name=name)
    if field.type is FieldType.COMPUTED and field.value is None:
        examination.at_key("no-value", *path, name=name)
    for key, types in _MEANT_FOR.items():
        if key in field.model_fields_set and field.type not in types:
            examination.at_key("no-effect", *path, key, key=key, type=field.type.value)
    if field.pattern is not None and expressions.matches(field.pattern, "") is None:
        examination.at_value("bad-pattern", *path, "pattern")
    if field.check is not None and field.error is None:
        examination.at_key("check-without-error", *path, "check", name=name)


def _ranges(examination: Examination, path: Path, field: FormField) -> None:
    if field.min is not None and field.max is not None and field.min > field.max:
        examination.at_value("empty-range", *path, "min", least=field.min, most=field.max)
    if field.min_items > field.max_items:
        examination.at_value("empty-range", *path, "min_items", least=field.min_items, most=field.max_items)


def _in_group(examination: Examination, path: Path, name: str, field: FormField) -> None:
    if field.type in _NOT_IN_GROUPS:
        examination.at_key("group-part", *path, name=name, what=field.type.value)
    if field.when is not None:
        examination.at_key("group-part", *path, "when", name=name, what="when")


def _place(examination: Examination) -> None:
    service = examination.service
    field = service.fields.get(service.place)
    if field is None:
        areas = [name for name, each in service.fields.items() if each.type in AREA_TYPES]
        examination.unknown(FIELD_KIND, service.place, areas, "place")
    elif field.type not in AREA_TYPES:
        examination.at_value("place-not-area", "place", name=service.place, type=field.type.value)
    elif examination.may_be_empty(service.place):
        examination.at_value("place-may-be-empty", "place", name=service.place)


def _disaggregate(examination: Examination) -> None:
    known = [*examination.service.fields, *sorted(DERIVED_FIGURES)]
    for index, name in enumerate(examination.service.disaggregate):
        if name not in known:
            examination.unknown(FIELD_KIND, name, known, "disaggregate", index)
