"""A plan as the text of a service file, set as an author would set it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from portal.definition.model import Outcome, Text
from portal.digit.plan import RECEIPT, Asked, Plan, PlannedAction, PlannedEnd, PlannedStep
from portal.digit.words import TO_TRANSLATE

TO_WRITE: Final = "ຕ້ອງຂຽນ"
"""Marks, in Lao, a text that the source does not have; in English it is `To be written`."""
_SUMMARY: Final = Text(lo=f"{TO_WRITE}: ບໍລິການນີ້ມີໄວ້ເຮັດຫຍັງ", en="To be written: what this service is for")
_AGENCY: Final = Text(lo=f"{TO_WRITE}: ອົງການ", en="To be written: the agency")
_RECEIPT_NUMBER: Final = Text(lo="ເລກທີໃບຮັບເງິນ", en="Receipt number")
_LONGEST_TITLE: Final = 40
"""Characters of an end's title that an SMS repeats."""
_PLAIN: Final = re.compile(r"[A-Za-z\u0e81-\u0edf][\w\u0e81-\u0edf .()/'-]*", re.ASCII)
_NOT_PLAIN: Final = frozenset({"true", "false", "null", "True", "False"})

_FORM: Final = """\
form:
  - page: you
    title: {lo: ຜູ້ຍື່ນຄຳຮ້ອງ, en: The applicant}
    fields:
      full_name: {type: person-name, label: {lo: ຊື່ ແລະ ນາມສະກຸນ, en: Full name}}
      phone:     {type: lao-phone, label: {lo: ເບີໂທລະສັບ, en: Phone number}, hint: {lo: ເບີທີ່ຫ້ອງການໂທຫາທ່ານໄດ້, en: The office may call you on this number}}
      village:   {type: village, label: {lo: ບ້ານ, en: Village}}
"""  # noqa: E501 - as it stands in the file

Examples = Mapping[str, Mapping[str, Any]]
"""Examples by name, as data."""


def written(plan: Plan, examples: Examples) -> str:
    """The text of the service file."""
    parts = [*_head(plan), _FORM, *_workflow(plan), "", *_messages(plan), "", *_examples(examples)]
    return "\n".join(parts).rstrip() + "\n"


def _head(plan: Plan) -> Iterator[str]:
    yield f"# From DIGIT's BusinessService {_remark(plan.source)}: what was assumed stands in docs/import-digit.md."
    yield f"# Look for {TO_TRANSLATE} and {TO_WRITE} before anybody applies."
    yield f"service: {plan.slug}"
    yield "version: 0.1.0"
    yield f"title:   {_text(plan.title)}"
    yield f"summary: {_text(_SUMMARY)}"
    yield f"agency:  {_text(_AGENCY)}"
    yield "place:   village"
    yield f"promise: {_days(plan.promise)}"
    yield ""


def _workflow(plan: Plan) -> Iterator[str]:
    yield "workflow:"
    for name, step in plan.steps.items():
        yield from _step(name, step)
    for name, end in plan.ends.items():
        remark = f"  # {_remark(end.state)}" if end.state else ""
        yield f"  {name}: {{end: {end.outcome.value}, title: {_text(end.title)}}}{remark}"


def _step(name: str, step: PlannedStep) -> Iterator[str]:
    yield f"  {name}:" + (f"  # {_remark(step.state)}" if step.state else "")
    yield f"    title:  {_text(step.title)}"
    yield f"    office: {step.level.value}"
    yield f"    role:   {step.role}"
    if step.within is not None:
        yield f"    within: {_days(step.within)}"
    yield "    actions:"
    for action, planned in step.actions.items():
        yield f"      {action}: {_action(planned)}"


def _action(action: PlannedAction) -> str:
    asks = [*(["fields"] if action.sends_back else []), *map(_ask, action.asks)]
    asked = f", asks: [{', '.join(asks)}]" if asks else ""
    return f"{{to: {action.to}, label: {_text(action.label)}{asked}}}"


def _ask(asked: Asked) -> str:
    return f"{RECEIPT}: {{type: text, max: 40, label: {_text(_RECEIPT_NUMBER)}}}" if asked == RECEIPT else asked


def _messages(plan: Plan) -> Iterator[str]:
    yield "messages:"
    yield _message(
        "submitted",
        "ໄດ້ຮັບຄຳຮ້ອງ {ref} ແລ້ວ. ກຳນົດບໍ່ເກີນວັນທີ {due}. {link}",
        "Received {ref}. Decision by {due}. {link}",
    )
    if any(action.sends_back for step in plan.steps.values() for action in step.actions.values()):
        yield _message("applicant", "ຄຳຮ້ອງ {ref} ຕ້ອງແກ້ໄຂ: {note} {link}", "{ref} needs a correction: {note} {link}")
    for name, step in plan.steps.items():
        if step.pays:
            yield _message(name, "ຄຳຮ້ອງ {ref}: ໃຫ້ໄປຈ່າຍເງິນຢູ່{office}. {link}", "{ref}: please pay at {office}. {link}")
        elif step.decided:
            yield _message(name, *_of_end(plan.ends[step.decided], ""))
    for name, end in plan.ends.items():
        yield _message(name, *_of_end(end, "" if end.outcome is Outcome.GRANTED else " {reason}"))


def _of_end(end: PlannedEnd, reason: str) -> tuple[str, str]:
    """What an applicant reads when the case has ended: how, by the words of the end where there are any."""
    if end.translated and max(len(end.title.lo), len(end.title.en)) <= _LONGEST_TITLE:
        return f"ຄຳຮ້ອງ {{ref}}: {end.title.lo}.{reason} {{link}}", f"{{ref}}: {end.title.en}.{reason} {{link}}"
    lao, english = _GENERAL[end.outcome]
    return f"ຄຳຮ້ອງ {{ref}} {lao}.{reason} {{link}}", f"{{ref}} {english}.{reason} {{link}}"


_GENERAL: Final[dict[Outcome, tuple[str, str]]] = {
    Outcome.GRANTED: ("ສຳເລັດແລ້ວ", "is done"),
    Outcome.REFUSED: ("ຖືກປະຕິເສດ", "was refused"),
    Outcome.WITHDRAWN: ("ຖອນແລ້ວ", "was withdrawn"),
}


def _message(key: str, lao: str, english: str) -> str:
    return f'  {key}: {{lo: "{lao}", en: "{english}"}}'


def _examples(examples: Examples) -> Iterator[str]:
    if examples:
        yield "examples:  # every end is reached, and an example for each plays from handing in"
    for name, example in examples.items():
        yield f"  {name}:"
        yield f"    answers: {_value(example['answers'])}"
        yield "    actions:"
        for action in example["actions"]:
            yield f"      - {_value(action)}"
        yield f"    expect:  {_value(example['expect'])}"


def _value(value: object) -> str:
    """A value of an example in the flow style of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _scalar(str(value))


def _text(text: Text) -> str:
    return f"{{lo: {_scalar(text.lo)}, en: {_scalar(text.en)}}}"


def _scalar(text: str) -> str:
    """A text as YAML reads it back: as it stands where nothing in it means anything to YAML, else quoted."""
    plain = _PLAIN.fullmatch(text) and not text.endswith(" ") and text not in _NOT_PLAIN
    return text if plain else json.dumps(text, ensure_ascii=False)


def _days(days: int) -> str:
    return f"{days} working day{'' if days == 1 else 's'}"


def _remark(text: str) -> str:
    """A name of the source in a comment: on one line, and not long."""
    return re.sub(r"[^\w .:/()-]", "?", text, flags=re.ASCII)[:80]
