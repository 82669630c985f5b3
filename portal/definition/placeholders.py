"""What placeholders in messages and certificates can be filled with, and with what; see `template` for their form."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from portal.definition.area_names import Naming
from portal.definition.asked import every_question
from portal.definition.display import AreaName, display_line
from portal.definition.kinds.table import kind_of
from portal.definition.model import FIELDS, REMARKS, FormField, Service
from portal.definition.template import fill
from portal.lao.language import Language


@dataclass(frozen=True)
class MessageWords:
    """What a message may hold beside answers, each under its name, in the reader's language; '' for what there is not.

    Reference, promised day, the case's link, the fee, the office that has the case, the title of the service; and of a
    paper that was made its number and its last day.
    """

    ref: str
    due: str
    link: str
    fee: str
    office: str
    service: str
    number: str = ""
    valid_until: str = ""


@dataclass(frozen=True)
class CertificateWords:
    """What a certificate's body may hold beside answers: reference, its own number, the days of issue and of expiry,
    the office that issues it, the title of the service, the fee."""

    ref: str
    number: str
    issued: str
    valid_until: str
    office: str
    service: str
    fee: str


MESSAGE_NAMES: Final = frozenset(each.name for each in dataclasses.fields(MessageWords))
PAPER_NAMES: Final = frozenset({"number", "valid_until"})
"""What only the message of an end that issues a paper may hold: it is sent when the paper has been made."""
LARGE_FEE: Final = 1_000_000_000
"""Kip, about as much as a fee comes to."""
CERTIFICATE_NAMES: Final = frozenset(each.name for each in dataclasses.fields(CertificateWords))
NUMBER_NAMES: Final = frozenset({"year", "office.code", "serial"})
"""What a certificate's number may hold: year of issue, code of the signing office's area, running number in that year
and office."""
RESERVED_NAMES: Final = frozenset(
    name.partition(".")[0] for name in {*MESSAGE_NAMES, *NUMBER_NAMES, *CERTIFICATE_NAMES, *REMARKS, FIELDS}
)
"""Names no field may have."""
FULL: Final = "full"
"""The part of an area answer that names the areas above it too: {village.full}."""


def filled(template: str, answers: Mapping[str, str], words: MessageWords | CertificateWords) -> str:
    """The template of a message or a certificate's body, filled with `answer_values` and what else there is to say."""
    return fill(template, {**answers, **dataclasses.asdict(words)})


def answer_names(service: Service) -> frozenset[str]:
    """The placeholders that answers give: each field, and `.full` of each area."""
    return frozenset(name for question, field in service.fields.items() for name in names_of(question, field))


def said_names(service: Service) -> frozenset[str]:
    """The placeholders that officers' answers to what actions ask give, wherever in the workflow it is asked."""
    asked = every_question(service)
    return frozenset(name for each, asks in asked.items() for question in asks for name in names_of(each, question))


def answer_values(service: Service, answers: Mapping[str, Any], language: Language, names: Naming) -> dict[str, str]:
    """What each of `answer_names` is filled with; '' for an answer not given. `answers` include computed ones.

    An area is called by its short name (ບ້ານ ໜອງປິງ), with `.full` by that and those of the areas above it.
    """
    return _values(service.fields, answers, language, names)


def said_values(
    service: Service, questions: Mapping[str, FormField], said: Mapping[str, Any], language: Language, names: Naming
) -> dict[str, str]:
    """What each of `said_names` is filled with: what was `said` in answer to the `questions`, '' for all others."""
    unsaid = dict.fromkeys(said_names(service), "")
    return {**unsaid, **_values(questions, said, language, names)}


def names_of(name: str, field: FormField) -> list[str]:
    """The placeholders that an answer to one question gives: its name, and `.full` of an area."""
    kind = kind_of(field)
    return [*([name] if kind.in_words else []), *([f"{name}.{FULL}"] if kind.level else [])]


def _values(
    fields: Mapping[str, FormField], answers: Mapping[str, Any], language: Language, names: Naming
) -> dict[str, str]:
    def shown(question: str, naming: AreaName) -> str:
        return display_line(fields[question], answers.get(question), language, naming)

    return {
        name: shown(question, names.full if name.endswith(f".{FULL}") else names.short)
        for question, field in fields.items()
        for name in names_of(question, field)
    }
