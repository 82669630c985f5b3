"""The names of areas in both languages, looked up in one session and remembered for it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from portal.definition.area_names import Area, Naming
from portal.store import places


class AreaNames(Naming):
    """See `Naming`: the areas of the database."""

    def __init__(self, session: Session) -> None:
        super().__init__(self._area)
        self._session = session
        self._areas: dict[str, Area | None] = {}

    def look_up(self, codes: Iterable[str]) -> None:
        """Look the areas of a whole page up in one query, before their names are asked for one by one."""
        if unknown := set(codes) - self._areas.keys():
            found = places.areas(self._session, unknown)
            self._areas |= {code: found.get(code) for code in unknown}

    def _area(self, code: str) -> Area | None:
        if code not in self._areas:
            self._areas[code] = places.area(self._session, code)
        return self._areas[code]
