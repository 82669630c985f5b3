"""Jinja as the portal uses it: where templates are, how strict they are, and the filters for dates, money and texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader, Undefined, pass_context
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from portal.definition import fee_words
from portal.lao.dates import format_date, format_datetime, local_date
from portal.lao.money import format_kip
from portal.lao.phone import format_phone
from portal.settings import ROOT
from portal.web.forms.file_names import apart, kept_of
from portal.web.language import current_language, text_in
from portal.web.line_breaks import whole_name, whole_place

TEMPLATES: Final = ROOT / "templates"
NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"


class StrictButForOptions(Undefined):
    """An undefined value that fails when used, unless it is an option left out of a component's mapping.

    GOV.UK's components take one mapping of options and ask it for each option there is; a template's own variable or an
    object's attribute that does not exist is a mistake, and must not print as nothing.
    """

    def _is_option(self) -> bool:
        if self._undefined_obj is not missing:
            return isinstance(self._undefined_obj, Mapping)
        # A macro asks for `caller` to learn whether it was called with a body; without a name it is a bare `undefined`.
        return self._undefined_name in {None, "caller"}

    def _check(self) -> None:
        if not self._is_option():
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._check()
        return super().__str__()

    def __iter__(self) -> Iterator[Any]:
        self._check()
        return super().__iter__()

    def __len__(self) -> int:
        self._check()
        return super().__len__()

    def __bool__(self) -> bool:
        self._check()
        return False

    def __eq__(self, other: object) -> bool:
        self._check()
        return super().__eq__(other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return super().__hash__()


def install_templates(app: Flask) -> None:
    """Give `app` the templates, GOV.UK's components and the portal's filters."""
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(TEMPLATES),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    environment = app.jinja_env
    environment.undefined = StrictButForOptions
    # The components were carried over from Nunjucks, where these two are words of the language.
    environment.globals.update(undefined=StrictButForOptions(), null=None)
    environment.globals["fee_words"] = fee_words
    environment.filters.update(apart=apart, kept_of=kept_of)
    environment.filters.update(
        date=_date, datetime=_datetime, kip=_kip, phone=_phone, text=_text, count=_count, place=whole_place, name=_name
    )


# Each takes the context, though it has no use for it: Jinja works out a filter over a constant once, while it compiles
# the template, unless the filter says that its answer depends on the request.
@pass_context
def _date(_context: Context, day: date) -> str:
    """The day; of a moment, that in Vientiane."""
    return _unbroken(format_date(local_date(day) if isinstance(day, datetime) else day, current_language()))


@pass_context
def _datetime(_context: Context, moment: datetime) -> str:
    """Breaks between the day and the time only."""
    day = format_date(local_date(moment), current_language())
    clock = format_datetime(moment, current_language()).removeprefix(day)
    return f"{_unbroken(day)} {_unbroken(clock.strip())}"


@pass_context
def _kip(_context: Context, amount: int) -> str:
    return _unbroken(format_kip(amount, current_language()))


@pass_context
def _count(_context: Context, number: int) -> str:
    """A number of things, its thousands grouped as amounts are."""
    grouped = f"{number:,}"
    return grouped.replace(",", ".") if current_language() == "lo" else grouped


@pass_context
def _text(_context: Context, text: object) -> str:
    return text_in(text, current_language())


def _phone(number: str) -> str:
    return _unbroken(format_phone(number))


def _name(name: str) -> Markup:
    return whole_name(name)


def _unbroken(text: str) -> str:
    return text.replace(" ", NO_BREAK_SPACE)
