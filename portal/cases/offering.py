"""Answers of a person's earlier application, offered for a draft of theirs: which there are, using them, leaving them.

Whoever applies chooses it, never the portal: several people sign in with one number. What is used stands in the boxes
of the form until its page is sent, and is no answer before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from portal.cases.access import own_case
from portal.cases.command import Done, NoSuchCase
from portal.cases.environment import Environment
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Service, Text
from portal.definition.offering import alike, offerable
from portal.definition.subject import person_questions, subject_name
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import offered, places
from portal.store.tables import CaseRow
from portal.workflow.case import Case, Status
from portal.workflow.refusals import Refusal, Why

MOST_EARLIER: Final = 6
"""Earlier applications that are offered: the last one for each person, of a family's number."""
_LOOKED_THROUGH: Final = 40
"""Cases of a person that are looked through for them, the latest first."""


@dataclass(frozen=True)
class Earlier:
    """An earlier application whose answers can be used: what it was for, for whom, and the questions it answers."""

    row: CaseRow
    service: Service
    name: str
    questions: tuple[Text, ...]


def earlier(session: Session, environment: Environment, case: Case) -> list[Earlier]:
    """The applicant's earlier applications that answer a question which the draft asks too, the latest first: of each
    person named in them the last."""
    fields = environment.services.version(case.definition).fields
    before = [row for row in case_store.of_applicant(session, case.applicant) if _is_earlier(row, case)]
    rows = before[:_LOOKED_THROUGH]
    versions = {each: environment.services.version(each) for each in {row.definition for row in rows}}
    services = {row.id: versions[row.definition] for row in rows}
    shared = {case_id: names for case_id, service in services.items() if (names := alike(fields, service.fields))}
    if not shared:
        return []
    asked = {name for names in shared.values() for name in names}
    named = {name for service in services.values() for name in person_questions(service)}
    answers = answer_store.of_cases(session, shared, asked | named)
    found: dict[str, Earlier] = {}
    for row in rows:
        if row.id in answers:
            one = _earlier(row, services[row.id], fields, answers[row.id])
            if one.questions:
                found.setdefault(one.name, one)
    return list(found.values())[:MOST_EARLIER]


def use_earlier(environment: Environment, person: str, case_id: str, earlier_id: str) -> Done | Refusal:
    """Offer the answers of an earlier application of this person to the draft, in place of those of another one.

    Done twice it is done once. Raises NoSuchCase unless both are theirs and the earlier one was handed in.
    """
    with environment.database.writing() as session:
        case = own_case(session, person, case_id, lock=True)
        before = own_case(session, person, earlier_id)
        if case.status is not Status.DRAFT:
            return Refusal(Why.NOT_A_DRAFT)
        if before.status is Status.DRAFT:
            raise NoSuchCase(earlier_id)
        service, service_before = (environment.services.version(each.definition) for each in (case, before))
        values = offerable(service.fields, service_before.fields, before.answers)
        offered.forget_earlier(session, case_id)
        known = {name: value for name, value in values.items() if _is_there(session, service.fields[name], value)}
        offered.keep(session, case_id, earlier_id, known, environment.clock())
    return Done(case_id)


def use_none(
    environment: Environment, person: str, case_id: str, typed: Mapping[str, Mapping[str, list[str]] | None]
) -> Done | Refusal:
    """Take everything offered out of the draft's form. `typed` is what remains of what was typed on each page on which
    something was, None where nothing does; what was sent already stays."""
    with environment.database.writing() as session:
        case = own_case(session, person, case_id, lock=True)
        if case.status is not Status.DRAFT:
            return Refusal(Why.NOT_A_DRAFT)
        offered.forget(session, case_id)
        for page, left in typed.items():
            if left is None:
                answer_store.forget_typed(session, case_id, page)
            else:
                answer_store.keep_typed(session, case_id, page, left, environment.clock())
    return Done(case_id)


def _is_earlier(row: CaseRow, case: Case) -> bool:
    return row.id != case.id and row.status != Status.DRAFT and row.reference is not None


def _earlier(row: CaseRow, service: Service, fields: Mapping[str, FormField], answers: Mapping[str, object]) -> Earlier:
    taken = offerable(fields, service.fields, answers)
    return Earlier(row, service, subject_name(service, answers), tuple(fields[name].label for name in taken))


def _is_there(session: Session, field: FormField, value: object) -> bool:
    """Whether an area that was answered is still among those of the country; anything else is."""
    level = kind_of(field).level
    if level is None:
        return True
    found = places.area(session, str(value))
    return found is not None and found.level is level
