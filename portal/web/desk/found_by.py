"""Why a case was found, where it is not by its applicant: the name of another person among its answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from portal.definition.subject import person_questions, subject_question
from portal.store.case_names import names
from portal.store.office_cases import OfficeCase
from portal.web.current import environment
from portal.web.language import current_language


@dataclass(frozen=True)
class OtherPerson:
    """Somebody whom an application names beside its applicant, and the question that asks for them."""

    label: str
    name: str


def others_found(entries: Iterable[OfficeCase], sought: str) -> dict[str, OtherPerson]:
    """By the ids of the cases: whose name holds what was `sought`, where the applicant's does not."""
    found = ((entry.case.id, _other_found(entry, sought)) for entry in entries)
    return {case_id: other for case_id, other in found if other is not None}


def _other_found(entry: OfficeCase, sought: str) -> OtherPerson | None:
    service = environment().services.version(entry.case.definition)
    answered = [name for name in person_questions(service) if entry.answers.get(name)]
    holding = [name for name in answered if names(str(entry.answers[name]), sought)]
    if not holding or subject_question(service, entry.answers) in holding:
        return None
    return OtherPerson(service.fields[holding[0]].label.in_language(current_language()), str(entry.answers[holding[0]]))
