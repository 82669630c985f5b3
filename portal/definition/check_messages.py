"""Rules over the text messages: sent on something that happens, filled with something there is, and not too long."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Final

from portal.definition import placeholders
from portal.definition.asked import every_question, questions_asked, reader_of
from portal.definition.check_placeholders import NEVER_EXPIRES, WhyEmpty, check_empty, check_template, why_empty
from portal.definition.examination import Examination, guesses
from portal.definition.graph import actions_leading_to
from portal.definition.kinds.table import kind_of
from portal.definition.longest_names import LONGEST_NAMES, longest_office
from portal.definition.model import (
    APPLICANT,
    EVENTS_WITH_MESSAGE,
    LONGEST_SAID,
    REMARKS,
    SUBMITTED,
    WITHDRAWN,
    EndStep,
    Message,
    OfficerStep,
    ParallelStep,
    Service,
)
from portal.definition.posts import posts_of
from portal.definition.samples import SAMPLE_ADDRESS, SAMPLE_REFERENCE, longest
from portal.definition.source import Path
from portal.definition.template import fill, names_in
from portal.lao.dates import format_date
from portal.lao.language import LANGUAGES, Language
from portal.lao.money import format_kip
from portal.lao.segments import count_segments

MOST_SEGMENTS: Final = 3
"""SMS a message may take in the pilot's budget."""
_ONLY_AT_THE_END: Final[WhyEmpty] = (
    "ຄຳທີ່ເຈົ້າໜ້າທີ່ຂຽນ ຕື່ມໃສ່ໄດ້ແຕ່ຂໍ້ຄວາມ `applicant` ແລະ ຂໍ້ຄວາມຂອງບ່ອນສິ້ນສຸດ",
    "what officers write is put only into the message `applicant` and those of the ends",
)
_LATE_IN_THE_YEAR: Final = date(2026, 11, 30)
"""A day of two digits in a month of a long name."""


def check_messages(examination: Examination) -> None:
    """Run every rule of this family."""
    service = examination.service
    known_keys = [*sorted(EVENTS_WITH_MESSAGE), *service.workflow]
    for key, message in service.messages.items():
        path = ("messages", key)
        if key not in known_keys and key not in examination.misspelt_steps.values():
            meant = guesses(key, known_keys) | _of_branch(service, key)
            examination.at_key("unknown-message-key", *path, name=key, **meant)
        known = placeholders.MESSAGE_NAMES | placeholders.answer_names(service) | placeholders.said_names(service)
        known |= set(REMARKS)
        if not _issues(service, key):
            known -= placeholders.PAPER_NAMES
        sound = check_template(examination, path, message, known)
        check_empty(examination, path, message, partial(_why_empty, examination, key))
        if sound:
            _length(examination, path, message)
    for key in _expected(examination):
        if key not in service.messages and examination.misspelt_steps.get(key) not in service.messages:
            examination.at_key("no-message", "messages", name=key)


def _of_branch(service: Service, key: str) -> dict[str, str]:
    """What to say of a key that names a branch, as `reviews.land` or `land`: nothing is sent when one is done."""
    paths = (path for path in service.officer_steps if "." in path and key in {path, path.partition(".")[2]})
    step = next(paths, "").partition(".")[0]
    if not step:
        return {}
    return {
        "guess_lo": f"ສາຍງານບໍ່ມີຂໍ້ຄວາມຂອງມັນເອງ; `{step}` ມີ ເມື່ອຄຳຮ້ອງມາຮອດ. ",
        "guess_en": f"A branch has no message of its own; `{step}` has, when a case comes to it. ",
    }


def _why_empty(examination: Examination, key: str, name: str) -> WhyEmpty | None:
    if why := why_empty(examination, name):
        return why
    paper = examination.service.certificate
    if name == "valid_until" and paper is not None and paper.valid is None:
        return NEVER_EXPIRES
    if name == "office" and _no_office_has_it(examination, key):
        return "ຕອນນັ້ນບໍ່ມີຫ້ອງການໃດຖືຄຳຮ້ອງ", "no office has the case then"
    said = name.partition(".")[0]
    if said in {*REMARKS, *every_question(examination.service)}:
        return _why_unsaid(examination, key, said)
    return None


def _issues(service: Service, key: str) -> bool:
    """Whether the message is sent when a paper has been made."""
    step = service.workflow.get(key)
    return isinstance(step, EndStep) and bool(step.issue)


