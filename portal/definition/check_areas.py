"""Rules over the codes of areas in conditions: one that no area has is equal to no answer, and nobody would notice."""

from __future__ import annotations

import re
from typing import Final

from portal.definition.examination import Examination
from portal.definition.expression_uses import Use, readable_uses
from portal.definition.findings import Finding
from portal.definition.kinds.area import sample_code
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Level, Service
from portal.definition.never_equal import Compared, never_equal
from portal.definition.source import Source
from portal.definition.values import AreaExists

_CODES: Final = {
    Level.VILLAGE: re.compile(r"[0-9]{6,7}"),
    Level.DISTRICT: re.compile(r"[0-9]{4}"),
    Level.PROVINCE: re.compile(r"[0-9]{2}"),
}
_LEVELS: Final = {
    Level.VILLAGE: ("ບ້ານ", "a village"),
    Level.DISTRICT: ("ເມືອງ", "a district"),
    Level.PROVINCE: ("ແຂວງ", "a province"),
}


def check_areas(examination: Examination) -> None:
    """Report each text that an area is compared with and that cannot be a code of its level."""
    _report(examination, lambda level, code: bool(_CODES[Level(level)].fullmatch(code)))


def check_known_areas(service: Service, source: Source, area_exists: AreaExists) -> list[Finding]:
    """A finding for each code that looks like one of its level and that no area has."""
    examination = Examination(service, source)
    _report(examination, lambda level, code: not _CODES[Level(level)].fullmatch(code) or area_exists(level, code))
    return examination.findings


def _report(examination: Examination, area_exists: AreaExists) -> None:
    def may_be(field: FormField, text: str) -> bool:
        level = kind_of(field).level
        return level is None or area_exists(level.value, text)

    for use in readable_uses(examination):
        for found in never_equal(use.expression, use.fields, may_be):
            levels = [level for _, field in found.answers.asked if (level := kind_of(field).level) is not None]
            if levels:
                _no_such_area(examination, use, found, found.answers.names[0], levels[0])


def _no_such_area(examination: Examination, use: Use, found: Compared, name: str, level: Level) -> None:
    code = found.text
    lao, english = _LEVELS[level]
    words = {"name": name, "value": code, "level_lo": lao, "level_en": english}
    words |= {"search": code if re.search(r"[^\W\d]", code) else "…", "example": sample_code(level)}
    examination.unsound.add(use.path)
    examination.inside("no-such-area", found.token.start, *use.path, **words)
