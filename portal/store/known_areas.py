"""The portal's own list of areas, for checking service files: no database is needed to know it."""

from __future__ import annotations

from functools import lru_cache

from portal.definition.area_names import Area
from portal.store.area_file import AreaRecord, read_areas
from portal.store.places import AREAS_FILE


def area_known(level: str, code: str) -> bool:
    """Whether there is an area of this level ('village', 'district', 'province') and code."""
    listed = _listed().get(code)
    return listed is not None and listed.level == level


def listed_area(code: str) -> Area | None:
    """The area of a code, with those it lies in; None for an unknown code."""
    record = _listed().get(code)
    if record is None:
        return None
    nearest = listed_area(record.parent) if record.parent else None
    above = (nearest, *nearest.above) if nearest else ()
    return Area(record.code, record.level, record.parent, record.name_lo, record.name_en, record.flaw, above)


@lru_cache(maxsize=1)
def _listed() -> dict[str, AreaRecord]:
    rows, _ = read_areas(AREAS_FILE)
    return {row.code: row for row in rows}
