"""What follows from events, in their own transaction: messages into the outbox, a certificate's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from portal.cases.environment import Environment
from portal.cases.vacant_offices import saying_where_nobody_is
from portal.certificates.order import order
from portal.definition.fee_words import fee_in_words
from portal.definition.model import LONGEST_SAID, Service
from portal.definition.placeholders import MessageWords, answer_values, filled, said_values
from portal.definition.spoken import NOTHING_SPOKEN, Spoken
from portal.lao.breaking import shortened
from portal.lao.dates import format_date
from portal.lao.language import Language
from portal.messaging import outbox
from portal.people.applicants import recipient_of
from portal.store.area_wording import AreaNames
from portal.store.said import told_last
from portal.store.tables import CertificateRow
from portal.workflow.answers import form_of
from portal.workflow.case import Case
from portal.workflow.closing import signed
from portal.workflow.events import CertificateIssued, Ended, Event, SentBack
from portal.workflow.notices import Notice, notices


class UnsignedError(Exception):
    """A case ended with a certificate though no officer ever decided anything; `decide` lets no such case end."""


def follow(
    session: Session,
    environment: Environment,
    service: Service,
    before: Case,
    case: Case,
    events: Sequence[Event],
) -> None:
    """Write everything that the events of one command make due; they made `case` of `before` and are written already,
    with what was said."""
    for event in events:
        if isinstance(event, Ended) and event.issue:
            _order_certificate(session, environment, service, case, event.step)
    due = notices(service, before, case, events, _told(session, environment, case, events))
    if case.reference is not None:
        due = saying_where_nobody_is(session, environment, case, events, due)
    if due:
        _put_messages(session, environment, service, case, due)


def _told(session: Session, environment: Environment, case: Case, events: Sequence[Event]) -> Spoken:
    """What the applicant may read with the messages of these events, as their page shows it."""
    speaks = any(isinstance(event, SentBack | Ended | CertificateIssued) for event in events)
    return told_last(session, environment.services.version, case.id) if speaks else NOTHING_SPOKEN


def _put_messages(
    session: Session, environment: Environment, service: Service, case: Case, due: Sequence[Notice]
) -> None:
    recipient = recipient_of(session, case.applicant)
    language = recipient.language
    names = AreaNames(session)
    form = form_of(service, case, environment.today())
    answers = answer_values(service, form.answers, language, names)
    lasting = _lasting_words(environment, service, case, names, language)
    for notice in due:
        words = replace(_words(notice, lasting, language), **_of_the_paper(session, notice, language))
        outbox.put(
            session,
            number=recipient.number,
            phone_digest=recipient.phone_digest,
            language=language,
            key=notice.key,
            text=filled(
                notice.template(service).in_language(language),
                {**answers, **_said(service, notice, language, names)},
                words,
            ),
            now=environment.clock(),
            case_id=case.id,
        )


def _of_the_paper(session: Session, notice: Notice, language: Language) -> dict[str, str]:
    """What there is to say of the paper that the notice is about."""
    paper = session.get(CertificateRow, notice.certificate) if notice.certificate else None
    if paper is None:
        return {}
    last = paper.valid_until
    return {"number": paper.number or "", "valid_until": format_date(last, language) if last else ""}


def _words(notice: Notice, lasting: MessageWords, language: Language) -> MessageWords:
    own = {
        name: format_date(value, language) if isinstance(value, date) else value or ""
        for name, value in notice.values.items()
    }
    return replace(lasting, **own)


def _said(service: Service, notice: Notice, language: Language, names: AreaNames) -> dict[str, str]:
    """What the officer said, as an SMS has room for it; the case's page has it whole."""
    said = said_values(service, notice.said.questions, notice.said.values, language, names)
    return {name: shortened(text, LONGEST_SAID) for name, text in said.items()}


def _lasting_words(
    environment: Environment, service: Service, case: Case, names: AreaNames, language: Language
) -> MessageWords:
    """What any message of the case may say, whatever happened."""
    holders = dict.fromkeys(task.area for task in case.tasks.values())
    return MessageWords(
        ref=case.reference or "",
        due="",
        link=f"{environment.settings.base_url.rstrip('/')}/t/{case.reference}",
        fee=fee_in_words(service, case.fee, language),
        office=", ".join(names.office(area).in_language(language) for area in holders),
        service=service.title.in_language(language),
    )


def _order_certificate(session: Session, environment: Environment, service: Service, case: Case, step: str) -> None:
    if service.certificate is None:
        return
    deed = signed(service, case)
    if deed is None:
        raise UnsignedError(case.id)
    order(
        session,
        case_id=case.id,
        step=step,
        issue=max(one.issue for one in case.issuances if one.step == step),
        service=service.service,
        area=deed.area,
        signed_by=deed.officer,
        now=environment.clock(),
    )
