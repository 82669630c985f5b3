"""Composing a certificate: from the case and its service to the words on the paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from portal.certificates.paper import Bilingual, Paper, Particular
from portal.certificates.record import CertificateRecord, Statement
from portal.certificates.unbroken import unbroken
from portal.certificates.verification_code import grouped
from portal.definition.display import AreaName, Shown, display
from portal.definition.form import shown
from portal.definition.model import Certificate, Service
from portal.definition.placeholders import CertificateWords, answer_values, fill, filled, said_values
from portal.definition.subject import subject_name
from portal.lao.dates import format_date, local_date
from portal.lao.language import LANGUAGES, Language
from portal.lao.money import format_kip
from portal.store.area_names import Area, office_name
from portal.workflow.said import Spoken

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


def compose(
    service: Service, certificate: Certificate, facts: Facts, area_name: AreaName, area_full_name: AreaName
) -> CertificateRecord:
    """Put the certificate into words, in both languages.

    Raises UnfilledPlaceholderError when the service names a value that no case has; the checker lets none through.
    """
    counted = shown(service, facts.answers, facts.submitted_on).answers
    issued_on = local_date(facts.ordered_at)
    valid_until = certificate.valid.after(issued_on) if certificate.valid else None
    number = fill(
        certificate.number, {"year": str(facts.year), "office.code": facts.office.code, "serial": str(facts.serial)}
    )

    def body(language: Language) -> str:
        said = facts.said.questions, facts.said.values
        values = {
            **answer_values(service, counted, language, area_name, area_full_name),
            **said_values(service, *said, language, area_name, area_full_name),
        }
        words = CertificateWords(
            ref=facts.reference,
            number=number,
            issued=format_date(issued_on, language),
            valid_until=format_date(valid_until, language) if valid_until else "",
            office=office_name(facts.office, language),
            service=service.title.in_language(language),
            fee=format_kip(facts.fee or 0, language),
        )
        return filled(certificate.body.in_language(language), values, words)

    paper = Paper(
        languages=PAPER_LANGUAGES,
        number=number,
        offices=_offices(service, facts.office),
        title=Bilingual(certificate.title.lo, certificate.title.en),
        body=Bilingual(body("lo"), body("en")),
        particulars=_particulars(service, certificate, counted, area_name),
        place_and_date=_place_and_date(facts.office, issued_on),
        signer_title=_on_behalf_of(facts.office),
        signer_name=facts.signer or Bilingual("", ""),
        valid_until=_until(valid_until),
        verify_url=f"{facts.base_url.rstrip('/')}/v/{facts.code}",
        code=grouped(facts.code),
        specimen=facts.specimen,
        issued_at=facts.ordered_at,
        unbroken=unbroken(
            service,
            counted,
            area_name,
            area_full_name,
            office=facts.office,
            signer=facts.signer,
            days=(issued_on, valid_until),
        ),
    )
    says = Statement(
        title=paper.title,
        number=number,
        office=_office(facts.office),
        holder=subject_name(service, counted) or None,
        issued_on=issued_on,
        valid_until=valid_until,
        specimen=facts.specimen,
    )
    return CertificateRecord(says, paper)


def _office(office: Area) -> Bilingual:
    return Bilingual(office_name(office, "lo"), office_name(office, "en"))


def _offices(service: Service, office: Area) -> tuple[Bilingual, ...]:
    """The agency, the areas the office lies in from the highest down, the office."""
    above = (Bilingual(area.title("lo"), area.title("en")) for area in reversed(office.above))
    return (Bilingual(service.agency.lo, service.agency.en), *above, _office(office))


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
    return Bilingual(f"ໃບນີ້ໃຊ້ໄດ້ຮອດວັນທີ {format_date(day, 'lo')}", f"Valid until {format_date(day, 'en')}")


def _particulars(
    service: Service, certificate: Certificate, answers: Mapping[str, Any], area_name: AreaName
) -> tuple[Particular, ...]:
    """The rows that were answered, each under its question or the shorter name that the service gives it."""
    rows = []
    for name, named in certificate.rows():
        field, value = service.fields[name], answers.get(name)
        lao, english = (_on_lines(display(field, value, language, area_name)) for language in LANGUAGES)
        if lao:
            label = named or field.label
            rows.append(Particular(Bilingual(label.lo, label.en), Bilingual(lao, english)))
    return tuple(rows)


def _on_lines(answer: Shown) -> str:
    if isinstance(answer, str):
        return answer
    return "\n".join(line if isinstance(line, str) else _row(line) for line in answer)


def _row(cells: list[tuple[str, str]]) -> str:
    return ", ".join(f"{label}: {value}" for label, value in cells if value)
