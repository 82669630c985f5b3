"""The tree of areas in the store: loading it from a file, walking it, and finding a place by what people type."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, case, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.definition.model import Level
from portal.lao.sorting import sort_key
from portal.lao.text import canonical, fold
from portal.store.area_file import AreaFlaw, AreaRecord, read_areas
from portal.store.area_names import Area
from portal.store.tables import AreaRow

AREAS_FILE: Final = Path(__file__).resolve().parent / "data" / "areas.tsv"
"""The areas that come with the portal."""

_TYPED_TITLE: Final = re.compile(r"^(?:ບ້?ານ|ບ\.|ເມືອງ|ແຂວງ|(?:ban|baan|muang|mueang)\s)\s*", re.IGNORECASE)

_Above = aliased(AreaRow, name="above")
_Top = aliased(AreaRow, name="top")


@dataclass(frozen=True)
class AreaReport:
    """What a file of areas held: how many of each level were kept, and every flaw."""

    provinces: int
    districts: int
    villages: int
    flaws: list[AreaFlaw]


def load_areas(session: Session, path: Path = AREAS_FILE) -> AreaReport:
    """Bring the areas of a file into the store; loading it again changes nothing.

    An area that the file no longer lists stays, since cases may lie in it. Raises OSError and NotAnAreaFileError.
    """
    records, flaws = read_areas(path)
    known = {row.code: row for row in session.scalars(select(AreaRow))}
    fresh, changed = [], []
    for record in records:
        values = _values(record)
        row = known.get(record.code)
        if row is None:
            fresh.append(values)
        elif any(getattr(row, column) != value for column, value in values.items()):
            changed.append(values)
    if fresh:
        session.execute(insert(AreaRow), fresh)
    if changed:
        session.execute(update(AreaRow), changed)
    count = {level: sum(record.level is level for record in records) for level in Level}
    return AreaReport(count[Level.PROVINCE], count[Level.DISTRICT], count[Level.VILLAGE], flaws)


def area(session: Session, code: str) -> Area | None:
    """The area of a code."""
    found = session.execute(_areas().where(AreaRow.code == code)).first()
    return None if found is None else _area(found)


def areas(session: Session, codes: Collection[str]) -> dict[str, Area]:
    """The areas of some codes, in one query; unknown codes are left out. At most a few hundred codes."""
    return {found.code: found for found in _listed(session, _areas().where(AreaRow.code.in_(codes)))}


def ancestors(session: Session, code: str) -> dict[Level, str]:
    """The codes of the area itself and of those it lies in, by level: nothing for an unknown code, and no district or
    province for a village whose district is not listed."""
    found = area(session, code)
    return {} if found is None else {one.level: one.code for one in (found, *found.above)}


def children(session: Session, code: str | None) -> list[Area]:
    """The areas directly below, in Lao dictionary order; the provinces for None."""
    below = AreaRow.level == Level.PROVINCE.value if code is None else AreaRow.parent == code
    return sorted(_listed(session, _areas().where(below)), key=lambda one: (sort_key(one.name_lo), one.code))


def search(session: Session, text: str, level: Level, within: str | None = None, limit: int = 20) -> list[Area]:
    """The areas of a level that `text` may mean: the same name first (spelled with the same tone marks before others),
    then names that begin so, then names that hold it.

    Lao or English, with or without tone marks, spaces and the words ບ້ານ, ເມືອງ, ແຂວງ, Ban, Muang. `within` is the
    code of an area above. A text without a letter finds nothing.
    """
    keys = [key for key in dict.fromkeys((fold(text), fold(_TYPED_TITLE.sub("", canonical(text))))) if key]
    if not keys:
        return []
    query = _areas().where(AreaRow.level == level.value, or_(*(_holds(key) for key in keys)))
    if within is not None:
        query = query.where(or_(AreaRow.parent == within, _Above.parent == within))
    spelled_so = AreaRow.name_lo.in_((canonical(text), _TYPED_TITLE.sub("", canonical(text))))
    rank = case((spelled_so, -1), *(pair for key in keys for pair in _ranks(key)), else_=2)
    query = query.order_by(rank, func.length(AreaRow.search_lo), AreaRow.search_lo, AreaRow.code).limit(limit)
    return _listed(session, query)


def full_name(session: Session, code: str, language: str) -> str:
    """The area's name with those it lies in (see Area.full_name); the code itself when it is unknown."""
    found = area(session, code)
    return code if found is None else found.full_name(language)


def _values(record: AreaRecord) -> dict[str, Any]:
    return {
        "code": record.code,
        "level": record.level.value,
        "parent": record.parent,
        "name_lo": record.name_lo,
        "name_en": record.name_en,
        "search_lo": record.search_lo,
        "search_en": record.search_en,
        "flaw": record.flaw.value if record.flaw else None,
    }


def _areas() -> Select[AreaRow, AreaRow, AreaRow]:
    return (
        select(AreaRow, _Above, _Top)
        .outerjoin(_Above, _Above.code == AreaRow.parent)
        .outerjoin(_Top, _Top.code == _Above.parent)
    )


def _listed(session: Session, query: Select[AreaRow, AreaRow, AreaRow]) -> list[Area]:
    return [_area(found) for found in session.execute(query)]


def _area(found: Row[AreaRow, AreaRow, AreaRow]) -> Area:
    row, above, top = found  # the outer joins leave None where nothing is above
    higher: tuple[Area, ...] = ()
    for one in (top, above):
        if one is not None:
            higher = (_bare(one, higher), *higher)
    return _bare(row, higher)


def _bare(row: AreaRow, above: tuple[Area, ...]) -> Area:
    return Area(row.code, Level(row.level), row.parent, row.name_lo, row.name_en, row.flaw, above)


def _holds(key: str) -> ColumnElement[bool]:
    return or_(AreaRow.search_lo.contains(key, autoescape=True), AreaRow.search_en.contains(key, autoescape=True))


def _ranks(key: str) -> Sequence[tuple[ColumnElement[bool], int]]:
    exact = or_(AreaRow.search_lo == key, AreaRow.search_en == key)
    begins = or_(AreaRow.search_lo.startswith(key, autoescape=True), AreaRow.search_en.startswith(key, autoescape=True))
    return (exact, 0), (begins, 1)
