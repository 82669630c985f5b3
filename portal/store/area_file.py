"""Reading a file of areas: every row is kept that can be, and what is wrong with a row is said, never hidden."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from portal.definition.model import Level
from portal.lao.place_name import (
    is_doubtful_lao,
    is_impossible_lao,
    tidy_english_place,
    tidy_lao_place,
    tidy_village,
)
from portal.lao.printing import unprintable
from portal.lao.text import canonical, fold

COLUMNS: Final = ("code", "level", "parent", "name_lo", "name_en")
LONGEST_CODE: Final = 8
"""Characters of a code; the table has room for the suffix that tells a doubled one apart."""
LONGEST_NAME: Final = 200

_LEVELS: Final = (Level.PROVINCE, Level.DISTRICT, Level.VILLAGE)
_ABOVE: Final = {Level.DISTRICT: Level.PROVINCE, Level.VILLAGE: Level.DISTRICT}
_ODD_IN_LAO: Final = re.compile(
    r"[^\u0e80-\u0effA-Za-z0-9 ()+,./-]"
    r"|[\u0e80-\u0eff][a-z]|[\u0ec8-\u0ecb]{2}|(?<![\u0e80-\u0eff])[\u0eb0-\u0ebc\u0ec8-\u0ece]"
)
"""Signs of no place name; a small Latin letter glued to Lao; two tone marks on one letter; a mark on no letter."""
_ODD_IN_ENGLISH: Final = re.compile(r"[^A-Za-z0-9 ()'+,./-]")
_NAMELESS: Final = {"lo": "ລະຫັດ {code}", "en": "Code {code}"}
"""What an area is called that has no name that can be read."""
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


class FlawReason(StrEnum):
    """What is wrong with a row, the gravest first. Rows flawed by the first two cannot be kept; all others are."""

    UNREADABLE = "unreadable"
    """Not UTF-8, not five columns, no code or too long a one, no such level, or too long a name."""
    REPEATED = "repeated"
    """The same row as an earlier one, word for word."""
    DUPLICATE_CODE = "duplicate-code"
    """The code of an earlier, different row: kept as code-2, code-3, ..."""
    UNLISTED_PARENT = "unlisted-parent"
    """The area above is not in the file: kept without one."""
    WRONG_PARENT = "wrong-parent"
    """The area above is not one level up: kept without one."""
    EMPTY_NAME = "empty-name"
    """No Lao name: kept under its English name, or as ລະຫັດ with its code."""
    IMPOSSIBLE_SPELLING = "impossible-spelling"
    """A Lao name that no Lao word is written like: kept as if it had none."""
    ODD_CHARACTERS = "odd-characters"
    """Characters that a place name in this language cannot hold: kept, without those that can be left out."""
    DOUBTFUL_WORD = "doubtful-word"
    """A word that is probably another, ເໝືອ for ເໜືອ: kept, since only people of the place know."""
    SHARED_NAME = "shared-name"
    """Another area of the same level right below the same area has the same name: only the codes tell them apart."""
    RESPELLED = "respelled"
    """Zero-width spaces, marks in another order, old spelling, signs spaced otherwise: kept as `portal.lao.place_name`
    writes it."""


@dataclass(frozen=True)
class AreaFlaw:
    """A flaw in line `line` (the heading is line 1) of the file; `detail` is the text it is about."""

    line: int
    code: str
    reason: FlawReason
    detail: str


@dataclass(frozen=True)
class AreaRecord:
    """A row as it is kept. `flaw` is the gravest of its flaws."""

    code: str
    level: Level
    parent: str | None
    name_lo: str
    name_en: str | None
    flaw: FlawReason | None = None

    @property
    def search_lo(self) -> str:
        """The key under which the Lao name is found."""
        return fold(self.name_lo)

    @property
    def search_en(self) -> str | None:
        """The key under which the English name is found."""
        return fold(self.name_en) if self.name_en else None


class NotAnAreaFileError(Exception):
    """The file does not begin with the heading of a file of areas."""


def read_areas(path: Path) -> tuple[list[AreaRecord], list[AreaFlaw]]:
    """Read a tab-separated file of areas: the rows to keep, provinces first, and the flaws in the order of the file.

    Raises OSError, and NotAnAreaFileError when the heading is not that of such a file.
    """
    lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    if not lines or tuple(lines[0].decode(errors="replace").strip().split("\t")) != COLUMNS:
        raise NotAnAreaFileError(f"{path} does not begin with the heading {', '.join(COLUMNS)}, tab-separated")
    flaws: list[AreaFlaw] = []
    records = list(_records(lines[1:], flaws))
    placed = list(_with_parents(records, flaws))
    placed = list(_with_shared_names(placed, [number for number, _ in records], flaws))
    placed.sort(key=lambda record: _LEVELS.index(record.level))
    return placed, sorted(flaws, key=lambda flaw: flaw.line)


def _records(lines: Iterable[bytes], flaws: list[AreaFlaw]) -> Iterator[tuple[int, AreaRecord]]:
    seen: dict[str, list[AreaRecord]] = {}
    for number, line in enumerate(lines, start=2):
        if not line.strip():
            continue
        read = _record(number, line, flaws)
        if read is None:
            continue
        same_code = seen.setdefault(read.code, [])
        if read in same_code:
            flaws.append(AreaFlaw(number, read.code, FlawReason.REPEATED, read.name_lo))
            continue
        same_code.append(read)
        if len(same_code) == 1:
            yield number, read
        else:
            flaws.append(AreaFlaw(number, read.code, FlawReason.DUPLICATE_CODE, read.name_lo))
            yield number, replace(read, code=f"{read.code}-{len(same_code)}", flaw=FlawReason.DUPLICATE_CODE)


def _record(number: int, line: bytes, flaws: list[AreaFlaw]) -> AreaRecord | None:
    """One line as a record whose parent is not looked up yet; None when it cannot be kept."""
    text = line.decode(errors="replace")
    cells = text.split("\t")
    code = canonical(cells[0])
    if not _readable(text, cells, code):
        flaws.append(AreaFlaw(number, code[:LONGEST_CODE], FlawReason.UNREADABLE, canonical(text)[:LONGEST_NAME]))
        return None
    tidy = tidy_village if cells[1].strip() == Level.VILLAGE else tidy_lao_place
    names = {"lo": tidy(cells[3]), "en": tidy_english_place(cells[4])}
    found = list(_name_flaws(cells[3], cells[4], names))
    flaws.extend(AreaFlaw(number, code, reason, detail) for reason, detail in found)
    lao = "" if is_impossible_lao(names["lo"]) else _printed(names["lo"])
    english = _printed(names["en"])
    return AreaRecord(
        code=code,
        level=Level(cells[1].strip()),
        parent=canonical(cells[2]) or None,
        name_lo=lao or english or _NAMELESS["lo"].format(code=code),
        name_en=english or (None if lao else _NAMELESS["en"].format(code=code)),
        flaw=_gravest(reason for reason, _ in found),
    )


def _printed(name: str) -> str:
    """The name, unless it holds what no paper prints: every paper of the place would have a hole."""
    return "" if unprintable(name) else name


def _readable(text: str, cells: list[str], code: str) -> bool:
    return (
        "\ufffd" not in text
        and len(cells) == len(COLUMNS)
        and 0 < len(code) <= LONGEST_CODE
        and cells[1].strip() in {level.value for level in Level}
        and max(len(cells[3]), len(cells[4])) <= LONGEST_NAME
    )


def _name_flaws(typed_lo: str, typed_en: str, names: dict[str, str]) -> Iterator[tuple[FlawReason, str]]:
    if not names["lo"]:
        yield FlawReason.EMPTY_NAME, names["en"]
    elif is_impossible_lao(names["lo"]):
        yield FlawReason.IMPOSSIBLE_SPELLING, names["lo"]
    elif is_doubtful_lao(names["lo"]):
        yield FlawReason.DOUBTFUL_WORD, names["lo"]
    checked = ((typed_lo, names["lo"], _ODD_IN_LAO), (typed_en, names["en"], _ODD_IN_ENGLISH))
    for typed, name, odd in checked:
        if odd.search(canonical(typed)) or _CONTROL.search(typed):
            yield FlawReason.ODD_CHARACTERS, name
        elif typed != name:
            yield FlawReason.RESPELLED, name


def _with_parents(numbered: list[tuple[int, AreaRecord]], flaws: list[AreaFlaw]) -> Iterator[AreaRecord]:
    levels = {record.code: record.level for _, record in numbered}
    for number, record in numbered:
        above = _ABOVE.get(record.level)
        if (above is None and record.parent is None) or levels.get(record.parent or "") is above is not None:
            yield record
            continue
        listed = record.parent in levels or above is None
        reason = FlawReason.WRONG_PARENT if listed else FlawReason.UNLISTED_PARENT
        flaws.append(AreaFlaw(number, record.code, reason, record.parent or ""))
        yield replace(record, parent=None, flaw=_gravest(filter(None, (reason, record.flaw))))


def _with_shared_names(records: list[AreaRecord], numbers: list[int], flaws: list[AreaFlaw]) -> Iterator[AreaRecord]:
    bearers = Counter((record.level, record.parent, record.name_lo) for record in records)
    for number, record in zip(numbers, records, strict=True):
        if bearers[record.level, record.parent, record.name_lo] == 1:
            yield record
            continue
        flaws.append(AreaFlaw(number, record.code, FlawReason.SHARED_NAME, record.name_lo))
        yield replace(record, flaw=_gravest(filter(None, (FlawReason.SHARED_NAME, record.flaw))))


def _gravest(reasons: Iterable[FlawReason]) -> FlawReason | None:
    order = list(FlawReason)
    return min(reasons, key=order.index, default=None)
