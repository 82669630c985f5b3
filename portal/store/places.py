"""The tree of areas in the store: loading it from a file, walking it, and finding a place by what people type."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from portal.definition.area_names import Area
from portal.definition.model import Level
from portal.lao.language import Language
from portal.lao.sorting import sort_key
from portal.lao.text import canonical, fold
from portal.store.area_file import AreaFlaw, AreaRecord, read_areas
from portal.store.place_words import Reading, readings, same_sound, without_title
from portal.store.tables import AreaRow

AREAS_FILE: Final = Path(__file__).resolve().parent / "data" / "areas.tsv"
"""The areas that come with the portal."""

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
    then names that sound so (Ponsai for Phonxay), names that begin so, and names that hold it.

    Lao or English, with or without tone marks, spaces and the words ບ້ານ, ເມືອງ, ແຂວງ, Ban, Muang; the district and the
    province may stand with the name. `within` is the code of an area above. A text without a letter finds nothing.
    """
    meant = _Meant.by(session, text)
    if meant is None:
        return []
    spelled_so = AreaRow.name_lo.in_((canonical(text), without_title(text)))
    rank = case(
        (spelled_so, -1),
        *((_is(key), 0) for key in meant.names),
        *((_is(key), 1) for key in meant.alike),
        *((_begins(key), 2) for key in meant.names),
        else_=3,
    )
    query = _areas().where(AreaRow.level == level.value, meant.condition)
    if within is not None:
        query = query.where(or_(AreaRow.parent == within, _Above.parent == within))
    query = query.order_by(rank, func.length(AreaRow.search_lo), AreaRow.search_lo, AreaRow.code).limit(limit)
    return _listed(session, query)


def districts_named(session: Session, text: str) -> list[Area]:
    """The districts of just this name, in Lao or English, however loosely it is spelled in Latin letters."""
    keys = {fold(text), fold(without_title(text))} - {""}
    named = [same_sound(key) for key in keys]
    every = _listed(session, _areas().where(AreaRow.level == Level.DISTRICT.value))
    return [one for one in every if any(same_sound(fold(name)) in named for name in (one.name_lo, one.name_en or ""))]


def spread(session: Session, text: str, level: Level) -> dict[str, int]:
    """How many areas of a level `text` may mean in each area directly above that holds any, by its code."""
    meant = _Meant.by(session, text)
    if meant is None:
        return {}
    query = (
        select(AreaRow.parent, func.count())
        .where(AreaRow.level == level.value, AreaRow.parent.is_not(None), meant.condition)
        .group_by(AreaRow.parent)
    )
    return {str(parent): int(found) for parent, found in session.execute(query)}


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


@dataclass(frozen=True)
class _Meant:
    """What a text may mean: the keys of the names, those of names that only sound alike, and the condition that a
    row is one of the places."""

    names: list[str]
    alike: list[str]
    condition: ColumnElement[bool]

    @classmethod
    def by(cls, session: Session, text: str) -> _Meant | None:
        ways = readings(text)
        if not ways:
            return None
        namesakes = _namesakes(session, {way.name for way in ways})
        higher = list(session.scalars(select(AreaRow).where(AreaRow.level != Level.VILLAGE.value)))
        names: list[str] = []
        alike: list[str] = []
        conditions: list[ColumnElement[bool]] = []
        for way in ways:
            others = namesakes.get(way.name, _Namesakes())
            keys = [way.name, *sorted(others.same)]
            named = or_(*(_holds(key) for key in (*keys, *sorted(others.alike))))
            if way.above:
                around = _all_named(way, higher)
                if not around:
                    continue
                named = and_(AreaRow.parent.in_(around), named)
            names += keys
            alike += sorted(others.alike)
            conditions.append(named)
        return cls(list(dict.fromkeys(names)), list(dict.fromkeys(alike)), or_(*conditions))


@dataclass(frozen=True)
class _Namesakes:
    """The keys of places known by an English name: few villages have one in the data, and the same name elsewhere says
    how it is written in Lao. `same` are those spelled so; `alike` those that sound so, with their own spelling."""

    same: frozenset[str] = frozenset()
    alike: frozenset[str] = frozenset()


def _namesakes(session: Session, names: Collection[str]) -> dict[str, _Namesakes]:
    """The namesakes of each of `names` that is written in Latin letters."""
    latin = {name for name in names if name[:1].isascii()}
    if not latin:
        return {}
    known = session.execute(select(AreaRow.search_en, AreaRow.search_lo).where(AreaRow.search_en.is_not(None))).all()
    return {name: _namesakes_of(name, known) for name in latin}


def _namesakes_of(name: str, known: Sequence[Row[str | None, str]]) -> _Namesakes:
    same = frozenset(lao for english, lao in known if english == name)
    sounding = [row for row in known if row[0] != name and same_sound(str(row[0])) == same_sound(name)]
    return _Namesakes(same, frozenset(key for row in sounding for key in row if key) - same)


def _all_named(way: Reading, higher: Sequence[AreaRow]) -> set[str]:
    """The codes of the areas whose own name, or that of the area above, holds each word of the reading; the more
    exact, the better: an area of just that name leaves out those that only hold it."""
    by_code = {row.code: row for row in higher}
    held, exact = set(), set()
    for row in higher:
        chain = [row, *([by_code[row.parent]] if row.parent in by_code else [])]
        keys = [same_sound(key) for one in chain for key in (one.search_lo, one.search_en) if key]
        words = [same_sound(word) for word in way.above]
        joined = "".join(words)
        if any(joined in key for key in keys) or all(any(word in key for key in keys) for word in words):
            held.add(row.code)
            if joined in keys or all(word in keys for word in words):
                exact.add(row.code)
    return exact or held


def _holds(key: str) -> ColumnElement[bool]:
    return or_(AreaRow.search_lo.contains(key, autoescape=True), AreaRow.search_en.contains(key, autoescape=True))


def _is(key: str) -> ColumnElement[bool]:
    return or_(AreaRow.search_lo == key, AreaRow.search_en == key)


def _begins(key: str) -> ColumnElement[bool]:
    return or_(AreaRow.search_lo.startswith(key, autoescape=True), AreaRow.search_en.startswith(key, autoescape=True))
