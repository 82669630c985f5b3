"""Rules over the text messages: sent on something that happens, filled with something there is, and not too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from portal.definition import placeholders
from portal.definition.examination import Examination, guesses
from portal.definition.model import (
    APPLICANT,
    EVENTS_WITH_MESSAGE,
    SUBMITTED,
    WITHDRAWN,
    Action,
    Ask,
    EndStep,
    FormField,
    Message,
    OfficerStep,
    ParallelStep,
)
from portal.definition.samples import LONGEST_AREA_FULL_NAME, LONGEST_AREA_NAME, longest
from portal.definition.source import Path
from portal.lao.language import LANGUAGES, Language
from portal.lao.segments import count_segments

MOST_SEGMENTS: Final = 3
"""SMS a message may take in the pilot's budget."""
LONGEST_REMARK: Final = 80
"""Characters of an officer's note or reason in an SMS; a longer one is cut there and stands whole on the page."""

_LONGEST: Final[dict[Language, dict[str, str]]] = {
    "lo": {
        "ref": "ABCD-EFGH",
        "due": "30 ພະຈິກ 2026",
        "note": "ກ" * LONGEST_REMARK,
        "reason": "ກ" * LONGEST_REMARK,
        "link": "https://services.gov.la/t/ABCD-EFGH",
        "fee": "1.000.000.000 ກີບ",
        "office": f"ຫ້ອງວ່າການປົກຄອງບ້ານ {LONGEST_AREA_NAME.lo}",
    },
    "en": {
        "ref": "ABCD-EFGH",
        "due": "30 November 2026",
        # An officer types Lao, whatever the reader's language.
        "note": "ກ" * LONGEST_REMARK,
        "reason": "ກ" * LONGEST_REMARK,
        "link": "https://services.gov.la/t/ABCD-EFGH",
        "fee": "1,000,000,000 kip",
        "office": f"Ban {LONGEST_AREA_NAME.en} village office",
    },
}
_REMARKS: Final[tuple[Ask, ...]] = ("note", "reason")


def check_messages(examination: Examination) -> None:
    """Run every rule of this family."""
    service = examination.service
    known_keys = [*sorted(EVENTS_WITH_MESSAGE), *service.workflow]
    for key, message in service.messages.items():
        path = ("messages", key)
        if key not in known_keys:
            examination.at_key("unknown-message-key", *path, name=key, **guesses(key, known_keys))
        known = placeholders.MESSAGE_NAMES | placeholders.answer_names(service)
        sound = check_template(examination, path, message, known)
        for name in _names(message):
            _may_be_empty(examination, path, key, name)
        if sound:
            _length(examination, path, message)
    for key in _expected(examination):
        if key not in service.messages:
            examination.at_key("no-message", "messages", name=key)


def check_template(
    examination: Examination, path: Path, template: Message | FormField | object, known: frozenset[str]
) -> bool:
    """Report braces and placeholders that cannot be filled in both languages of a text; whether there were none."""
    sound = True
    held: dict[str, set[str]] = {}
    for language in LANGUAGES:
        text: str = getattr(template, language)
        sound = check_line(examination, (*path, language), text, known) and sound
        held[language] = set(placeholders.names_in(text))
    for language, other in (("lo", "en"), ("en", "lo")):
        for name in sorted(held[language] - held[other]):
            examination.at_value("placeholders-differ", *path, language, name=name)
    return sound


def check_line(examination: Examination, path: Path, text: str, known: frozenset[str]) -> bool:
    """Report braces and placeholders of one line that cannot be filled; whether there were none."""
    brace = placeholders.stray_brace(text)
    if brace is not None:
        examination.at_value("stray-brace", *path, position=brace + 1)
    unknown = [name for name in placeholders.names_in(text) if name not in known]
    for name in unknown:
        examination.at_value("unknown-placeholder", *path, name=name, **guesses(name, sorted(known)))
    return brace is None and not unknown