def _no_office_has_it(examination: Examination, key: str) -> bool:
    """Whether the case is with its applicant, or over, when the message is sent."""
    return key in {APPLICANT, WITHDRAWN} or isinstance(examination.service.workflow.get(key), EndStep)


def _why_unsaid(examination: Examination, key: str, name: str) -> WhyEmpty | None:
    """Why the officer whose action makes the message due may not have said what it is to hold."""
    service = examination.service
    leading = list(actions_leading_to(service, key))
    if not leading and isinstance(service.workflow.get(key), EndStep):
        return None  # never sent, which is said of the step
    # What one office writes to the next is not sent to the applicant.
    if not leading or isinstance(service.workflow.get(key), OfficerStep | ParallelStep):
        return _ONLY_AT_THE_END
    for path, action_name, action in leading:
        where, question = f"{path}.{action_name}", questions_asked(service, path, action).get(name)
        if isinstance(service.workflow.get(key), EndStep) and reader_of(service, path, action) == "office":
            return f"ສິ່ງທີ່ຂຽນຢູ່ `{where}` ມີແຕ່ຫ້ອງການອ່ານ", f"what is said with `{where}` stays between offices"
        if question is None:
            return f"`{where}` ບໍ່ຖາມ `{name}`", f"`{where}` does not ask for `{name}`"
        if question.internal:
            return f"`{where}` ຖາມ {name} ໃຫ້ແຕ່ເຈົ້າໜ້າທີ່ອ່ານ", f"`{where}` asks {name} for officers only"
        if not question.required:
            return f"`{where}` ບໍ່ບັງຄັບໃຫ້ຕອບ {name}", f"`{where}` does not require {name}"
    return None


def _length(examination: Examination, path: Path, message: Message) -> None:
    service = examination.service
    answers = examination.complete_answers | {name: longest(field) for name, field in service.fields.items()}
    for language in LANGUAGES:
        values = placeholders.answer_values(service, answers, language, LONGEST_NAMES)
        said = _longest_said(service, language)
        words = _longest_words(service, language)
        cost = count_segments(placeholders.filled(message.in_language(language), {**values, **said}, words))
        if cost.segments > MOST_SEGMENTS:
            examination.at_value(
                "sms-too-long", *path, language, segments=cost.segments, units=cost.units, limit=MOST_SEGMENTS
            )


def _longest_words(service: Service, language: Language) -> placeholders.MessageWords:
    """Words as long as they get."""
    return placeholders.MessageWords(
        ref=SAMPLE_REFERENCE,
        due=format_date(_LATE_IN_THE_YEAR, language),
        link=f"{SAMPLE_ADDRESS}/t/{SAMPLE_REFERENCE}",
        fee=format_kip(placeholders.LARGE_FEE, language),
        office=_longest_office(service, language),
        service=service.title.in_language(language),
        number=_longest_number(service),
        valid_until=format_date(_LATE_IN_THE_YEAR, language),
    )


def _longest_said(service: Service, language: Language) -> dict[str, str]:
    """What officers say, as long as an SMS has it. They type Lao, whatever the reader's language."""
    words: dict[str, str] = dict.fromkeys(REMARKS, "ກ" * LONGEST_SAID)
    for name, questions in every_question(service).items():
        for question in questions:
            answer = "ກ" * LONGEST_SAID if kind_of(question).is_prose else longest(question)
            values = placeholders.said_values(service, {name: question}, {name: answer}, language, LONGEST_NAMES)
            for held, text in values.items():
                words[held] = max(words.get(held, ""), text[:LONGEST_SAID], key=len)
    return words


def _longest_office(service: Service, language: Language) -> str:
    offices = (longest_office(level).in_language(language) for level in {post.level for post in posts_of(service)})
    return max(offices, key=len, default="")


def _longest_number(service: Service) -> str:
    template = service.certificate.number if service.certificate else ""
    written = {"year": "2026", "office.code": "010101", "serial": "99999"}
    return fill(template, {**dict.fromkeys(names_in(template), ""), **written})


def _expected(examination: Examination) -> list[str]:
    """What an applicant must hear of: handed in, sent back, ended."""
    sends_back = any(actions_leading_to(examination.service, APPLICANT))
    ends = [name for name, step in examination.service.workflow.items() if isinstance(step, EndStep)]
    return [SUBMITTED, *([APPLICANT] if sends_back else []), *ends]
