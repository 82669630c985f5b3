"""What an action asks of its officer: questions as those of the form, read and judged by the same rules. Pure.

A note and a reason are questions like any other, worded here: their words hang on who will read them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from portal.definition.form import Shown, check_fields
from portal.definition.graph import may_be_printed_after, target_of
from portal.definition.model import (
    APPLICANT,
    DONE,
    LONGEST_REMARK,
    LONGEST_SAID,
    OWN_WORDS,
    REMARKS,
    Action,
    EndStep,
    ParallelStep,
    Question,
    Remark,
    Service,
    Text,
)
from portal.definition.printed import is_printed, printed_names
from portal.definition.problems import Problem
from portal.definition.reading import PageReading
from portal.definition.values import AreaExists, read

Reader = Literal["correcting", "told", "office"]
"""Who reads what is said with an action: an applicant who is to correct, one whose case is over, or only offices."""


@dataclass(frozen=True)
class _Words:
    """What a built-in question is called, and what is said when it was not answered."""

    label: Text
    missing: Text


_WORDS: Final[dict[tuple[Remark, Reader], _Words]] = {
    ("note", "correcting"): _Words(
        Text(lo="ສິ່ງທີ່ຕ້ອງເຮັດ", en="What has to be done"),
        Text(lo="ຂຽນວ່າຕ້ອງເຮັດຫຍັງ. ຜູ້ຍື່ນຄຳຮ້ອງຈະອ່ານຂໍ້ຄວາມນີ້.", en="Write what has to be done. The reader sees these words."),
    ),
    ("note", "told"): _Words(
        Text(lo="ຄຳອະທິບາຍເຖິງຜູ້ຍື່ນຄຳຮ້ອງ", en="Note to the applicant"),
        Text(lo="ຂຽນຄຳອະທິບາຍ. ຜູ້ຍື່ນຄຳຮ້ອງຈະອ່ານຂໍ້ຄວາມນີ້.", en="Write the note. The applicant reads these words."),
    ),
    ("note", "office"): _Words(
        Text(lo="ຄຳອະທິບາຍເຖິງເພື່ອນຮ່ວມງານ", en="Note to your colleagues"),
        Text(lo="ຂຽນຄຳອະທິບາຍ. ເພື່ອນຮ່ວມງານຈະອ່ານຂໍ້ຄວາມນີ້.", en="Write the note. Your colleagues read these words."),
    ),
    **dict.fromkeys(
        (("reason", "correcting"), ("reason", "told")),
        _Words(
            Text(lo="ເຫດຜົນ", en="The reason"),
            Text(lo="ຂຽນເຫດຜົນ. ຜູ້ຍື່ນຄຳຮ້ອງຈະອ່ານຂໍ້ຄວາມນີ້.", en="Write the reason. The applicant reads these words."),
        ),
    ),
    ("reason", "office"): _Words(
        Text(lo="ເຫດຜົນ", en="The reason"),
        Text(lo="ຂຽນເຫດຜົນ. ເພື່ອນຮ່ວມງານຈະອ່ານຂໍ້ຄວາມນີ້.", en="Write the reason. Your colleagues read these words."),
    ),
}
_TO_APPLICANT: Final = Text(
    lo=f"ຜູ້ຍື່ນຄຳຮ້ອງອ່ານໄດ້ໝົດທຸກຄຳຢູ່ໃນໜ້າເວັບຂອງເພິ່ນ. ຂໍ້ຄວາມໃນໂທລະສັບມີແຕ່ປະມານ {LONGEST_SAID} ຕົວອັກສອນທຳອິດ.",
    en="The applicant reads all of these words on their page. "
    f"The SMS has only about the first {LONGEST_SAID} letters.",
)
_TO_OFFICE: Final = Text(lo="ເພື່ອນຮ່ວມງານຈະອ່ານຂໍ້ຄວາມນີ້.", en="Your colleagues read these words.")


def questions_asked(service: Service, path: str, action: Action) -> dict[str, Question]:
    """The questions that an action at `path` (a step or branch) asks, by name, in the order of the file.

    The fields to correct are none of them: `action.asks_fields` says whether they are asked.
    """
    own = action.own_questions
    reader = reader_of(service, path, action)
    built_in: dict[str, Question] = {name: _built_in(name, reader) for name in REMARKS if name in action.asks}
    return {name: own.get(name) or built_in[name] for name in action.asked_names if name in own or name in built_in}


def questions_of(service: Service, path: str, name: str) -> dict[str, Question]:
    """The questions that the action of this name at `path` asks; none when there is no such action."""
    step = service.officer_step(path)
    action = step.actions.get(name) if step else None
    return questions_asked(service, path, action) if action else {}


def printed_of(service: Service, path: str, action: Action) -> frozenset[str]:
    """Those of the questions an action at `path` asks whose answers may stand on the paper: they have to be in letters
    that papers print, and whoever writes them is told that they are printed.

    A note or reason that is for offices is never on a paper, nor is what only officers read, nor what is said on a way
    that comes to no paper.
    """
    if not may_be_printed_after(service, path, action):
        return frozenset()
    printed = printed_names(service)
    unprinted = {*REMARKS} if reader_of(service, path, action) == "office" else set[str]()
    asked = questions_asked(service, path, action)
    return frozenset(
        name for name, question in asked.items() if is_printed(name, question, printed) and name not in unprinted
    )


def every_question(service: Service) -> dict[str, list[Question]]:
    """Every question that officers are asked, by name: several where several actions ask one of that name."""
    found: dict[str, list[Question]] = {}
    for path, step in service.officer_steps.items():
        for action in step.actions.values():
            for name, question in questions_asked(service, path, action).items():
                found.setdefault(name, []).append(question)
    return found


def read_asked(
    questions: Mapping[str, Question],
    raw: Mapping[str, object],
    printed: Collection[str],
    form: Shown,
    today: date,
    area_exists: AreaExists,
) -> PageReading:
    """Read and check what an officer typed, some of which is `printed` (see `printed_of`). A check may name the answers
    of the `form`."""
    values: dict[str, Any] = {}
    problems: dict[str, Problem] = {}
    for name, question in questions.items():
        value = read(question, raw.get(name), today, area_exists)
        if isinstance(value, Problem):
            problems[name] = value
        else:
            values[name] = value
    checked = check_fields(questions, values, printed, form, today)
    wrong = {name: problems.get(name) or checked[name] for name in questions if name in problems or name in checked}
    return PageReading(values, wrong, form)


def reader_of(service: Service, path: str, action: Action) -> Reader:
    """Who reads what is said with an action at `path`: the officer who writes it is told so, and it is kept.

    The applicant, when the action sends the case back or ends it. One review of several that have to be done ends
    nothing by itself, and whoever writes it cannot know whether it will be the last: it is for offices.
    """
    step = service.workflow.get(path.partition(".")[0])
    if action.to == DONE and isinstance(step, ParallelStep) and step.needed > 1:
        return "office"
    target = target_of(service, path, action)
    if target == APPLICANT:
        return "correcting"
    return "told" if isinstance(service.workflow.get(target), EndStep) else "office"


def _built_in(name: Remark, reader: Reader) -> Question:
    words = _WORDS[name, reader]
    return Question(
        type=OWN_WORDS,
        label=words.label,
        hint=_TO_OFFICE if reader == "office" else _TO_APPLICANT,
        max=LONGEST_REMARK,
        error=words.missing,
    )
