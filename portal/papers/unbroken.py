"""What no line of a paper parts: names of people and places, dates, quantities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from portal.definition.area_names import Area, Naming
from portal.definition.display import display_line
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.lao.dates import format_date
from portal.lao.language import LANGUAGES
from portal.lao.text import canonical
from portal.papers.paper import Bilingual

_SHORT: Final = 24
"""Letters of an answer that stays whole whatever it is: 30 ພະຈິກ 2026, 1.234,5 ຕາແມັດ, 020 5555 1234. Longer ones are
running text."""
_DAY_WORD: Final = "ວັນທີ"
"""Stands before a day in Lao, and stays with it."""


def unbroken(
    service: Service,
    answers: Mapping[str, Any],
    names: Naming,
    *,
    office: Area,
    signer: Bilingual | None,
    days: Iterable[date | None],
) -> tuple[str, ...]:
    """Return the words of a paper that stay on one line, canonical, in both languages, each once.

    Of a person's name each part by itself, so that a long name may still go on to a second line between its parts; of
    a place each area with its title.
    """
    found = [
        *_answers(service, answers, names),
        *(area.title(language) for area in (office, *office.above) for language in LANGUAGES),
        *(part for name in (signer or Bilingual("", ""),) for part in f"{name.lo} {name.en}".split()),
        *(format_date(day, language) for day in days if day for language in LANGUAGES),
        *(f"{_DAY_WORD} {format_date(day, 'lo')}" for day in days if day),
    ]
    return tuple(dict.fromkeys(filter(None, map(canonical, found))))


def _answers(service: Service, answers: Mapping[str, Any], names: Naming) -> Iterator[str]:
    for name, field in service.fields.items():
        for language in LANGUAGES:
            shown = display_line(field, answers.get(name), language, names.short)
            if kind_of(field).names_person:
                yield from shown.split()
            elif kind_of(field).level:
                yield shown
                yield from display_line(field, answers.get(name), language, names.full).split(", ")
            elif len(shown) <= _SHORT:
                yield shown
                if kind_of(field).is_day:
                    yield f"{_DAY_WORD} {shown}"
