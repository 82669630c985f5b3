"""A WTForms class for some fields of a service, in a language: which control each type of field has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Final

from werkzeug.datastructures import MultiDict
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # the stubs know WTForms 3.2
from wtforms.form import BaseForm

from portal.definition.kinds.table import kind_of
from portal.definition.model import FieldType, FormField, Level
from portal.definition.values import options_of
from portal.lao.language import Language
from portal.web.forms import controls
from portal.web.wording import gettext

AreaOptions = Callable[[Level], list[tuple[str, str]]]
"""Code and name of every area of a level that is short enough for a list (provinces, districts)."""


@dataclass(frozen=True)
class Asked:
    """A field for which a control is made, and what every control is told: label, hint, keyboard."""

    field: FormField
    language: Language
    area_options: AreaOptions
    settings: Mapping[str, Any]


class Questions(BaseForm):
    """The controls of some questions, found by the questions' names.

    They are not members of the form, as those of a WTForms `Form` are: an author may call a question `data`, `meta` or
    `process`.
    """

    def __init__(
        self,
        controls: Mapping[str, Any],
        typed: MultiDict[str, str] | None,
        answers: Mapping[str, Any] | None = None,
        prefix: str = "",
    ) -> None:
        super().__init__(controls, prefix=prefix)
        self.process(typed, data=answers)


def form_of(fields: Mapping[str, FormField], language: Language, area_options: AreaOptions) -> Callable[..., Questions]:
    """What makes a form of `fields`: one control for each that is answered; computed lines and statements have none."""
    made = {
        name: _control(field, language, area_options) for name, field in fields.items() if kind_of(field).is_answered
    }
    return partial(Questions, made)


def _control(field: FormField, language: Language, area_options: AreaOptions) -> Any:
    settings = {
        "label": _label(field, language),
        "description": field.hint.in_language(language) if field.hint else "",
    }
    return CONTROLS[field.type](Asked(field, language, area_options, settings))


def _label(field: FormField, language: Language) -> str:
    label = field.label.in_language(language)
    return label if field.required else gettext("%(label)s (optional)", label=label)


def _text(control: str = "text", **attributes: str) -> Callable[[Asked], Any]:
    """A box of text; `attributes` say which keyboard a phone shows, and how wide the box is."""

    def made(asked: Asked) -> Any:
        unit = kind_of(asked.field).unit(asked.field)
        suffix = unit.in_language(asked.language) if unit else ""
        return controls.TextControl(control=control, suffix=suffix, render_kw=attributes, **asked.settings)

    return made


def _long_text(asked: Asked) -> Any:
    """A box of several lines. How much it takes, if the service says so, is said before anybody has written more."""
    most = gettext("You can write up to %(most)s letters.", most=int(asked.field.max)) if asked.field.max else ""
    hint = " ".join(filter(None, (asked.settings["description"], most)))
    return _text("textarea")(replace(asked, settings={**asked.settings, "description": hint}))


def _date(asked: Asked) -> Any:
    return controls.DateControl(**asked.settings)


def _area(level: Level) -> Callable[[Asked], Any]:
    """An area too deep for a list: found by its name or by walking down."""
    return lambda asked: controls.AreaControl(level=level, **asked.settings)


def _area_list(level: Level) -> Callable[[Asked], Any]:
    return lambda asked: controls.SelectControl(
        choices=_as_choices([("", gettext("Choose one")), *asked.area_options(level)]), **asked.settings
    )


def _radios(asked: Asked) -> Any:
    return controls.RadiosControl(choices=_as_choices(_options(asked)), **asked.settings)


def _yes_no(asked: Asked) -> Any:
    choices = [("yes", gettext("Yes")), ("no", gettext("No"))]
    return controls.RadiosControl(choices=_as_choices(choices), **asked.settings)


def _checkboxes(asked: Asked) -> Any:
    return controls.CheckboxesControl(choices=_as_choices(_options(asked)), **asked.settings)


def _file(asked: Asked) -> Any:
    return controls.FileControl(several=asked.field.max_files > 1, **asked.settings)


def _group(asked: Asked) -> Any:
    field = asked.field
    row_of = form_of(field.fields or {}, asked.language, asked.area_options)
    return controls.GroupControl(row_of=row_of, least=field.min_items, most=field.max_items, **asked.settings)


def _options(asked: Asked) -> list[tuple[str, str]]:
    return [(value, text.in_language(asked.language)) for value, text in options_of(asked.field).items()]


def _as_choices(options: list[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice(value, label) for value, label in options]


_SHORT: Final = {"class": "govuk-input--width-10"}
_MIDDLING: Final = {"class": "govuk-input--width-20"}

CONTROLS: Final[Mapping[FieldType, Callable[[Asked], Any]]] = {
    FieldType.PERSON_NAME: _text(autocomplete="name"),
    FieldType.GENDER: _radios,
    FieldType.DATE: _date,
    FieldType.LAO_PHONE: _text("tel", autocomplete="tel", inputmode="tel", **_MIDDLING),
    FieldType.VILLAGE: _area(Level.VILLAGE),
    FieldType.DISTRICT: _area_list(Level.DISTRICT),
    FieldType.PROVINCE: _area_list(Level.PROVINCE),
    FieldType.CHOICE: _radios,
    FieldType.CHOICES: _checkboxes,
    FieldType.YES_NO: _yes_no,
    FieldType.NUMBER: _text(inputmode="decimal", **_SHORT),
    FieldType.MONEY: _text(inputmode="numeric", **_SHORT),
    FieldType.TEXT: _text(),
    FieldType.LONG_TEXT: _long_text,
    FieldType.EMAIL: _text(autocomplete="email", inputmode="email"),
    FieldType.ID_NUMBER: _text(**_MIDDLING),
    FieldType.FILE: _file,
    FieldType.GROUP: _group,
}
"""The control of every type of field that is answered."""
