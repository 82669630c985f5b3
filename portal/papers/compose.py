"""Composing a certificate: from the case and its service to the words on the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.definition.area_names import Area, Naming, office_name
from portal.definition.display import Shown, display
from portal.definition.fee_words import fee_in_words
from portal.definition.form import shown
from portal.definition.model import Certificate, Service, Text
from portal.definition.placeholders import CertificateWords, answer_values, filled, said_values
from portal.definition.printed import table
from portal.definition.spoken import Spoken
from portal.definition.subject import subject_name
from portal.definition.template import fill
from portal.lao.dates import format_date, local_date
from portal.lao.language import LANGUAGES, Language
from portal.papers.letters import require_printable
from portal.papers.paper import Bilingual, Paper, Particular
from portal.papers.record import CertificateRecord, Statement
from portal.papers.unbroken import unbroken
from portal.papers.verification_code import grouped

PAPER_LANGUAGES: Final = LANGUAGES
"""Lao in the first place, English beneath."""


@dataclass(frozen=True)
class Facts:
    """All that goes into one certificate beside the service's own words. `said` is what officers said for it to hold;
    `signer` is None when nobody signed."""

    serial: int
    year: int
    office: Area
    ordered_at: datetime
    code: str
    reference: str
    submitted_on: date
    fee: int | None
    answers: Mapping[str, Any]
    said: Spoken
    signer: Bilingual | None
    base_url: str
    specimen: bool


def compose(service: Service, certificate: Certificate, facts: Facts, names: Naming) -> CertificateRecord:
    """Put the certificate into words, in both languages.

    Raises UnfilledPlaceholderError when the service names a value that no case has; the checker lets none through.
    Raises UnprintableError when a letter of it is one that no paper prints, before it gets its number.
    """
    answers = shown(service, facts.answers, facts.submitted_on).answers
    issued_on = local_date(facts.ordered_at)
    entry = _Entry(
        service=service,
        certificate=certificate,
        facts=facts,
        names=names,
        answers=answers,
        number=_number(certificate, facts),
        issued_on=issued_on,
        valid_until=certificate.valid.after(issued_on) if certificate.valid else None,
    )
    paper = _paper(entry)
    require_printable(paper)
    return CertificateRecord(_statement(entry), paper)


@dataclass(frozen=True)
class _Entry:
    """A certificate entered in its register, before it is put into words; the answers are those that count."""

    service: Service
    certificate: Certificate
    facts: Facts
    names: Naming
    answers: Mapping[str, Any]
    number: str
    issued_on: date
    valid_until: date | None


def _number(certificate: Certificate, facts: Facts) -> str:
    return fill(
        certificate.number, {"year": str(facts.year), "office.code": facts.office.code, "serial": str(facts.serial)}
    )


def _statement(entry: _Entry) -> Statement:
    return Statement(
        title=_bilingual(entry.certificate.title),
        number=entry.number,
        office=_office(entry.facts.office),
        holder=subject_name(entry.service, entry.answers) or None,
        issued_on=entry.issued_on,
        valid_until=entry.valid_until,
        specimen=entry.facts.specimen,
    )


def _paper(entry: _Entry) -> Paper:
    facts = entry.facts
    return Paper(
        languages=PAPER_LANGUAGES,
        number=entry.number,
        offices=_offices(entry.service, facts.office),
        title=_bilingual(entry.certificate.title),
        body=Bilingual(_body(entry, "lo"), _body(entry, "en")),
        particulars=_particulars(entry),
        place_and_date=_place_and_date(facts.office, entry.issued_on),
        signer_title=_on_behalf_of(facts.office),
        signer_name=facts.signer or Bilingual("", ""),
        valid_until=_until(entry.valid_until),
        verify_url=f"{facts.base_url.rstrip('/')}/v/{facts.code}",
        code=grouped(facts.code),
        specimen=facts.specimen,
        issued_at=facts.ordered_at,
        unbroken=unbroken(
            entry.service,
            entry.answers,
            entry.names,
            office=facts.office,
            signer=facts.signer,
            days=(entry.issued_on, entry.valid_until),
        ),
    )


def _body(entry: _Entry, language: Language) -> str:
    words = CertificateWords(
        ref=entry.facts.reference,
        number=entry.number,
        issued=format_date(entry.issued_on, language),
        valid_until=format_date(entry.valid_until, language) if entry.valid_until else "",
        office=office_name(entry.facts.office, language),
        service=entry.service.title.in_language(language),
        fee=fee_in_words(entry.service, entry.facts.fee, language),
    )
    said = entry.facts.said
    values = {
        **answer_values(entry.service, entry.answers, language, entry.names),
        **said_values(entry.service, said.questions, said.values, language, entry.names),
    }
    return filled(entry.certificate.body.in_language(language), values, words)


def _bilingual(text: Text) -> Bilingual:
    return Bilingual(text.lo, text.en)


def _office(office: Area) -> Bilingual:
    return Bilingual(office_name(office, "lo"), office_name(office, "en"))


def _offices(service: Service, office: Area) -> tuple[Bilingual, ...]:
    """The agency, the areas the office lies in from the highest down, the office."""
    above = (Bilingual(area.title("lo"), area.title("en")) for area in reversed(office.above))
    return (_bilingual(service.agency), *above, _office(office))


def _place_and_date(office: Area, day: date) -> Bilingual:
    return Bilingual(
        f"{office.title('lo')}, ວັນທີ {format_date(day, 'lo')}", f"{office.title('en')}, {format_date(day, 'en')}"
    )


def _on_behalf_of(office: Area) -> Bilingual:
    """Whoever signs does so for the office; whether as its head or a deputy, the portal does not know."""
    return Bilingual(f"ຕາງໜ້າ{office_name(office, 'lo')}", f"For the {office_name(office, 'en')}")


def _until(day: date | None) -> Bilingual | None:
    if day is None:
        return None
    return Bilingual(f"ໃບນີ້ມີຜົນໃຊ້ໄດ້ຮອດວັນທີ {format_date(day, 'lo')}", f"Valid until {format_date(day, 'en')}")


def _particulars(entry: _Entry) -> tuple[Particular, ...]:
    """The rows that were answered, each under its question or the shorter name that the service gives it."""
    rows = []
    for label, field, value in table(entry.service, entry.answers, entry.facts.said):
        lao, english = (_on_lines(display(field, value, language, entry.names.short)) for language in LANGUAGES)
        if lao:
            rows.append(Particular(_bilingual(label), Bilingual(lao, english)))
    return tuple(rows)


def _on_lines(answer: Shown) -> str:
    if isinstance(answer, str):
        return answer
    return "\n".join(line if isinstance(line, str) else _row(line) for line in answer)


def _row(cells: list[tuple[str, str]]) -> str:
    return ", ".join(f"{label}: {value}" for label, value in cells if value)
