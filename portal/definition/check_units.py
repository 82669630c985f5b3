"""A rule over placeholders whose value says its unit: the same word behind one would be read twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from portal.definition.asked import every_question
from portal.definition.examination import Examination
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Service, Text
from portal.definition.source import Path
from portal.definition.template import names_in
from portal.lao.language import LANGUAGES

_KIP: Final = ("ກີບ", "kip", "LAK", "₭")


def check_units(examination: Examination, path: Path, template: Text) -> None:
    """Report each unit that stands behind a placeholder that ends with it already."""
    units = _units(examination.service)
    for language in LANGUAGES:
        text = template.in_language(language)
        for name, unit, offset in _repeated(text, units):
            examination.inside("unit-twice", offset, *path, language, name=name, unit=unit)


def _units(service: Service) -> Mapping[str, tuple[str, ...]]:
    """The words that the values of placeholders end with, by name."""
    found: dict[str, tuple[str, ...]] = {"fee": _KIP}
    asked: list[tuple[str, FormField]] = list(service.fields.items())
    asked += [(name, question) for name, questions in every_question(service).items() for question in questions]
    for name, field in asked:
        unit = kind_of(field).unit(field)
        if unit is not None:
            found[name] = _KIP if unit.lo == _KIP[0] else (unit.lo, unit.en)
    return found


def _repeated(text: str, units: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str, int]]:
    for name in names_in(text):
        words = "|".join(map(re.escape, units.get(name, ())))
        if words and (
            found := re.search(rf"\{{{re.escape(name)}\}}\s*(?P<unit>{words})(?![A-Za-z])", text, re.IGNORECASE)
        ):
            yield name, found["unit"], found.start("unit")
