"""A WTForms class for some fields of a service, in a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from wtforms import Form
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs know WTForms 3.2

from portal.definition.model import FieldType, FormField
from portal.definition.values import GENDERS
from portal.lao.language import Language
from portal.web.forms import controls
from portal.web.wording import gettext

AreaOptions = Callable[[FieldType], list[tuple[str, str]]]
"""Code and name of every area of a level that is short enough for a list (provinces, districts)."""

_KEYBOARDS: Final[dict[FieldType, dict[str, str]]] = {
    FieldType.PERSON_NAME: {"autocomplete": "name"},
    FieldType.LAO_PHONE: {"autocomplete": "tel", "class": "govuk-input--width-20", "inputmode": "tel"},
    FieldType.EMAIL: {"autocomplete": "email", "inputmode": "email"},
    FieldType.NUMBER: {"inputmode": "decimal", "class": "govuk-input--width-10"},
    FieldType.MONEY: {"inputmode": "numeric", "class": "govuk-input--width-10"},
    FieldType.ID_NUMBER: {"class": "govuk-input--width-20"},
}


def form_class(fields: Mapping[str, FormField], language: Language, area_options: AreaOptions) -> type[Form]:
    """The form of `fields`: one control for each that is answered; computed lines and statements have none."""
    members = {name: _control(field, language, area_options) for name, field in fields.items() if field.is_answered}
    return type("ServiceForm", (Form,), members)


def _control(field: FormField, language: Language, area_options: AreaOptions) -> Any:
    settings: dict[str, Any] = {
        "label": _label(field, language),
        "description": field.hint.in_language(language) if field.hint else "",
        "render_kw": _KEYBOARDS.get(field.type, {}),
    }
    match field.type:
        case FieldType.DATE:
            return controls.DateControl(**settings)
        case FieldType.FILE:
            return controls.FileControl(several=field.max_files > 1, **settings)
        case FieldType.VILLAGE:
            return controls.AreaControl(level=field.type, **settings)
        case FieldType.GROUP:
            row_class = form_class(field.fields or {}, language, area_options)
            return controls.GroupControl(row_class=row_class, least=field.min_items, most=field.max_items, **settings)
        case FieldType.PROVINCE | FieldType.DISTRICT:
            choices = [("", gettext("Choose one")), *area_options(field.type)]
            return controls.SelectControl(choices=_as_choices(choices), **settings)
        case FieldType.CHOICES:
            return controls.CheckboxesControl(choices=_as_choices(_choices(field, language)), **settings)
        case FieldType.CHOICE | FieldType.GENDER | FieldType.YES_NO:
            return controls.RadiosControl(choices=_as_choices(_choices(field, language)), **settings)
        case FieldType.LONG_TEXT:
            return controls.TextControl(control="textarea", **settings)
        case FieldType.LAO_PHONE:
            return controls.TextControl(control="tel", **settings)
        case _:
            return controls.TextControl(**settings)


def _label(field: FormField, language: Language) -> str:
    label = field.label.in_language(language)
    return label if field.required else gettext("%(label)s (optional)", label=label)


def _as_choices(options: list[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in options]


def _choices(field: FormField, language: Language) -> list[tuple[str, str]]:
    if field.type is FieldType.GENDER:
        return [(value, text.in_language(language)) for value, text in GENDERS.items()]
    if field.type is FieldType.YES_NO:
        return [("yes", gettext("Yes")), ("no", gettext("No"))]
    return [(value, text.in_language(language)) for value, text in (field.options or {}).items()]
