"""Rules over the names that examples use. Playing them is portal.workflow.examples' task."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from portal.definition.asked import questions_of
from portal.definition.check_form import FIELD_KIND, is_unfinished
from portal.definition.check_workflow import STEP_KIND
from portal.definition.examination import Examination
from portal.definition.key_examples import example_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import APPLICANT, CORRECTED, INELIGIBLE, Example, ExampleAction, FormField
from portal.definition.source import Path

_ACTION_KIND: Final = ("ການດຳເນີນການ", "action")
_MESSAGE_KIND: Final = ("ຂໍ້ຄວາມ", "message")


def check_examples(examination: Examination) -> None:
    """Run every rule of this family."""
    if not examination.service.examples:
        examination.at_key("no-examples", "service")
    fees = [example.expect.fee for example in examination.service.examples.values()]
    if examination.service.fee is not None and fees and all(fee is None for fee in fees):
        examination.at_key("fee-untested", "fee")
    for name, example in examination.service.examples.items():
        _example(examination, ("examples", name), example)


def _example(examination: Examination, path: Path, example: Example) -> None:
    service = examination.service
    _beforehand(examination, path, example)
    _answers(examination, (*path, "answers"), example.answers)
    for index, action in enumerate(example.actions):
        _action(examination, (*path, "actions", index), action)
    states = [*service.workflow, APPLICANT, *([INELIGIBLE] if service.eligible else [])]
    if example.expect.state not in [*states, *examination.misspelt_steps.values()]:
        examination.unknown(STEP_KIND, example.expect.state, states, *path, "expect", "state")
    sent = [*service.messages, CORRECTED]
    for index, key in enumerate(example.expect.sms or ()):
        if key not in sent:
            examination.unknown(_MESSAGE_KIND, key, sent, *path, "expect", "sms", index)


def _beforehand(examination: Examination, path: Path, example: Example) -> None:
    """The names of questions before the form; whoever gets past them has answers to the form."""
    questions = examination.service.eligible
    for name in example.eligible:
        if name not in questions:
            examination.unknown(FIELD_KIND, name, questions, *path, "eligible", name)
    asked = example.expect.question
    if asked is not None and asked not in questions:
        examination.unknown(FIELD_KIND, asked, questions, *path, "expect", "question")
    if not example.answers and example.expect.state != INELIGIBLE:
        examination.at_key("missing-key", *path, key="answers", example=example_of("answers"))


def _answers(examination: Examination, path: Path, answers: Mapping[str, Any]) -> None:
    fields = examination.service.fields
    known = [name for name, field in fields.items() if kind_of(field).is_answered]
    for name, answer in answers.items():
        if name in known:
            _rows(examination, (*path, name), fields[name], answer)
        elif not (name in fields and is_unfinished(fields[name])):
            examination.unknown(FIELD_KIND, name, known, *path, name)


def _rows(examination: Examination, path: Path, field: FormField, answer: Any) -> None:
    """The names of questions in the rows of a group."""
    rows = answer if field.fields and isinstance(answer, list | tuple) else ()
    for place, row in enumerate(rows):
        for name in row if isinstance(row, Mapping) else ():
            if name not in (field.fields or {}):
                group = path[-1]
                kind = (f"{FIELD_KIND[0]}ໃນ `{group}` ", f"{FIELD_KIND[1]} in the rows of `{group}`")
                examination.unknown(kind, str(name), field.fields or {}, *path, place, name)


def _action(examination: Examination, path: Path, action: ExampleAction) -> None:
    service = examination.service
    if action.correct is not None:
        _answers(examination, (*path, "correct"), action.correct)
        return
    known = [f"{step_path}.{name}" for _, step_path, step in examination.officer_steps() for name in step.actions]
    if action.do not in known:
        examination.unknown(_ACTION_KIND, action.do or "", known, *path, "do")
    path_of_step, _, action_name = (action.do or "").rpartition(".")
    asked = questions_of(service, path_of_step, action_name)
    for name in action.answers if action.do in known else ():
        if name not in asked:
            examination.unknown(FIELD_KIND, name, asked, *path, "answers", name)
    for index, name in enumerate(action.fields):
        if name not in service.fields:
            examination.unknown(FIELD_KIND, name, service.fields, *path, "fields", index)
