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
from portal.store.place_search import areas_named, search, spread
from portal.store.place_words import without_title
from portal.web.forms.controls import AreaControl
from portal.web.line_breaks import whole_place
from portal.web.wording import filled
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
    only the first are shown. `also` says that the search is the name of a district or province as well; when it is the
    name of several, `openings` are those at which the lists can be opened: the rest of the button's value, and the
    name. `to_walk` says what to choose in the lists, where they stand open and nothing else is there to choose from.
    `either` are the codes of two villages chosen at once.
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
    also: str = ""
    openings: list[tuple[str, str]] = field(default_factory=list)
    to_walk: str = ""
    either: str = ""
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

    def look_up(self, control: AreaControl, *, going_on: bool = False) -> str | None:
        """Settle what was typed into the control: a single match is marked, to be confirmed by whoever sees it.

        Returns what is wrong when there is none, and when two villages were chosen at once. The name of a district or
        province is wrong only for whoever would be `going_on` with it: it leads to the lists.
        """
        if trouble := self._walk(control):
            return trouble
        if control.either and not control.is_to_be_looked_up:
            control.code = control.listed = ""
            return _("You have marked one village and chosen another from the list. Which one is meant?")
        control.either = []
        if not control.search or (control.search == control.shown and (control.code or control.listed)):
            return None
        found = self._matches(control.search)
        named = self._named(control.search, found)
        if control.search != control.shown:
            control.code = control.listed = control.within = ""
            control.shown = control.search
            if len(found) == 1:
                control.code = found[0].code
                control.to_confirm = True
            _open_lists(control, named, anything=bool(found or named))
        if found or (named and not going_on):
            return None
        return self._nothing_found(control, named)

    def _named(self, text: str, found: Sequence[Area]) -> list[Area]:
        """The districts and provinces that have this name. With ບ້ານ it is a village's, unless there is no such one."""
        named = areas_named(self._session, text)
        return named or ([] if found else areas_named(self._session, without_title(text)))

    def _nothing_found(self, control: AreaControl, named: Sequence[Area]) -> str | None:
        if not named:
            if _LATIN.search(control.search):
                return _(
                    "No village of this name was found. Most villages are listed in Lao only: type the name in Lao"
                    " letters, or press “Choose from a list instead”."
                )
            return _("No village of this name was found. Try another spelling, or press “Choose from a list instead”.")
        opened = control.district or control.province
        one = next((one for one in named if one.code == opened), None)
        if one is not None and one.level is Level.PROVINCE:
            return _(
                "%(place)s is not a village. Choose its district from the list, then the village.",
                place=one.title(self.language),
            )
        if one is not None:
            return _(
                "“%(name)s” is a district. Choose the village from the list of its villages.",
                name=one.name(self.language),
            )
        if control.district:  # chosen from the lists: they go on from there
            return None
        return self._which_of(control.search, named)

    def _which_of(self, text: str, named: Sequence[Area]) -> str:
        """Ask which of several places of a name, among which no village is, was meant."""
        if all(one.level is Level.DISTRICT for one in named):
            return _(
                "%(number)s districts are called “%(name)s”. Press the one where the village is.",
                number=len(named),
                name=named[0].name(self.language),
            )
        return _("“%(name)s” may mean several places. Press the one where the village is.", name=text)

    def _walk(self, control: AreaControl) -> str | None:
        """A list further down does not outlive another choice further up."""
        if control.district and self._parent(control.district) != control.province:
            control.district = ""
        if control.listed and self._parent(control.listed) != control.district:
            if control.code == control.listed:
                control.code = ""
            control.listed = ""
            control.either = []
            return _("You have chosen another district. Choose the village in it.")
        return None

    def _parent(self, code: str) -> str | None:
        found = places.area(self._session, code)
        return found.parent if found else None

    def picker(self, control: AreaControl) -> AreaPicker:
        """What to show for the control as it stands."""
        picker = AreaPicker(provinces=self._options(places.children(self._session, None)))
        if control.either:
            two = places.areas(self._session, control.either)
            picker.matches = self._options([two[code] for code in control.either if code in two], full=True)
            picker.either = " ".join(control.either)
        elif control.shown:
            found = self._found(control, picker)
            picker.matches = self._options(found, full=True)
            picker.to_choose = len(found) > 1 and not control.code
            picker.to_confirm = control.to_confirm and len(found) == 1
            self._name_above(picker, self._named(control.shown, found), control)
        chosen = control.code or control.listed
        if chosen and self.exists(control.level.value, chosen):
            picker.chosen = places.full_name(self._session, chosen, self.language)
            if control.code and chosen not in dict(picker.matches):
                picker.matches = [(chosen, picker.chosen)]
        if control.province:
            picker.districts = self._options(places.children(self._session, control.province))
        if control.district in dict(picker.districts):
            picker.villages = self._options(places.children(self._session, control.district))
        if not picker.matches:
            picker.to_walk = self._to_walk(control)
        return picker

    def _to_walk(self, control: AreaControl) -> str:
        """What to choose next in the lists, as far as they stand open."""
        opened = places.area(self._session, control.district or control.province)
        if opened is None:
            return ""
        place = whole_place(opened.full_name(self.language))
        if opened.level is Level.PROVINCE:
            return filled(_("Choose the district in %(place)s from the list below, then the village."), place=place)
        return filled(_("Choose the village in %(place)s from the list below."), place=place)

    def _name_above(self, picker: AreaPicker, named: Sequence[Area], control: AreaControl) -> None:
        """Say of what else the search is the name, and offer each where it is the name of several."""
        if len(named) > 1:
            picker.openings = [(":".join(_walk_to(one)), one.full_name(self.language)) for one in named]
            picker.also = _("Districts or provinces have this name, too. To choose a village in one of them, press it:")
        elif named and named[0].level is Level.PROVINCE:
            picker.also = _("This is the name of a province, too. Its districts are in the list below.")
        elif named:
            picker.also = _("This is the name of a district, too. Its villages are in the list below.")
        if not picker.matches:
            picker.also = self._which_of(control.shown, named) if picker.openings and not control.errors else ""

    def _found(self, control: AreaControl, picker: AreaPicker) -> list[Area]:
        """The matches to show; of many, those of the province or district to which the visitor narrows them."""
        found_in = spread(self._session, control.shown, Level.VILLAGE)
        picker.found = sum(found_in.values())
        if picker.found <= MOST_MATCHES:
            return self._matches(control.shown)
        picker.narrower, counts = self._narrower(found_in, control.within)
        picker.within = control.within if control.within in counts else ""
        picker.wanted = counts.get(picker.within, picker.found)
        in_one_district = picker.within in found_in
        picker.more = picker.wanted > MOST_MATCHES and not in_one_district
        most = MOST_NARROWED if in_one_district else MOST_MATCHES
        return search(self._session, control.shown, Level.VILLAGE, picker.within or None, most)

    def _narrower(self, found_in: dict[str, int], within: str) -> tuple[list[tuple[str, str]], dict[str, int]]:
        """The provinces that hold matches, below the chosen one its districts, each with how many."""
        districts = places.areas(self._session, list(found_in))
        counts = dict(found_in)
        for code, district in districts.items():
            counts[str(district.parent)] = counts.get(str(district.parent), 0) + found_in[code]
        chosen = districts[within].parent if within in districts else within
        options: list[tuple[str, str]] = []
        for province in places.children(self._session, None):
            if province.code not in counts:
                continue
            options.append((province.code, f"{province.title(self.language)} ({counts[province.code]})"))
            if province.code == chosen and counts[province.code] > MOST_MATCHES:
                below = [area for area in places.children(self._session, province.code) if area.code in found_in]
                options += [
                    (area.code, f"\N{EN DASH} {area.title(self.language)} ({found_in[area.code]})") for area in below
                ]
        return options, counts

    def _matches(self, text: str) -> list[Area]:
        return search(self._session, text, Level.VILLAGE, limit=MOST_MATCHES)

    def _options(self, areas: Sequence[Area], *, full: bool = False) -> list[tuple[str, str]]:
        codes = [area.code for area in areas]
        return list(zip(codes, distinct_names(areas, self.language, full=full), strict=True))


def _open_lists(control: AreaControl, named: Sequence[Area], *, anything: bool) -> None:
    """Whoever typed the name of a district or province finds the lists open there; when it is the name of several, they
    stay closed until one is chosen. Another name that was found closes them where an earlier one had opened them."""
    if len(named) == 1:
        control.province, control.district = _walk_to(named[0])
        control.opened = ":".join(_walk_to(named[0]))
    elif named or (anything and control.opened == f"{control.province}:{control.district}"):
        control.province = control.district = control.opened = ""


def _walk_to(one: Area) -> tuple[str, str]:
    """The province and the district at which the lists stand open for an area."""
    return (one.code, "") if one.level is Level.PROVINCE else (one.parent or "", one.code)
