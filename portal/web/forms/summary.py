"""Answers as people read them: a section a page, a row a question; for checking, tracking and the officers' desk.

What officers said with their actions is shown by the same rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal.definition.display import display
from portal.definition.form import Shown
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField
from portal.definition.problems import Problem
from portal.definition.spoken import Spoken
from portal.definition.values import read
from portal.lao.language import Language
from portal.store import files
from portal.store.area_wording import AreaNames
from portal.store.tables import FileRow
from portal.web.current import environment
from portal.web.forms.areas import AreaFinder
from portal.workflow.case import Case


@dataclass(frozen=True)
class AnswerLine:
    """A question and its answer: one line, several, rows of a group (label and value each), or files.

    `naming` is 'person' or 'place' where the lines are such a name, which is not broken inside a word; `prose` says
    that they are somebody's own words.
    """

    name: str
    label: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()
    files: tuple[FileRow, ...] = ()
    answered_by_person: bool = True
    naming: str = ""
    prose: bool = False


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
            lines.append(_answer_line(name, field, value, language, names))
        sections.append(Section(page.page, page.title.in_language(language), tuple(lines)))
    return sections


def said_lines(said: Spoken, session: Session, language: Language) -> tuple[AnswerLine, ...]:
    """What officers said, each answer with its question: for whoever may read it."""
    return tuple(answer_lines(said.questions, said.values, session, language))


def answer_lines(
    questions: Mapping[str, FormField], values: Mapping[str, object], session: Session, language: Language
) -> list[AnswerLine]:
    """Some questions with their answers."""
    names = AreaNames(session)
    return [_answer_line(name, question, values.get(name), language, names) for name, question in questions.items()]


def typed_lines(
    questions: Mapping[str, FormField], raw: Mapping[str, object], session: Session, language: Language
) -> list[AnswerLine]:
    """What was typed to some questions: as it would be shown, or as it was typed where it cannot be read."""
    names, finder = AreaNames(session), AreaFinder(session, language)
    lines = []
    for name, question in questions.items():
        value = read(question, raw.get(name), environment().today(), finder.exists)
        if isinstance(value, Problem):
            label = question.label.in_language(language)
            lines.append(AnswerLine(name, label, tuple(_as_typed(raw.get(name))), prose=kind_of(question).is_prose))
        else:
            lines.append(_answer_line(name, question, value, language, names))
    return [line for line in lines if line.lines]


def _as_typed(raw: object) -> list[str]:
    parts = raw.values() if isinstance(raw, Mapping) else raw if isinstance(raw, list) else [raw]
    typed = " ".join(str(part) for part in parts if part)
    return typed.splitlines()


def _answer_line(name: str, field: FormField, value: object, language: Language, names: AreaNames) -> AnswerLine:
    shown = display(field, value, language, names.full)
    line = _line(name, field.label.in_language(language), shown, kind_of(field).is_answered)
    return replace(line, naming=_naming(field), prose=kind_of(field).is_prose)


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
