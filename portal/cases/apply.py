"""The applicant's way: start an application, keep its pages, hand it in, correct it, take it back."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.cases.access import own_case
from portal.cases.command import Actor, Done, carry_out, deed_key, done_before, fresh_task_ids, once
from portal.cases.environment import Environment
from portal.cases.own_files import foreign_files, forget_unused
from portal.definition.eligibility import standing
from portal.definition.model import Service
from portal.definition.offering import offerable
from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.store import files, offered, parked, places
from portal.store.answers import CORRECTION, Salted
from portal.store.columns import new_id
from portal.store.tables import CaseRow
from portal.workflow.case import Case, Status
from portal.workflow.commands import Correct, SavePage, Start, Submit, Withdraw
from portal.workflow.reference import RANDOM_BITS, new_reference
from portal.workflow.refusals import Refusal, Why

MOST_DRAFTS: Final = 20
"""Open drafts of one person. Each can hold uploads; nobody writes so many applications at once."""


class NoSuchService(LookupError):
    """No service of that name is on offer. The edge says 404."""


def start(
    environment: Environment, person: str, service: str, key: str, answered: Mapping[str, Any] | None = None
) -> Done | Refusal:
    """Open an application for the service as it is offered now; it keeps that version for life.

    What was `answered` before the form, with nothing against applying, is offered where the form asks it again.
    """
    offer = environment.services.offers().get(service)
    if offer is None:
        raise NoSuchService(service)
    actor = Actor("person", person)
    command = Start(service=service, definition=offer.content_hash, applicant=person)

    def work(session: Session) -> Case | Refusal:
        mine = case_store.of_applicant(session, person)
        if sum(row.status == Status.DRAFT for row in mine) >= MOST_DRAFTS:
            return Refusal(Why.TOO_MANY_DRAFTS)
        if _running(mine, service) >= environment.settings.running_cases:
            return Refusal(Why.TOO_MANY_RUNNING)
        result = carry_out(session, environment, Case(id=new_id()), command, actor)
        here = standing(offer.service, answered or {}, environment.today())
        values = offerable(offer.service.fields, offer.service.eligible, here.answers) if here.may_apply else {}
        if values and not isinstance(result, Refusal):
            offered.keep(session, result.id, offered.BEFORE_THE_FORM, values, environment.clock())
        return result

    return once(environment, actor, deed_key(key, "start", service), work)


def started(environment: Environment, person: str, service: str, key: str) -> str | None:
    """The application that `start` has opened with this key already; None when it has not."""
    return done_before(environment, Actor("person", person), deed_key(key, "start", service))


def keep_typed(environment: Environment, person: str, case_id: str, page: str, typed: Mapping[str, list[str]]) -> None:
    """Keep what was typed and cannot be accepted yet, so that it is there whenever the page is opened again."""
    with environment.database.writing() as session:
        case = own_case(session, person, case_id)
        if case.status in {Status.DRAFT, Status.WITH_APPLICANT}:
            answer_store.keep_typed(session, case_id, page, typed, environment.clock())


def save_page(
    environment: Environment, person: str, case_id: str, page: str, values: Mapping[str, Any], key: str
) -> Done | Refusal:
    """Keep the answers of one page."""
    actor = Actor("person", person)

    def work(session: Session) -> Case | Refusal:
        case = own_case(session, person, case_id, lock=True)
        service = environment.services.version(case.definition)
        if refusal := foreign_files(session, service, case, values):
            return refusal
        salted = Salted(values)
        result = carry_out(session, environment, case, SavePage(page, salted.values, salted.digests), actor, salted)
        if not isinstance(result, Refusal):
            answer_store.forget_typed(session, case_id, page)
            gone = case.answers.keys() - result.answers.keys()
            forget_unused(session, service, case, result, _names_on(service, page) | gone)
        return result

    return once(environment, actor, deed_key(key, "page", case_id, page, dict(values)), work)


def state_of_draft(session: Session, case: Case) -> str:
    """Stands for what a draft says: another once an answer changed, or something was typed that is no answer yet."""
    said = [case.answers, sorted(answer_store.pages_typed(session, case.id))]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def submit(environment: Environment, person: str, case_id: str, key: str, seen: str | None = None) -> Done | Refusal:
    """Hand the application in. Answers of questions that do not apply are dropped, with the files and all that was
    typed and never became an answer.

    `seen` is its `state_of_draft` when the applicant was shown it: another browser may have changed it since.
    """
    actor = Actor("person", person)

    def work(session: Session) -> Case | Refusal:
        case = own_case(session, person, case_id, lock=True)
        mine = case_store.of_applicant(session, person)
        if case.status is Status.DRAFT and _running(mine, case.service) >= environment.settings.running_cases:
            return Refusal(Why.TOO_MANY_RUNNING)
        if case.status is Status.DRAFT and seen is not None and seen != state_of_draft(session, case):
            return Refusal(Why.ANSWERS_CHANGED)
        command = Submit(
            reference=new_reference(secrets.randbits(RANDOM_BITS)),
            offices=_offices(session, environment, case, case.answers),
            task_ids=fresh_task_ids(environment, case),
        )
        result = carry_out(session, environment, case, command, actor)
        if not isinstance(result, Refusal):
            service = environment.services.version(case.definition)
            answer_store.forget_all_typed(session, case_id)
            parked.erase_applicants(session, case_id)
            forget_unused(session, service, case, result, service.fields.keys())
        return result

    return once(environment, actor, deed_key(key, "submit", case_id), work)


def correct(environment: Environment, person: str, case_id: str, values: Mapping[str, Any], key: str) -> Done | Refusal:
    """Hand in the fields that were sent back.

    `key` is of the form with all that it says. What it means, with which fields open, depends on how the case stands:
    arriving a second time, the same form has other `values`.
    """
    actor = Actor("person", person)

    def work(session: Session) -> Case | Refusal:
        case = own_case(session, person, case_id, lock=True)
        service = environment.services.version(case.definition)
        if refusal := foreign_files(session, service, case, values):
            return refusal
        salted = Salted(values)
        answers = {**case.answers, **salted.values}
        command = Correct(
            salted.values,
            salted.digests,
            fresh_task_ids(environment, case),
            _offices(session, environment, case, answers),
        )
        result = carry_out(session, environment, case, command, actor, salted)
        if not isinstance(result, Refusal):
            answer_store.forget_typed(session, case_id, CORRECTION)
            forget_unused(session, service, case, result, service.fields.keys())
        return result

    return once(environment, actor, deed_key(key, "correct", case_id), work)


def corrected(environment: Environment, person: str, case_id: str, key: str) -> bool:
    """Whether `correct` has handed in a correction of this key already."""
    return done_before(environment, Actor("person", person), deed_key(key, "correct", case_id)) is not None


def withdraw(environment: Environment, person: str, case_id: str, key: str) -> Done | Refusal:
    """Take a draft or a running application back."""
    actor = Actor("person", person)

    def work(session: Session) -> Case | Refusal:
        case = own_case(session, person, case_id, lock=True)
        return carry_out(session, environment, case, Withdraw(), actor)

    return once(environment, actor, deed_key(key, "withdraw", case_id), work)


def delete_draft(environment: Environment, person: str, case_id: str, key: str) -> Done | Refusal:
    """Throw a draft away: what was typed and uploaded is erased; that there was one stays in the events."""
    actor = Actor("person", person)

    def work(session: Session) -> Case | Refusal:
        case = own_case(session, person, case_id, lock=True)
        if case.status is not Status.DRAFT:
            return Refusal(Why.NOT_A_DRAFT)
        result = carry_out(session, environment, case, Withdraw(), actor)
        if not isinstance(result, Refusal):
            answer_store.erase(session, case_id)
            parked.erase(session, case_id)
            files.erase(session, case_id)
        return result

    return once(environment, actor, deed_key(key, "delete", case_id), work)


def _running(mine: Iterable[CaseRow], service: str) -> int:
    """How many of a person's cases of a service are handed in and not decided."""
    running = (Status.WITH_OFFICE, Status.WITH_APPLICANT)
    return sum(row.service == service and row.status in running for row in mine)


def _names_on(service: Service, page: str) -> set[str]:
    return {name for each in service.form if each.page == page for name in each.fields}


def _offices(session: Session, environment: Environment, case: Case, answers: Mapping[str, Any]) -> dict[str, str]:
    place = answers.get(environment.services.version(case.definition).place)
    if not isinstance(place, str):
        return {}
    return {level.value: code for level, code in places.ancestors(session, place).items()}
