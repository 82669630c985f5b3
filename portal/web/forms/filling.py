"""Filling a page in: what was typed, what it means, and what is wrong with it. Its buttons: `portal.web.buttons`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial
from typing import Any, Final, Protocol

from wtforms.form import BaseForm

from portal.definition.display import to_raw
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.numbers import plain_number
from portal.definition.problems import Problem
from portal.definition.reading import PageReading
from portal.definition.values import AreaExists, is_empty
from portal.lao.language import Language
from portal.store.tables import FileRow
from portal.web.buttons import CONTINUE, DO, ENTER, FIND, JUDGED, LANGUAGE, SHOWN
from portal.web.forms.areas import AreaFinder, AreaPicker
from portal.web.forms.build import form_of
from portal.web.forms.controls import AreaControl, FileControl, raw_of
from portal.web.forms.faults import Fault, all_controls, faults_of, mark, mark_refused_uploads
from portal.web.forms.pressed import CHANGES
from portal.web.forms.typed import Typed, as_form
from portal.web.wording import gettext as _

_ANCHOR: Final = re.compile(r"[a-z][a-z0-9_-]{0,99}")


class Judge(Protocol):
    """Reads what was typed into a set of fields, and says what is wrong."""

    def __call__(self, raw: Mapping[str, object], area_exists: AreaExists) -> PageReading: ...


class Filling:
    """A set of questions being filled in by one visitor: a page of the form, a correction, what an action asks.

    `applying`, if given, are those of the fields that apply as the answers stand; what is typed may change that. Only
    they are shown. With `opens_more`, as in a correction, what is typed may open more than the `fields` there were. A
    question just opened is shown before anybody goes on or hears that it is missing.
    """

    def __init__(
        self,
        fields: Mapping[str, FormField],
        answers: Mapping[str, Any],
        judge: Judge,
        finder: AreaFinder,
        files: Mapping[str, FileRow],
        applying: Collection[str] | None = None,
        *,
        opens_more: bool = False,
    ) -> None:
        self.fields = fields
        self.answers = answers
        self.values: dict[str, Any] = {}
        self.problems: Mapping[str, Problem] = {}
        self.typed: Typed = {}
        self.anchor = ""
        self.opened: str | None = None
        self._applying = applying
        self._narrows = applying is not None and any(field.when is not None for field in fields.values())
        self._opens = opens_more or self._narrows
        self._lacking = False
        self.form: BaseForm
        self._judge = judge
        self._finder = finder
        self.files = files
        self._form_of = form_of(fields, finder.language, finder.options)

    def show(
        self,
        typed: Typed | None,
        offered: Mapping[str, Any] | None = None,
        faults: Mapping[str, Problem] | None = None,
    ) -> None:
        """Make the form ready to be shown, with the faults of what was typed if it was sent to be accepted.

        Where nothing was typed and nothing answered, the typed values `offered` are proposed; to a question just opened
        too. Where nothing was typed, `faults` are those of the answers.
        """
        if typed is None:
            values = {**(offered or {}), **self.answers}
            shown = {
                name: _shown(field, values.get(name), self._finder.language) for name, field in self.fields.items()
            }
            self.form = self._form_of(None, shown)
            self.problems = faults or {}
            mark(self.form, self.fields, self.problems, self._finder.language)
            return
        self._take(typed, offered)
        if typed.get(DO) == [CONTINUE]:
            self._mark_everything(typed)
        else:
            self._look_areas_up()
            if self._narrows:
                self._narrow(self._judge(raw_of(self.form), self._finder.exists))
            self._mark_empty_search((typed.get(DO) or [""])[0])
            mark_refused_uploads(self.form, self.fields, typed)

    def accept(self, typed: Typed) -> bool:
        """Do what the pressed button asks. True when all is well and the visitor goes on with `values`."""
        if typed.get(DO) == [ENTER]:
            typed = {**typed, DO: [self._meant_by_enter(typed)]}
        button, _colon, rest = (typed.get(DO) or [CONTINUE])[0].partition(":")
        change = CHANGES.get(button)
        if button == LANGUAGE:
            self.typed = {**typed, DO: [CONTINUE]} if rest.endswith(JUDGED) else typed
            return False
        if change is not None:
            self.typed = change(typed, rest)
            place = rest.partition(":")[0]
            self.anchor = f"#at--{place}" if _ANCHOR.fullmatch(place) else ""
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
        for control in all_controls(filter(self._is_shown, self.form)):
            if isinstance(control, AreaControl) and control.is_to_be_looked_up:
                return f"{FIND}:{control.name}:search"
        return CONTINUE

    def changes(self, typed: Typed, offered: Mapping[str, Any] | None = None) -> bool:
        """Whether anything is typed that is not answered, or `offered`, so already."""
        self._take(typed)
        now = raw_of(self.form)
        self.show(None, offered)
        return now != raw_of(self.form)

    def without(self, typed: Typed, offered: Mapping[str, Any]) -> Typed:
        """What was typed, without the boxes of each question that still stands as it was `offered`."""
        self._take(typed)
        now = raw_of(self.form)
        self.show(None, offered)
        untouched = {name for name, raw in raw_of(self.form).items() if name in offered and now[name] == raw}
        return {box: sent for box, sent in typed.items() if box.partition("-")[0] not in untouched}

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
    def shown(self) -> str | None:
        """What the page sends back of which questions stand on it; None when they are always the same."""
        if not self._opens:
            return None
        return " ".join(name for name, _field, control in self.controls if control is not None)

    @property
    def takes_files(self) -> bool:
        """Whether the form must be sent in the way that files need, which is heavier for everything else."""
        return any(isinstance(control, FileControl) for control in all_controls(filter(self._is_shown, self.form)))

    @property
    def faults(self) -> list[Fault]:
        """Every error on the page, in its order, each with the box it leads to."""
        return faults_of(filter(self._is_shown, self.form))

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

    def _unseen(self, typed: Typed) -> list[str]:
        """The questions that did not stand on the page as it was sent."""
        if SHOWN not in typed:
            return []
        stood = typed[SHOWN][0].split()
        return [name for name, field in self.fields.items() if kind_of(field).is_answered and name not in stood]

    def _take(self, typed: Typed, offered: Mapping[str, Any] | None = None) -> None:
        """Take what was typed; a question that was not seen keeps its answer, or what is `offered`."""
        self.form = self._form_of(as_form(typed))
        known = {**(offered or {}), **self.answers}
        for name in self._unseen(typed):
            if name in known:
                self.form[name].process(None, _shown(self.fields[name], known[name], self._finder.language))
        for control in self.form:
            if isinstance(control, FileControl):
                control.keep_only(partial(self._is_own, str(control.name)))

    def _is_own(self, field: str, file_id: str) -> bool:
        return file_id in self.files and self.files[file_id].field == field

    def _mark_everything(self, typed: Typed) -> None:
        self._look_areas_up(going_on=True)
        mark_refused_uploads(self.form, self.fields, typed)
        reading = self._judge(raw_of(self.form), self._finder.exists)
        self.values = {name: value for name, value in reading.values.items() if value is not None}
        if self._narrows:
            self._narrow(reading)
        # An answer that another has made wrong is shown with what is wrong; a new question is not called missing.
        wrong = reading.problems.keys() & self.answers.keys()
        opened = [name for name in self._unseen(typed) if self._applies(name) and name not in wrong]
        self.opened = opened[0] if opened else None
        # One of another page is a question that this answer newly asks: the page shows it next.
        self._lacking = not reading.problems.keys() <= self.fields.keys()
        here = self.fields.keys() - set(opened)
        self.problems = {name: problem for name, problem in reading.problems.items() if name in here}
        mark(self.form, self.fields, self.problems, self._finder.language)

    def _look_areas_up(self, *, going_on: bool = False) -> None:
        """Look up what was typed. Whoever would go on sees first which place their words were taken for."""
        for control in all_controls(self.form):
            if not isinstance(control, AreaControl):
                continue
            if trouble := self._finder.look_up(control, going_on=going_on):
                control.errors = [trouble]
            elif going_on and control.to_confirm:
                control.errors = [_("Check that this is the right village, then go on.")]

    def _mark_empty_search(self, button: str) -> None:
        for control in all_controls(self.form):
            if isinstance(control, AreaControl) and button == f"{FIND}:{control.name}:search" and not control.search:
                control.shown = control.within = ""
                control.errors = [_("Type the name of the village first.")]


def _shown(field: FormField, value: Any, language: Language) -> Any:
    """A phone number is put back as people write it, and so is a decimal number: 12,34 in Lao, 12.34 in English.
    Yes and no are put back by the names of their options."""
    if field.fields and isinstance(value, list):
        return [{name: _shown(inner, row.get(name), language) for name, inner in field.fields.items()} for row in value]
    if isinstance(value, float):
        plain = plain_number(value)
        return plain.replace(".", ",") if language == "lo" else plain
    return to_raw(field, value) if kind_of(field).is_phone or isinstance(value, bool) else value
