"""Rules over the codes of areas in conditions: one that no area has is equal to no answer, and nobody would notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.definition.examination import Examination
from portal.definition.expression_source import Token, tokens_of
from portal.definition.expression_uses import Use, uses
from portal.definition.findings import Finding
from portal.definition.kinds.area import sample_code
from portal.definition.kinds.table import kind_of
from portal.definition.model import Level, Service
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
    for use in uses(examination):
        for name, text, level in _compared(use):
            code = text.text[1:-1]
            if not area_exists(level.value, code):
                lao, english = _LEVELS[level]
                found = {"name": name, "value": code, "level_lo": lao, "level_en": english}
                found |= {"search": code if re.search(r"[^\W\d]", code) else "…", "example": sample_code(level)}
                examination.inside("no-such-area", text.start, *use.path, **found)


def _compared(use: Use) -> Iterator[tuple[str, Token, Level]]:
    """Each text that the answer to a question about an area is compared with: by a sign, or in a list."""
    tokens = tokens_of(use.expression)
    for index, token in enumerate(tokens):
        level = kind_of(use.fields[token.text]).level if token.kind == "word" and token.text in use.fields else None
        if level is None or (index and tokens[index - 1].text == "."):
            continue
        for text in _beside(tokens, index):
            yield token.text, text, level


def _beside(tokens: list[Token], index: int) -> Iterator[Token]:
    after = [token.text for token in tokens[index + 1 : index + 3]]
    equal = {"==", "!="}
    if after[:1] and after[0] in equal and tokens[index + 2 : index + 3] and tokens[index + 2].kind == "text":
        yield tokens[index + 2]
    if index > 1 and tokens[index - 1].text in equal and tokens[index - 2].kind == "text":
        yield tokens[index - 2]
    if after == ["in", "["]:
        for token in tokens[index + 3 :]:
            if token.text == "]":
                return
            if token.kind == "text":
                yield token
