"""Finding a village on a form page without JavaScript: by its name, or by walking down from the province."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

from sqlalchemy.orm import Session

from portal.definition.area_names import Area, distinct_names
from portal.definition.model import Level
from portal.lao.language import Language
from portal.store import places
from portal.web.forms.controls import AreaControl
from portal.web.wording import gettext as _

MOST_MATCHES: Final = 20
"""Matches shown at once; more would be a longer scroll than narrowing them to a province is work."""
MOST_NARROWED: Final = 200
"""Matches shown of one district: none has as many villages."""
_LATIN: Final = re.compile("[A-Za-z]")


@dataclass
class AreaPicker:
    """What an area control shows: matches of the search as radios, and the lists of the walk as far as it got.

    `found` is how many places the search may mean; when they are more than can be shown, `narrower` are the provinces
    and districts that hold them, `within` the one chosen, `wanted` how many are in it, and `more` whether even there
    only the first are shown. `is_district` tells that the search is the name of a district as well.
    """

    matches: list[tuple[str, str]] = field(default_factory=list)
    """Code and name."""
    provinces: list[tuple[str, str]] = field(default_factory=list)
    districts: list[tuple[str, str]] = field(default_factory=list)
    villages: list[tuple[str, str]] = field(default_factory=list)
    found: int = 0
    wanted: int = 0
    narrower: list[tuple[str, str]] = field(default_factory=list)
    within: str = ""
    more: bool = False
    to_choose: bool = False
    to_confirm: bool = False
    is_district: bool = False
    chosen: str = ""

    @property
    def list(self) -> str:
        """Stands for the matches, in the names of their controls; see `AreaControl`."""
        return f"{crc32(' '.join(code for code, _name in self.matches).encode()):08x}"


class AreaFinder:
    """Looks areas up for a form, in the visitor's language."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session = session
        self.language = language

    def exists(self, level: str, code: str) -> bool:
        """Whether there is an area of this level and code."""
        found = places.area(self._session, code)
        return found is not None and found.level.value == level

    def options(self, level: Level) -> list[tuple[str, str]]:
        """Every province, or every district with its province's name."""
        provinces = places.children(self._session, None)
        if level is Level.PROVINCE:
            return self._options(provinces)
        return [
            (area.code, area.full_name(self.language))
            for province in provinces
            for area in places.children(self._session, province.code)
        ]

    def look_up(self, control: AreaControl) -> str | None:
        """Settle what was typed into the control: a single match is marked, to be confirmed by whoever sees it.

        Returns a sentence when there is none.
        """
        if trouble := self._walk(control):
            return trouble
        if not control.search or (control.search == control.shown and (control.code or control.listed)):
            return None
        found = self._matches(control.search)
        if control.search == control.shown:
            return None if found else self._nothing_found(control)
        control.code = control.listed = control.within = ""
        control.shown = control.search
        if len(found) == 1:
            control.code = found[0].code
            control.to_confirm = True
        self._open_district(control)
        return None if found else self._nothing_found(control)

    def _open_district(self, control: AreaControl) -> None:
        """Whoever typed the name of a district finds the lists open at its villages."""
        named = places.districts_named(self._session, control.search)
        if len(named) == 1:
            control.province, control.district = named[0].parent or "", named[0].code

    def _nothing_found(self, control: AreaControl) -> str:
        if not places.districts_named(self._session, control.search):
            if _LATIN.search(control.search):
                return _(
                    "No village of this name was found. Most villages are listed in Lao only: type the name in Lao"
                    " letters, or press “Choose from a list instead”."
                )
            return _("No village of this name was found. Try another spelling, or press “Choose from a list instead”.")
        return _("“%(name)s” is a district. Choose the village from the list of its villages.", name=control.search)

    def _walk(self, control: AreaControl) -> str | None:
        """A list further down does not outlive another choice further up."""
        if control.district and self._parent(control.district) != control.province:
            control.district = ""
        if control.listed and self._parent(control.listed) != control.district:
            if control.code == control.listed:
                control.code = ""
            control.listed = ""
            return _("You have chosen another district. Choose the village in it.")
        return None

    def _parent(self, code: str) -> str | None:
        found = places.area(self._session, code)
        return found.parent if found else None

    def picker(self, control: AreaControl) -> AreaPicker:
        """What to show for the control as it stands."""
        picker = AreaPicker(provinces=self._options(places.children(self._session, None)))
        if control.shown:
            found = self._found(control, picker)
            picker.matches = self._options(found, full=True)
            picker.to_choose = len(found) > 1 and not control.code
            picker.to_confirm = control.to_confirm and len(found) == 1
            picker.is_district = bool(found and places.districts_named(self._session, control.shown))
        chosen = control.code or control.listed
        if chosen and self.exists(control.level.value, chosen):
            picker.chosen = places.full_name(self._session, chosen, self.language)
            if control.code and chosen not in dict(picker.matches):
                picker.matches = [(chosen, picker.chosen)]
        if control.province:
            picker.districts = self._options(places.children(self._session, control.province))
        if control.district in dict(picker.districts):
            picker.villages = self._options(places.children(self._session, control.district))
        return picker

    def _found(self, control: AreaControl, picker: AreaPicker) -> list[Area]:
        """The matches to show; of many, those of the province or district to which the visitor narrows them."""
        spread = places.spread(self._session, control.shown, Level.VILLAGE)
        picker.found = sum(spread.values())
        if picker.found <= MOST_MATCHES:
            return self._matches(control.shown)
        picker.narrower, counts = self._narrower(spread, control.within)
        picker.within = control.within if control.within in counts else ""
        picker.wanted = counts.get(picker.within, picker.found)
        in_one_district = picker.within in spread
        picker.more = picker.wanted > MOST_MATCHES and not in_one_district
        most = MOST_NARROWED if in_one_district else MOST_MATCHES
        return places.search(self._session, control.shown, Level.VILLAGE, picker.within or None, most)

    def _narrower(self, spread: dict[str, int], within: str) -> tuple[list[tuple[str, str]], dict[str, int]]:
        """The provinces that hold matches, below the chosen one its districts, each with how many."""
        districts = places.areas(self._session, list(spread))
        counts = dict(spread)
        for code, district in districts.items():
            counts[str(district.parent)] = counts.get(str(district.parent), 0) + spread[code]
        chosen = districts[within].parent if within in districts else within
        options: list[tuple[str, str]] = []
        for province in places.children(self._session, None):
            if province.code not in counts:
                continue
            options.append((province.code, f"{province.title(self.language)} ({counts[province.code]})"))
            if province.code == chosen and counts[province.code] > MOST_MATCHES:
                below = [area for area in places.children(self._session, province.code) if area.code in spread]
                options += [
                    (area.code, f"\N{EN DASH} {area.title(self.language)} ({spread[area.code]})") for area in below
                ]
        return options, counts

    def _matches(self, text: str) -> list[Area]:
        return places.search(self._session, text, Level.VILLAGE, limit=MOST_MATCHES)

    def _options(self, areas: Sequence[Area], *, full: bool = False) -> list[tuple[str, str]]:
        codes = [area.code for area in areas]
        return list(zip(codes, distinct_names(areas, self.language, full=full), strict=True))
