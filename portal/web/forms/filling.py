"""Filling a page in: what was typed, what it means, and what is wrong with it. Its buttons: `portal.web.buttons`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol

from werkzeug.datastructures import MultiDict
from wtforms import Form

from portal.definition.display import to_raw
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.numbers import plain_number
from portal.definition.problems import Problem, say
from portal.definition.reading import PageReading
from portal.definition.values import AreaExists, is_empty
from portal.lao.language import Language
from portal.store.tables import FileRow
from portal.web.buttons import (
    ADD,
    BACK,
    CONTINUE,
    DO,
    DRAWN,
    ENTER,
    FIND,
    JUDGED,
    LANGUAGE,
    REMOVE,
    STOOD,
    STOP,
    UNFILE,
)
from portal.web.forms.areas import AreaFinder, AreaPicker
from portal.web.forms.build import form_class
from portal.web.forms.controls import (
    ROW,
    AreaControl,
    FileControl,
    GroupControl,
    first_box,
    next_row,
    raw_of,
    rows_typed,
)
from portal.web.forms.uploads import PROBLEM_OF_UPLOAD, upload_sentence
from portal.web.wording import gettext as _

LONGEST_TYPED: Final = 10_000
"""Letters of one value that are kept: several times the longest text that a question takes unless it says otherwise."""
LONGEST_TYPED_NAME: Final = 200
"""Letters of a box's name; the longest are of a part of a row of a group."""
_ANCHOR: Final = re.compile(r"[a-z][a-z0-9_-]{0,99}")
_NOT_TYPED: Final = frozenset({"csrf_token", "_key"})

Typed = dict[str, list[str]]


def typed_on_page(form: MultiDict[str, str]) -> Typed:
    """What was typed, as it can be kept: everything but the form's own secrets, and what only the portal says.

    Of a value that nobody types by hand only the beginning is kept: what is kept is read each time its page is opened.
    """
    return {
        name: [value[:LONGEST_TYPED] for value in form.getlist(name)]
        for name in form
        if name not in _NOT_TYPED and not name.endswith(PROBLEM_OF_UPLOAD) and len(name) <= LONGEST_TYPED_NAME
    }


def says_something(typed: Typed) -> bool:
    """Whether anything was typed or marked, whichever button sent it."""
    return any(value.strip() for name, values in typed.items() if not name.startswith("_") for value in values)


def _as_form(typed: Typed) -> MultiDict[str, str]:
    return MultiDict((name, value) for name, values in typed.items() for value in values)


@dataclass(frozen=True)
class Fault:
    """A line of the error summary: the sentence, and the control it leads to."""

    text: str
    box: str


class Judge(Protocol):
    """Reads what was typed into a set of fields, and says what is wrong."""

    def __call__(self, raw: Mapping[str, object], area_exists: AreaExists) -> PageReading: ...


