"""The longest names that areas and their offices have, by which the checker knows whether a text has room for them.

They are from the portal's own list of areas; a test holds every area of that list against them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from portal.definition.area_names import Area, Naming
from portal.definition.kinds.area import sample_code
from portal.definition.model import Level, Text
from portal.lao.language import LANGUAGES, Language

_PHONGSALI: Final = Area("02", Level.PROVINCE, None, "ຜົ້ງສາລີ", "Phongsali")
_OUDOMXAI: Final = Area("04", Level.PROVINCE, None, "ອຸດົມໄຊ", "Oudomxai")
_LUANG_PRABANG: Final = Area("06", Level.PROVINCE, None, "ຫຼວງພະບາງ", "Luang Prabang")
_SAVANNAKHET: Final = Area("13", Level.PROVINCE, None, "ສະຫວັນນະເຂດ", "Savannakhet")
_CHAMPASAK: Final = Area("16", Level.PROVINCE, None, "ຈຳປາສັກ", "Champasak")


def _district(code: str, name_lo: str, name_en: str, above: Area) -> Area:
    return Area(code, Level.DISTRICT, above.code, name_lo, name_en, above=(above,))


def _village(code: str, name_lo: str, above: Area) -> Area:
    return Area(code, Level.VILLAGE, above.code, name_lo, None, above=(above, *above.above))


_BACHIANG: Final = _district("1603", "ບາຈຽງຈະເລີນສຸກ", "Bachiangchaleunsook", _CHAMPASAK)

LONGEST: Final = {
    Level.PROVINCE: (_SAVANNAKHET, _LUANG_PRABANG),
    Level.DISTRICT: (_district("1301", "ໄກສອນ ພົມວິຫານ", "Kaisone Phomvihane", _SAVANNAKHET), _BACHIANG),
    Level.VILLAGE: (
        _village("040174", "ນ້ຳແຫງໃຕ້ (ນ້ຳກູດ), ນ້ຳແຫງເໜືອ", _district("0401", "ໄຊ", "Xay", _OUDOMXAI)),
        _village("020155", "ຫາດກໍ່ + ບ. ຫາດໄຟ (ບ. ຫາດໂກ)", _district("0201", "ຜົ້ງສາລີ", "Phongsaly", _PHONGSALI)),
        _village("1603034", "ທີ1 (ຫຼັກ16) ປາກຊ່ອງ", _BACHIANG),
    ),
}
"""Of each level those that are the longest in some way: by title, with the areas above, as an office; in Lao, in
English (where most villages keep their Lao name, which makes an English SMS as dear as a Lao one)."""

_LEVELS: Final = {sample_code(level): level for level in Level}


class LongestNames(Naming):
    """The names of samples (see `AreaKind.ordinary`): each the longest of its level, whichever area has it."""

    def __init__(self) -> None:
        super().__init__(lambda _: None)

    def _named(self, code: str, named: Callable[[Area, Language], str]) -> Text:
        if code not in _LEVELS:
            return super()._named(code, named)
        longest = {language: max(_names(_LEVELS[code], named, language), key=len) for language in LANGUAGES}
        return Text(lo=longest["lo"], en=longest["en"])


def _names(level: Level, named: Callable[[Area, Language], str], language: Language) -> Iterator[str]:
    return (named(area, language) for area in LONGEST[level])


LONGEST_NAMES: Final = LongestNames()


def longest_office(level: Level) -> Text:
    """The longest name of an office of a level."""
    return LONGEST_NAMES.office(sample_code(level))
