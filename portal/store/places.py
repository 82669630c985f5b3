"""The tree of areas in the store: loading it from a file, and walking it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row, Select, insert, select, update
from sqlalchemy.orm import Session, aliased

from portal.definition.area_names import Area
from portal.definition.model import Level
from portal.lao.language import Language
from portal.lao.sorting import sort_key
from portal.store.area_file import AreaFlaw, AreaRecord, read_areas
from portal.store.tables import AreaRow

AREAS_FILE: Final = Path(__file__).resolve().parent / "data" / "areas.tsv"
"""The areas that come with the portal."""

Above = aliased(AreaRow, name="above")
"""The area directly above, in the queries of `areas_query`."""
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
    found = session.execute(areas_query().where(AreaRow.code == code)).first()
    return None if found is None else _area(found)


def areas(session: Session, codes: Collection[str]) -> dict[str, Area]:
    """The areas of some codes, in one query; unknown codes are left out. At most a few hundred codes."""
    return {found.code: found for found in listed(session, areas_query().where(AreaRow.code.in_(codes)))}


def ancestors(session: Session, code: str) -> dict[Level, str]:
    """The codes of the area itself and of those it lies in, by level: nothing for an unknown code, and no district or
    province for a village whose district is not listed."""
    found = area(session, code)
    return {} if found is None else {one.level: one.code for one in (found, *found.above)}


def children(session: Session, code: str | None) -> list[Area]:
    """The areas directly below, in Lao dictionary order; the provinces for None."""
    below = AreaRow.level == Level.PROVINCE.value if code is None else AreaRow.parent == code
    return sorted(listed(session, areas_query().where(below)), key=lambda one: (sort_key(one.name_lo), one.code))


def full_name(session: Session, code: str, language: Language) -> str:
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


def areas_query() -> Select[AreaRow, AreaRow, AreaRow]:
    """Every area with the two above it, for a condition to be added."""
    return (
        select(AreaRow, Above, _Top)
        .outerjoin(Above, Above.code == AreaRow.parent)
        .outerjoin(_Top, _Top.code == Above.parent)
    )


def listed(session: Session, query: Select[AreaRow, AreaRow, AreaRow]) -> list[Area]:
    """The areas that an `areas_query` finds, in its order."""
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
