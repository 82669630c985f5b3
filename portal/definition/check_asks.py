"""Rules over what actions ask their officers: questions as whole as those of the form, under names of their own."""

from __future__ import annotations

from portal.definition.check_form import RESERVED_FIELDS, check_whole
from portal.definition.examination import Examination
from portal.definition.kinds.table import kind_of
from portal.definition.model import FIELDS, OWN_WORDS, REMARKS, Question
from portal.definition.source import Path


def check_asks(examination: Examination) -> None:
    """Run every rule of this family."""
    for path, name, question in examination.questions_asked():
        _name(examination, path, name, question)
        if kind_of(question).asked_of_officers:
            check_whole(examination, path, name, question)
        else:
            examination.at_key("ask-part", *path, name=name, what=question.type.value)
        if question.when is not None:
            examination.at_key("ask-part", *path, "when", name=name, what="when")
    _names_asked(examination)
    _one_type_each(examination)


def _name(examination: Examination, path: Path, name: str, question: Question) -> None:
    worded = name in REMARKS and question.type is OWN_WORDS
    if name in RESERVED_FIELDS and not worded:
        examination.at_key("reserved-name", *path, name=name)
    for page in examination.service.form:
        if name in page.fields:
            examination.at_key("duplicate-field", *path, name=name, page=page.page)


def _one_type_each(examination: Examination) -> None:
    """One name is one answer to whoever reads it, in a message or on the paper, whichever action asked it."""
    first: dict[str, Question] = {}
    for path, name, question in examination.questions_asked():
        other = first.setdefault(name, question)
        if other.type is not question.type:
            types = {"type": question.type.value, "other": other.type.value}
            examination.at_key("asked-otherwise", *path, name=name, **types)


def _names_asked(examination: Examination) -> None:
    """What is asked twice, and marks that nobody would be told of."""
    for path, _, step in examination.officer_steps():
        for action_name, action in step.actions.items():
            asked = (*path, "actions", action_name, "asks")
            names = [ask if isinstance(ask, str) else next(iter(ask)) for ask in action.asks]
            for index, name in enumerate(names):
                if name in names[:index]:
                    examination.at_value("asked-twice", *asked, index, name=name)
                if name == FIELDS and not action.asks_fields:
                    examination.at_value("fields-no-effect", *asked, index, name=action_name)
