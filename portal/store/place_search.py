"""Finding a place by what people type: a village among its namesakes, a district or province of a name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select
from sqlalchemy.orm import Session

from portal.definition.area_names import Area
from portal.definition.model import Level
from portal.lao.text import canonical, fold
from portal.store.place_words import Reading, readings, same_sound, titled, without_title
from portal.store.places import Above, areas_query, listed
from portal.store.tables import AreaRow

_CAPITAL_LO: Final = "ນະຄອນຫຼວງ"
_CAPITAL_EN: Final = "Capital"


def search(session: Session, text: str, level: Level, within: str | None = None, limit: int = 20) -> list[Area]:
    """The areas of a level that `text` may mean: the same name first (spelled with the same tone marks before others),
    then names that sound so (Ponsai for Phonxay), names that begin so, and names that hold it.

    Lao or English, with or without tone marks, spaces and the words ບ້ານ, ເມືອງ, ແຂວງ, Ban, Muang; the district and the
    province may stand with the name. `within` is the code of an area above. A text without a letter finds nothing.
    """
    meant = _Meant.by(session, text, level)
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
    query = areas_query().where(AreaRow.level == level.value, meant.condition)
    if within is not None:
        query = query.where(or_(AreaRow.parent == within, Above.parent == within))
    query = query.order_by(rank, func.length(AreaRow.search_lo), AreaRow.search_lo, AreaRow.code).limit(limit)
    return listed(session, query)


def areas_named(session: Session, text: str) -> list[Area]:
    """The provinces and districts of just this name, in Lao or English, however loosely it is spelled in Latin letters;
    a district's province may stand with it.

    ເມືອງ or ແຂວງ with the name says which of them is meant; a text that says ບ້ານ means neither. Several districts have
    one name, and some have their province's.
    """
    said = titled(text)
    if said is Level.VILLAGE:
        return []
    levels = [said.value] if said else [Level.PROVINCE.value, Level.DISTRICT.value]
    higher = listed(session, areas_query().where(AreaRow.level.in_(levels)).order_by(AreaRow.code))
    ways = readings(text)
    if said is Level.PROVINCE:  # whoever says ແຂວງ ວຽງຈັນ does not mean the capital
        higher = [one for one in higher if not one.name_lo.startswith(_CAPITAL_LO) or _is_whole_name(one, ways)]
    return [one for one in higher if any(_is_meant(one, way) for way in ways)]


def _is_whole_name(one: Area, ways: Sequence[Reading]) -> bool:
    whole = {fold(name) for name in (one.name_lo, one.name_en or "")}
    return any(way.name in whole for way in ways)


def _is_meant(one: Area, way: Reading) -> bool:
    if same_sound(way.name) not in _sounds(one):
        return False
    around = set().union(*(_sounds(above) for above in one.above))
    return not way.above or same_sound("".join(way.above)) in around


def _sounds(one: Area) -> set[str]:
    """The name as it sounds: also without what makes it a capital, which few people say."""
    names = [
        one.name_lo,
        one.name_lo.removeprefix(_CAPITAL_LO),
        one.name_en or "",
        (one.name_en or "").removesuffix(_CAPITAL_EN),
    ]
    return {same_sound(key) for name in names if (key := fold(name))}


def codes_meant(session: Session, text: str, within: Collection[str]) -> list[str]:
    """The codes of the villages of just this name that lie in one of the areas `within` or are one, and of the
    districts of this name there, each with its villages; read as by `search`."""
    inside = or_(AreaRow.code.in_(within), AreaRow.parent.in_(within), Above.parent.in_(within))
    districts = [one.code for one in areas_named(session, text) if one.level is Level.DISTRICT]
    named = AreaRow.code.in_(districts) | AreaRow.parent.in_(districts)
    meant = _Meant.by(session, text, Level.VILLAGE, _is)
    if meant is not None:
        named |= (AreaRow.level == Level.VILLAGE.value) & meant.condition
    return [one.code for one in listed(session, areas_query().where(inside, named).order_by(AreaRow.code))]


def spread(session: Session, text: str, level: Level) -> dict[str, int]:
    """How many areas of a level `text` may mean in each area directly above that holds any, by its code."""
    meant = _Meant.by(session, text, level)
    if meant is None:
        return {}
    query = (
        select(AreaRow.parent, func.count())
        .where(AreaRow.level == level.value, AreaRow.parent.is_not(None), meant.condition)
        .group_by(AreaRow.parent)
    )
    return {str(parent): int(found) for parent, found in session.execute(query)}


@dataclass(frozen=True)
class _Meant:
    """What a text may mean: the keys of the names, those of names that only sound alike, and the condition that a
    row is one of the places."""

    names: list[str]
    alike: list[str]
    condition: ColumnElement[bool]

    @classmethod
    def by(
        cls, session: Session, text: str, level: Level, holds: Callable[[str], ColumnElement[bool]] | None = None
    ) -> _Meant | None:
        """`holds`: how a row has a key as its name, by default as a part of it."""
        ways = readings(text)
        said = titled(text)
        if level is Level.VILLAGE and said not in {None, level} and areas_named(session, text):
            ways = [Reading(fold(text))]  # whoever says ເມືອງ means one; only names that hold the word are villages'
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
            named = or_(*((holds or _holds)(key) for key in (*keys, *sorted(others.alike))))
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
