"""The names of areas in both languages, looked up in one session and remembered for it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from portal.definition.model import Text
from portal.store import places
from portal.store.area_names import Area, office_name


class AreaNames:
    """Names by code. An unknown code is its own name, so that an old case can always be read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._areas: dict[str, Area | None] = {}

    def look_up(self, codes: Iterable[str]) -> None:
        """Look the areas of a whole page up in one query, before their names are asked for one by one."""
        if unknown := set(codes) - self._areas.keys():
            found = places.areas(self._session, unknown)
            self._areas |= {code: found.get(code) for code in unknown}

    def short(self, code: str) -> Text:
        """The area's own name with its title: ບ້ານ ໜອງປິງ."""
        area = self._area(code)
        return Text(lo=area.title("lo"), en=area.title("en")) if area else Text(lo=code, en=code)

    def full(self, code: str) -> Text:
        """The name with those of the areas it lies in."""
        area = self._area(code)
        return Text(lo=area.full_name("lo"), en=area.full_name("en")) if area else Text(lo=code, en=code)

    def office(self, code: str) -> Text:
        """The name of the administration's office of the area."""
        area = self._area(code)
        return Text(lo=office_name(area, "lo"), en=office_name(area, "en")) if area else Text(lo=code, en=code)

    def _area(self, code: str) -> Area | None:
        if code not in self._areas:
            self._areas[code] = places.area(self._session, code)
        return self._areas[code]
