"""What is wrong on a form: put beside its boxes, and gathered from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wtforms.form import BaseForm

from portal.definition.model import FormField
from portal.definition.problems import Problem, say
from portal.lao.language import Language
from portal.web.forms.controls import FileControl, GroupControl, first_box
from portal.web.forms.typed import Typed
from portal.web.forms.uploads import PROBLEM_OF_UPLOAD, upload_sentence
from portal.web.wording import gettext as _


@dataclass(frozen=True)
class Fault:
    """A line of the error summary: the sentence, and the control it leads to."""

    text: str
    box: str


def mark(form: BaseForm, fields: Mapping[str, FormField], problems: Mapping[str, Problem], language: Language) -> None:
    """Put each problem beside its box, unless something is said there already."""
    for name, problem in problems.items():
        control, field = form[name], fields[name]
        if problem.rows and isinstance(control, GroupControl):
            _mark_rows(control, field, problem, language)
        elif not control.errors:
            control.errors = [say(problem, field).in_language(language)]


def mark_refused_uploads(form: BaseForm, fields: Mapping[str, FormField], typed: Typed) -> None:
    """Say beside its box why an upload was not kept."""
    for control in all_controls(form):
        if isinstance(control, FileControl) and (refused := typed.get(f"{control.name}{PROBLEM_OF_UPLOAD}")):
            control.errors = [upload_sentence(one, fields[str(control.name)]) for one in refused]


def faults_of(controls: Iterable[Any]) -> list[Fault]:
    """Every error beside the controls, in their order, each with the box it leads to."""
    found: list[Fault] = []
    for control in controls:
        found += [Fault(str(error), first_box(control)) for error in control.errors]
        if isinstance(control, GroupControl):
            found += _row_faults(control)
    return found


def all_controls(form: Iterable[Any]) -> Iterable[Any]:
    """The controls of a form, and those within the rows of its groups."""
    for control in form:
        yield control
        if isinstance(control, GroupControl):
            for row in control.rows:
                yield from all_controls(row)


def _mark_rows(control: GroupControl, group: FormField, problem: Problem, language: Language) -> None:
    for row, faults in zip(control.rows, problem.rows, strict=False):
        for inner, fault in faults.items():
            if not row[inner].errors:
                row[inner].errors = [say(fault, (group.fields or {})[inner]).in_language(language)]


def _row_faults(group: GroupControl) -> list[Fault]:
    return [
        Fault(_("Row %(row)s: %(problem)s", row=place, problem=error), first_box(inner))
        for place, row in enumerate(group.rows, start=1)
        for inner in row
        for error in inner.errors
    ]
