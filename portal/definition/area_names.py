"""What areas and their offices are called, in Lao and English: the one way of naming them, wherever a name is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from portal.definition.model import Level, Text
from portal.lao.language import Language

TITLES_LO: Final = {Level.VILLAGE: "ບ້ານ", Level.DISTRICT: "ເມືອງ", Level.PROVINCE: "ແຂວງ"}
CITY_LO: Final = "ນະຄອນ"
"""A district or province whose name begins so carries its own title: ນະຄອນຫຼວງວຽງຈັນ is not a ແຂວງ."""
OFFICES_LO: Final = {
    Level.VILLAGE: "ຫ້ອງການປົກຄອງ",
    Level.DISTRICT: "ຫ້ອງວ່າການປົກຄອງ",
    Level.PROVINCE: "ຫ້ອງວ່າການປົກຄອງ",
}
"""What stands on the sign of a local administration's office; see docs/glossary.md for where the words come from."""
_TITLES_EN: Final = {Level.DISTRICT: "District", Level.PROVINCE: "Province"}
_BAN: Final = "Ban"
_CAPITAL_EN: Final = "Capital"


@dataclass(frozen=True)
class Area:
    """A province, district or village.

    `name_lo` and `name_en` are bare, without ບ້ານ, ເມືອງ or ແຂວງ (some names in the data have their title all the same).
    `above` are the areas it lies in, the nearest first: what tells villages of one name apart. `flaw` is a FlawReason's
    value when the row is flawed in its source.
    """

    code: str
    level: Level
    parent: str | None
    name_lo: str
    name_en: str | None
    flaw: str | None = None
    above: tuple[Area, ...] = ()

    def name(self, language: Language) -> str:
        """The bare name; in English the Lao name where no transliteration is known, as for most villages."""
        return (self.name_en or self.name_lo) if language == "en" else self.name_lo

    def title(self, language: Language) -> str:
        """The name with what it is: ບ້ານ ໜອງປິງ, Ban Nongping; ເມືອງ ຈັນທະບູລີ, Chanthabuly District."""
        return self._title_en() if language == "en" else self._title_lo()

    def full_name(self, language: Language) -> str:
        """The title and those of the areas it lies in: ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ."""
        return ", ".join(area.title(language) for area in (self, *self.above))

    def _title_lo(self) -> str:
        word = TITLES_LO[self.level]
        if self._carries_own_title() or self.name_lo.startswith(word):
            return self.name_lo
        return f"{word} {self.name_lo}"

    def _title_en(self) -> str:
        if self.level is Level.VILLAGE:
            name = self.name("en")
            bare = name.removeprefix(_BAN + " ").removeprefix(TITLES_LO[Level.VILLAGE]).strip()
            return f"{_BAN} {bare or name}"
        name = self.name("en")
        return name if name.endswith(_CAPITAL_EN) else f"{name} {_TITLES_EN[self.level]}"

    def _carries_own_title(self) -> bool:
        return self.level is not Level.VILLAGE and self.name_lo.startswith(CITY_LO)


class Naming:
    """Names by the code of an area, whoever knows the areas. An unknown code is its own name, so that an old case can
    always be read."""

    def __init__(self, find: Callable[[str], Area | None]) -> None:
        self._find = find

    def short(self, code: str) -> Text:
        """The area's own name with its title: ບ້ານ ໜອງປິງ."""
        return self._named(code, Area.title)

    def full(self, code: str) -> Text:
        """The name with those of the areas it lies in."""
        return self._named(code, Area.full_name)

    def office(self, code: str) -> Text:
        """The name of the administration's office of the area. In Lao no-break spaces hold the words of the area's own
        name together: in a sentence nothing else says where it ends."""
        return self._named(code, _held_office_name)

    def _named(self, code: str, named: Callable[[Area, Language], str]) -> Text:
        area = self._find(code)
        return Text(lo=named(area, "lo"), en=named(area, "en")) if area else Text(lo=code, en=code)


def distinct_names(areas: Sequence[Area], language: Language, *, full: bool = True) -> list[str]:
    """The names (full, or bare) of a list to choose from, each with its code where another is the same: some districts
    have two villages of one name."""
    names = [area.full_name(language) if full else area.name(language) for area in areas]
    bearers = Counter(names)
    return [name if bearers[name] == 1 else f"{name} ({area.code})" for area, name in zip(areas, names, strict=True)]


def office_name(area: Area, language: Language) -> str:
    """What the administration's office of an area is called: ຫ້ອງການປົກຄອງບ້ານ ໜອງປິງ, Ban Nongping village office."""
    if language == "en":
        kind = "village office" if area.level is Level.VILLAGE else "office"
        return f"{area.title('en')} {kind}"
    return f"{OFFICES_LO[area.level]}{area.title('lo')}"


def _held_office_name(area: Area, language: Language) -> str:
    if language == "lo":
        area = replace(area, name_lo="\N{NO-BREAK SPACE}".join(area.name_lo.split()))
    return office_name(area, language)