def answer_may_be_empty(examination: Examination, name: str) -> bool:
    """Whether a placeholder is of an answer that may not be given."""
    question = name.partition(".")[0]
    return question in examination.service.fields and examination.may_be_empty(question)


def _names(message: Message) -> list[str]:
    return list(dict.fromkeys(placeholders.names_in(message.lo) + placeholders.names_in(message.en)))


def _may_be_empty(examination: Examination, path: Path, key: str, name: str) -> None:
    why: tuple[str, str] | None = None
    if answer_may_be_empty(examination, name):
        why = ("ຄຳຖາມນັ້ນອາດບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ໄດ້ຕອບ", "its question may not be asked or answered")
    elif name == "fee" and examination.service.fee is None:
        why = ("ບໍລິການນີ້ບໍ່ມີຄ່າທຳນຽມ", "the service has no fee")
    elif name == "office" and _no_office_has_it(examination, key):
        why = ("ຕອນນັ້ນບໍ່ມີຫ້ອງການໃດຖືຄຳຮ້ອງ", "no office has the case then")
    elif name in _REMARKS and (action := _leads_without(examination, key, name)) is not None:
        why = (f"`{action}` ບໍ່ຖາມ {name}", f"`{action}` does not ask for a {name}")
    if why is not None:
        language = "lo" if name in placeholders.names_in(examination.service.messages[key].lo) else "en"
        examination.at_value("may-be-empty", *path, language, name=name, why_lo=why[0], why_en=why[1])


def _no_office_has_it(examination: Examination, key: str) -> bool:
    """Whether the case is with its applicant, or over, when the message is sent."""
    return key in {APPLICANT, WITHDRAWN} or isinstance(examination.service.workflow.get(key), EndStep)


def _leads_without(examination: Examination, key: str, remark: str) -> str | None:
    """An action that makes the message due and does not ask for the remark; the key itself when no action does."""
    leading = list(_leading_to(examination, key))
    # What one office writes to the next is not sent to the applicant.
    if not leading or isinstance(examination.service.workflow.get(key), OfficerStep | ParallelStep):
        return key
    return next((name for name, action in leading if remark not in action.asks), None)


def _leading_to(examination: Examination, key: str) -> Iterator[tuple[str, Action]]:
    for _, path, step in examination.officer_steps():
        for name, action in step.actions.items():
            into_parallel = isinstance(examination.service.workflow.get(path.partition(".")[0]), ParallelStep)
            joined = into_parallel and action.to == "done" and _joins_to(examination, path) == key
            if action.to == key or joined:
                yield f"{path}.{name}", action


def _joins_to(examination: Examination, path: str) -> str | None:
    step = examination.service.workflow.get(path.partition(".")[0])
    return step.to if isinstance(step, ParallelStep) else None


def _length(examination: Examination, path: Path, message: Message) -> None:
    service = examination.service
    answers = examination.complete_answers | {name: longest(field) for name, field in service.fields.items()}
    for language in LANGUAGES:
        values = placeholders.answer_values(
            service, answers, language, lambda _: LONGEST_AREA_NAME, lambda _: LONGEST_AREA_FULL_NAME
        )
        values |= _LONGEST[language] | {"service": service.title.in_language(language)}
        cost = count_segments(placeholders.fill(message.in_language(language), values))
        if cost.segments > MOST_SEGMENTS:
            examination.at_value(
                "sms-too-long", *path, language, segments=cost.segments, units=cost.units, limit=MOST_SEGMENTS
            )


def _expected(examination: Examination) -> list[str]:
    """What an applicant must hear of: handed in, sent back, ended."""
    sends_back = any(
        action.to == APPLICANT for _, _, step in examination.officer_steps() for action in step.actions.values()
    )
    ends = [name for name, step in examination.service.workflow.items() if isinstance(step, EndStep)]
    return [SUBMITTED, *([APPLICANT] if sends_back else []), *ends]
