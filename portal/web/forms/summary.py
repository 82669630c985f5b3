"""Answers as people read them: a section a page, a row a question; for checking, tracking and the officers' desk."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal.definition.display import display
from portal.definition.form import Shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.lao.language import Language
from portal.store import files
from portal.store.area_wording import AreaNames
from portal.store.tables import FileRow
from portal.workflow.case import Case


@dataclass(frozen=True)
class AnswerLine:
    """A question and its answer: one line, several, rows of a group (label and value each), or files.

    `naming` is 'person' or 'place' where the lines are such a name, which is not broken inside a word.
    """

    name: str
    label: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    files: tuple[FileRow, ...] = ()
    answered_by_person: bool = True
    naming: str = ""


@dataclass(frozen=True)
class Section:
    """The answers of one page of the form."""

    page: str
    title: str
    lines: tuple[AnswerLine, ...]


def summary_of(form: Shown, case: Case, session: Session, language: Language) -> list[Section]:
    """All questions that the case's form shows, with their answers, in its order."""
    kept = files.listed(session, case.id)
    names = AreaNames(session)
    sections = []
    for page in form.pages:
        lines = []
        for name, field in form.fields[page.page].items():
            kind = kind_of(field)
            if not kind.has_value:
                continue
            label = field.label.in_language(language)
            value = form.answers.get(name)
            if kind.holds_files:
                found = tuple(kept[file_id] for file_id in value or () if file_id in kept)
                lines.append(AnswerLine(name, label, files=found))
                continue
            shown = display(field, value, language, names.full)
            lines.append(replace(_line(name, label, shown, kind.is_answered), naming=_naming(field)))
        sections.append(Section(page.page, page.title.in_language(language), tuple(lines)))
    return sections


def _naming(field: FormField) -> str:
    kind = kind_of(field)
    if kind.names_person:
        return "person"
    return "place" if kind.level else ""


def _line(name: str, label: str, shown: object, answered: bool) -> AnswerLine:
    if isinstance(shown, str):
        return AnswerLine(name, label, lines=tuple(shown.splitlines()), answered_by_person=answered)
    if isinstance(shown, list) and shown and isinstance(shown[0], str):
        return AnswerLine(name, label, lines=tuple(shown), answered_by_person=answered)
    rows = tuple(tuple(row) for row in shown) if isinstance(shown, list) else ()
    return AnswerLine(name, label, rows=rows, answered_by_person=answered)
