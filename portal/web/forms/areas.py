"""Finding a village on a form page without JavaScript: by its name, or by walking down from the province."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from portal.definition.model import FieldType, Level
from portal.lao.language import Language
from portal.store import places
from portal.store.area_names import Area, distinct_names
from portal.web.forms.controls import AreaControl
from portal.web.wording import gettext as _

MOST_MATCHES = 20
"""Matches shown at once; more would be a longer scroll than typing another letter is work."""


@dataclass
class AreaPicker:
    """What an area control shows: matches of the search as radios, and the lists of the walk as far as it got."""

    matches: list[tuple[str, str]] = field(default_factory=list)
    provinces: list[tuple[str, str]] = field(default_factory=list)
    districts: list[tuple[str, str]] = field(default_factory=list)
    villages: list[tuple[str, str]] = field(default_factory=list)
    too_many: bool = False
    to_choose: bool = False
    chosen: str = ""


class AreaFinder:
    """Looks areas up for a form, in the visitor's language."""

    def __init__(self, session: Session, language: Language) -> None:
        self._session = session
        self.language = language

    def exists(self, level: str, code: str) -> bool:
        """Whether there is an area of this level and code."""
        found = places.area(self._session, code)
        return found is not None and found.level.value == level

    def options(self, level: FieldType) -> list[tuple[str, str]]:
        """Every province, or every district with its province's name."""
        provinces = places.children(self._session, None)
        if level is FieldType.PROVINCE:
            return self._options(provinces)
        return [
            (area.code, area.full_name(self.language))
            for province in provinces
            for area in places.children(self._session, province.code)
        ]

    def look_up(self, control: AreaControl) -> str | None:
        """Settle what was typed into the control: a single match is chosen. Returns a sentence when there is none."""
        if trouble := self._walk(control):
            return trouble
        if not control.search or control.search == control.shown:
            return None
        control.code = control.listed = ""
        found = self._matches(control.search)
        if len(found) == 1:
            control.code, control.shown = found[0].code, control.search
            return None
        control.shown = control.search if found else ""
        if not found:
            return _("No village of this name was found. Try another spelling, or choose from the list below.")
        return None

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
            found = self._matches(control.shown)
            picker.matches = self._options(found, full=True)
            picker.too_many = len(found) == MOST_MATCHES
            picker.to_choose = len(found) > 1 and not control.code
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

    def _matches(self, text: str) -> list[Area]:
        return places.search(self._session, text, Level.VILLAGE, limit=MOST_MATCHES)

    def _options(self, areas: Sequence[Area], *, full: bool = False) -> list[tuple[str, str]]:
        codes = [area.code for area in areas]
        return list(zip(codes, distinct_names(areas, self.language, full=full), strict=True))
