"""The portal's own list of areas, for checking service files: no database is needed to know it."""

from __future__ import annotations

from functools import lru_cache

from portal.store.area_file import read_areas
from portal.store.places import AREAS_FILE


def area_known(level: str, code: str) -> bool:
    """Whether there is an area of this level ('village', 'district', 'province') and code."""
    return (level, code) in _known()


@lru_cache(maxsize=1)
def _known() -> frozenset[tuple[str, str]]:
    rows, _ = read_areas(AREAS_FILE)
    return frozenset((row.level.value, row.code) for row in rows)
