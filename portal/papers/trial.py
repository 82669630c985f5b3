"""Setting a service's paper with made-up answers, to find out whether it has room for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, Final

from portal.definition.area_names import Area, office_name
from portal.definition.longest_names import LONGEST, LONGEST_NAMES
from portal.definition.model import Certificate, Service
from portal.definition.samples import SAMPLE_ADDRESS, SAMPLE_DAY, SAMPLE_LONG_NAME, SAMPLE_REFERENCE
from portal.definition.spoken import Spoken
from portal.papers.compose import Facts, compose
from portal.papers.layout import lay_out
from portal.papers.paper import Bilingual
from portal.papers.placing import Item, PlacedLine

_FACTS: Final[Mapping[str, Any]] = {
    "serial": 99_999,
    "year": SAMPLE_DAY.year,
    "ordered_at": datetime.combine(SAMPLE_DAY, time(3), UTC),
    "code": "ABCDEFGHJKLM",
    "reference": SAMPLE_REFERENCE,
    "submitted_on": SAMPLE_DAY,
    "signer": Bilingual(SAMPLE_LONG_NAME, SAMPLE_LONG_NAME),
    "base_url": SAMPLE_ADDRESS,
    "specimen": False,
}


@dataclass(frozen=True)
class Trial:
    """How many sheets a paper takes, and what of it was cut within a word, since the word is wider than its place."""

    sheets: int
    cut: tuple[str, ...]


def tried(
    service: Service, certificate: Certificate, answers: Mapping[str, Any], said: Spoken, fee: int | None
) -> Trial:
    """Set the paper with these answers and what officers `said`, each area by the longest name of its level, signed by
    the office of the longest name."""
    facts = Facts(**_FACTS, office=_office(service, certificate), fee=fee, answers=answers, said=said)
    pages = lay_out(compose(service, certificate, facts, LONGEST_NAMES).paper)
    return Trial(len(pages), tuple(dict.fromkeys(text for page in pages for item in page for text in _cut(item))))


def _cut(item: Item) -> tuple[str, ...]:
    return (item.line.text,) if isinstance(item, PlacedLine) and item.line.cut else ()


def _office(service: Service, certificate: Certificate) -> Area:
    step = service.officer_step(certificate.signed_by)
    areas = [area for level, areas in LONGEST.items() if step is None or level is step.office for area in areas]
    return max(areas, key=lambda area: len(office_name(area, "lo")))
