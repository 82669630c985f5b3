"""Rules over the paper as it is printed: it stands on one sheet, and its words have room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from portal.definition.asked import every_question
from portal.definition.display import display_line
from portal.definition.findings import Finding, Place, finding
from portal.definition.kinds.table import kind_of
from portal.definition.load import Loaded
from portal.definition.longest_names import LONGEST_NAMES
from portal.definition.model import FormField, Question, Service
from portal.definition.placeholders import LARGE_FEE
from portal.definition.rules_checking import RULES
from portal.definition.samples import longest, ordinary
from portal.definition.spoken import NOTHING_SPOKEN, Spoken
from portal.lao.language import LANGUAGES
from portal.papers.trial import Trial, tried

_SHORTEST: Final = {"with_lo": "ຄຳຕອບສັ້ນທີ່ສຸດ", "with_en": "the shortest answers"}
_LONGEST: Final = {"with_lo": "ຄຳຕອບຍາວທີ່ສຸດ", "with_en": "the longest answers"}


def check_paper(loaded: Loaded) -> Iterator[Finding]:
    """What is too much for the paper of a service that has no errors: with the fewest and shortest answers, or else
    with the most and longest plausible ones."""
    service = loaded.service
    if service is None or service.certificate is None:
        return
    place = loaded.places.key("certificate")
    for with_what, answers, said in (
        (_SHORTEST, _fewest(service), NOTHING_SPOKEN),
        (_LONGEST, _most(service), _longest_said(service)),
    ):
        trial = tried(service, service.certificate, answers, said, LARGE_FEE)
        found = list(_findings(trial, loaded.file, place, with_what))
        yield from found
        if found:
            return


def _findings(trial: Trial, file: str, place: Place, with_what: Mapping[str, str]) -> Iterator[Finding]:
    if trial.sheets > 1:
        yield finding(RULES, "paper-not-one-sheet", file, place, sheets=trial.sheets, **with_what)
    for text in trial.cut:
        yield finding(RULES, "paper-cuts-word", file, place, text=text, **with_what)


def _fewest(service: Service) -> dict[str, Any]:
    return {name: ordinary(field) for name, field in _answered(service) if field.required}


def _most(service: Service) -> dict[str, Any]:
    return {name: longest(field) for name, field in _answered(service)}


def _answered(service: Service) -> Iterator[tuple[str, FormField]]:
    return ((name, field) for name, field in service.fields.items() if kind_of(field).is_answered)


def _longest_said(service: Service) -> Spoken:
    questions = {name: max(asked, key=_length) for name, asked in every_question(service).items()}
    return Spoken(questions, {name: longest(question) for name, question in questions.items()})


def _length(question: Question) -> int:
    """How many letters the longest answer has, in the language that needs more."""
    return max(len(display_line(question, longest(question), language, LONGEST_NAMES.short)) for language in LANGUAGES)
