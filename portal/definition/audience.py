"""Who will read what an officer writes in answer to a service's own questions: said before they write it.

A note and a reason that the portal words say so themselves, in `asked`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from portal.definition.asked import printed_of, reader_of
from portal.definition.model import REMARKS, Action, Question, Service, Text

Audience = Literal["office", "applicant", "paper"]
"""Who reads an answer: officers only; the applicant too; all who are shown the paper that it is printed on."""

_SENTENCES: Final[dict[Audience, Text]] = {
    "office": Text(
        lo="ມີແຕ່ເຈົ້າໜ້າທີ່ອ່ານສິ່ງທີ່ທ່ານຂຽນຢູ່ນີ້. ຜູ້ຍື່ນຄຳຮ້ອງບໍ່ເຫັນ.",
        en="Only officers read what you write here, not the applicant.",
    ),
    "applicant": Text(lo="ຜູ້ຍື່ນຄຳຮ້ອງຈະອ່ານສິ່ງທີ່ທ່ານຂຽນຢູ່ນີ້.", en="The applicant reads what you write here."),
    "paper": Text(
        lo="ຖ້າອອກໃບໃຫ້ ສິ່ງທີ່ທ່ານຂຽນຢູ່ນີ້ຈະພິມຢູ່ໃນໃບ ແລະ ທຸກຄົນທີ່ເຫັນໃບຈະອ່ານໄດ້.",
        en="If a paper is issued, what you write here is printed on it, for everybody who sees it.",
    ),
}


@dataclass(frozen=True)
class Readers:
    """What to say above the questions of an action that all have the same readers, or else beside each of its own."""

    above: Text | None = None
    beside: Mapping[str, Text] = field(default_factory=dict)

    def said_at(self, name: str, question: Question) -> Question:
        """The question with its readers among its hints, if they are not said above."""
        said = self.beside.get(name)
        if said is None:
            return question
        hint = question.hint
        both = Text(lo=f"{_ended(hint.lo)} {said.lo}", en=f"{_ended(hint.en)} {said.en}") if hint else said
        return question.model_copy(update={"hint": both})


def readers_of(service: Service, path: str, action: Action) -> Readers:
    """Who reads the answers to the own questions of an action at `path`: said once if that is true of all it asks."""
    printed = printed_of(service, path, action)
    others: Audience = "office" if reader_of(service, path, action) == "office" else "applicant"
    found = {name: _audience(name, each, printed, others) for name, each in action.own_questions.items()}
    worded = {*REMARKS} & {*action.asked_names} - found.keys()  # these have their readers in their hints
    if len({*found.values()}) == 1 and not worded:
        return Readers(above=_SENTENCES[next(iter(found.values()))])
    return Readers(beside={name: _SENTENCES[each] for name, each in found.items()})


def _audience(name: str, question: Question, printed: frozenset[str], others: Audience) -> Audience:
    if question.internal:
        return "office"
    return "paper" if name in printed else others


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."