class Filling:
    """A set of questions being filled in by one visitor: a page of the form, a correction, what an action asks.

    `applying`, if given, are those of the fields that apply as the answers stand; what is typed may change that. Only
    they are shown. One that what was typed has just opened is shown before anybody goes on or hears that it is missing.
    """

    def __init__(
        self,
        fields: Mapping[str, FormField],
        answers: Mapping[str, Any],
        judge: Judge,
        finder: AreaFinder,
        files: Mapping[str, FileRow],
        applying: Collection[str] | None = None,
    ) -> None:
        self.fields = fields
        self.answers = answers
        self.values: dict[str, Any] = {}
        self.typed: Typed = {}
        self.anchor = ""
        self.opened: str | None = None
        self._applying = applying
        self._lacking = False
        self.form: Form
        self._judge = judge
        self._finder = finder
        self.files = files
        self._class = form_class(fields, finder.language, finder.options)

    def show(
        self,
        typed: Typed | None,
        offered: Mapping[str, Any] | None = None,
        faults: Mapping[str, Problem] | None = None,
    ) -> None:
        """Make the form ready to be shown, with the faults of what was typed if it was sent to be accepted.

        Where nothing was typed and nothing answered, the typed values `offered` are proposed. Where nothing was typed,
        `faults` are those of the answers.
        """
        if typed is None:
            values = {**(offered or {}), **self.answers}
            shown = {
                name: _shown(field, values.get(name), self._finder.language) for name, field in self.fields.items()
            }
            self.form = self._class(None, data=shown)
            self._mark(faults or {})
            return
        self._take(typed)
        if typed.get(DO) == [CONTINUE]:
            self._mark_everything(typed)
        else:
            self._look_areas_up()
            if self.drawn is not None:
                self._narrow(self._judge(raw_of(self.form), self._finder.exists))
            self._mark_empty_search((typed.get(DO) or [""])[0])
            self._mark_refused_uploads(typed)

    def accept(self, typed: Typed) -> bool:
        """Do what the pressed button asks. True when all is well and the visitor goes on with `values`."""
        if typed.get(DO) == [ENTER]:
            typed = {**typed, DO: [self._meant_by_enter(typed)]}
        button, _colon, rest = (typed.get(DO) or [CONTINUE])[0].partition(":")
        change = _BUTTONS.get(button)
        if button == LANGUAGE:
            self.typed = {**typed, DO: [CONTINUE]} if rest.endswith(JUDGED) else typed
            return False
        if change is not None:
            self.typed = change(typed, rest)
            place = rest.partition(":")[0]
            self.anchor = f"#at-{place}" if _ANCHOR.fullmatch(place) else ""
            return False
        self.typed = {**typed, DO: [CONTINUE]}
        self._take(self.typed)
        self._mark_everything(self.typed)
        self.anchor = "#main-content"  # else a browser keeps the place of the button pressed before
        if self.opened and not self.faults:
            self.anchor = f"#at-{self.opened}"
        return not self.faults and not self._lacking and not self.opened

    def _meant_by_enter(self, typed: Typed) -> str:
        self._take(typed)
        for control in _all_controls(filter(self._is_shown, self.form)):
            if isinstance(control, AreaControl) and control.is_to_be_looked_up:
                return f"{FIND}:{control.name}:search"
        return CONTINUE

    def changes(self, typed: Typed) -> bool:
        """Whether anything is typed that is not answered so already."""
        self._take(typed)
        now = raw_of(self.form)
        self.show(None)
        return now != raw_of(self.form)

    def differs(self, typed: Typed) -> bool:
        """Whether what was typed, however it is written, says something else than the answers."""
        reading = self._judge(self.raw(typed), self._finder.exists)
        return bool(reading.problems) or any(
            value != self.answers.get(name) and not (is_empty(value) and is_empty(self.answers.get(name)))
            for name, value in reading.values.items()
        )

    def raw(self, typed: Typed) -> dict[str, Any]:
        """What was typed into each field, whichever button was pressed; nothing is judged."""
        self._take(typed)
        self._look_areas_up()
        return raw_of(self.form)

    @property
    def controls(self) -> list[tuple[str, FormField, Any]]:
        """What the page shows, in the order of the form: name, definition, and control (none for a line only said)."""
        return [
            (name, field, self.form[name] if kind_of(field).is_answered else None)
            for name, field in self.fields.items()
            if self._applies(name) and (kind_of(field).is_answered or kind_of(field).is_said)
        ]

    @property
    def drawn(self) -> str | None:
        """What the page sends back of which questions stood on it; None when they are always the same."""
        if self._applying is None or all(field.when is None for field in self.fields.values()):
            return None
        return " ".join(name for name, _field, _control in self.controls)

    @property
    def takes_files(self) -> bool:
        """Whether the form must be sent in the way that files need, which is heavier for everything else."""
        return any(isinstance(control, FileControl) for control in _all_controls(filter(self._is_shown, self.form)))

    @property
    def faults(self) -> list[Fault]:
        """Every error on the page, in its order, each with the box it leads to."""
        found: list[Fault] = []
        for control in filter(self._is_shown, self.form):
            found += [Fault(str(error), first_box(control)) for error in control.errors]
            if isinstance(control, GroupControl):
                found += _row_faults(control)
        return found

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The faults for the error summary: the id of a box and what is wrong there."""
        return [(fault.box, fault.text) for fault in self.faults]

    def picker(self, control: AreaControl) -> AreaPicker:
        """What the area control shows."""
        return self._finder.picker(control)

    def _applies(self, name: str) -> bool:
        return self._applying is None or name in self._applying

    def _is_shown(self, control: Any) -> bool:
        return self._applies(str(control.name))

    def _narrow(self, reading: PageReading) -> None:
        self._applying = reading.form.asked.keys() & self.fields.keys()

    def _newly_open(self, typed: Typed) -> list[str]:
        """The questions that now apply and that did not stand on the page as it was sent."""
        if DRAWN not in typed:
            return []
        stood = typed[DRAWN][0].split()
        return [name for name, _field, control in self.controls if control is not None and name not in stood]

    def _take(self, typed: Typed) -> None:
        self.form = self._class(_as_form(typed))
        for name in self._opened_since(typed):
            self.form[name].process(None, _shown(self.fields[name], self.answers[name], self._finder.language))
        for control in self.form:
            if isinstance(control, FileControl):
                control.keep_only(partial(self._is_own, str(control.name)))

    def _opened_since(self, typed: Typed) -> list[str]:
        """The answered questions that a correction opened after its page was drawn: they keep what was answered."""
        if STOOD not in typed:
            return []
        stood = typed[STOOD][0].split()
        return [name for name in self.fields if name in self.answers and name not in stood]

    def _is_own(self, field: str, file_id: str) -> bool:
        return file_id in self.files and self.files[file_id].field == field

    def _mark_everything(self, typed: Typed) -> None:
        self._look_areas_up(going_on=True)
        self._mark_refused_uploads(typed)
        reading = self._judge(raw_of(self.form), self._finder.exists)
        self.values = {name: value for name, value in reading.values.items() if value is not None}
        if self.drawn is not None:
            self._narrow(reading)
        opened = self._newly_open(typed)
        self.opened = opened[0] if opened else None
        # One of another page is a question that this answer newly asks: the page shows it next.
        self._lacking = not reading.problems.keys() <= self.fields.keys()
        here = self.fields.keys() - set(opened)
        self._mark({name: problem for name, problem in reading.problems.items() if name in here})

    def _mark(self, problems: Mapping[str, Problem]) -> None:
        for name, problem in problems.items():
            control, field = self.form[name], self.fields[name]
            if problem.rows and isinstance(control, GroupControl):
                self._mark_rows(control, field, problem)
            elif not control.errors:
                control.errors = [self._words(problem, field)]

    def _mark_rows(self, control: GroupControl, group: FormField, problem: Problem) -> None:
        for row, faults in zip(control.rows, problem.rows, strict=False):
            for inner, fault in faults.items():
                if not row[inner].errors:
                    row[inner].errors = [self._words(fault, (group.fields or {})[inner])]

    def _words(self, problem: Problem, field: FormField) -> str:
        return say(problem, field).in_language(self._finder.language)

    def _look_areas_up(self, *, going_on: bool = False) -> None:
        """Look up what was typed. Whoever would go on sees first which place their words were taken for."""
        for control in _all_controls(self.form):
            if not isinstance(control, AreaControl):
                continue
            if trouble := self._finder.look_up(control):
                control.errors = [trouble]
            elif going_on and control.to_confirm:
                control.errors = [_("Check that this is the right village, then go on.")]

    def _mark_empty_search(self, button: str) -> None:
        for control in _all_controls(self.form):
            if isinstance(control, AreaControl) and button == f"{FIND}:{control.name}:search" and not control.search:
                control.shown = control.within = ""
                control.errors = [_("Type the name of the village first.")]

    def _mark_refused_uploads(self, typed: Typed) -> None:
        for control in _all_controls(self.form):
            if isinstance(control, FileControl) and (refused := typed.get(f"{control.name}{PROBLEM_OF_UPLOAD}")):
                field = self.fields[str(control.name)]
                control.errors = [upload_sentence(one, field) for one in refused]


def _shown(field: FormField, value: Any, language: Language) -> Any:
    """A phone number is put back as people write it, and so is a decimal number: 12,34 in Lao, 12.34 in English."""
    if field.fields and isinstance(value, list):
        return [{name: _shown(inner, row.get(name), language) for name, inner in field.fields.items()} for row in value]
    if isinstance(value, float):
        plain = plain_number(value)
        return plain.replace(".", ",") if language == "lo" else plain
    return to_raw(field, value) if kind_of(field).is_phone else value


def _row_faults(group: GroupControl) -> list[Fault]:
    return [
        Fault(_("Row %(row)s: %(problem)s", row=place, problem=error), first_box(inner))
        for place, row in enumerate(group.rows, start=1)
        for inner in row
        for error in inner.errors
    ]


def _all_controls(form: Iterable[Any]) -> Iterable[Any]:
    for control in form:
        yield control
        if isinstance(control, GroupControl):
            for row in control.rows:
                yield from _all_controls(row)


def _add_row(typed: Typed, group: str) -> Typed:
    rows = rows_typed(typed.get(f"{group}-rows", []))
    new = next_row(rows, (typed.get(f"{group}-next") or [""])[0])
    return {**typed, f"{group}-rows": [*rows, str(new)], f"{group}-next": [str(new + 1)]}


def _remove_row(typed: Typed, which: str) -> Typed:
    """Without the row that `which` ('GROUP:ROW') names; as it was when it names none."""
    group, _sep, row = which.partition(":")
    rows = rows_typed(typed.get(f"{group}-rows", []))
    if ROW.fullmatch(row) is None or row not in rows:
        return typed
    new = next_row(rows, (typed.get(f"{group}-next") or [""])[0])
    left = {name: values for name, values in typed.items() if not name.startswith(f"{group}-{row}-")}
    return {**left, f"{group}-rows": [one for one in rows if one != row] or [str(new)], f"{group}-next": [str(new + 1)]}


def _remove_file(typed: Typed, which: str) -> Typed:
    field, _sep, gone = which.partition(":")
    return {**typed, field: [kept for kept in typed.get(field, []) if kept != gone]}


def _find(typed: Typed, _field: str) -> Typed:
    return typed


_BUTTONS: Final = {
    ADD: _add_row,
    REMOVE: _remove_row,
    UNFILE: _remove_file,
    FIND: _find,
    STOP: _find,
    BACK: _find,
}
