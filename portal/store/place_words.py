"""What people type to find a place: its name alone, or with the district and province it lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.definition.model import Level
from portal.lao.text import canonical, fold

_TITLES_LO: Final = "ບ້ານ|ບານ|ເມືອງ|ແຂວງ"
_TITLES_EN: Final = "village|district|province|ban|baan|muang|mueang|khoueng|khwaeng"
_TITLE: Final = re.compile(rf"^(?:(?:{_TITLES_LO}|ບ\.)\s*|(?:{_TITLES_EN})(?:\s+|$))", re.IGNORECASE)
_TITLE_AFTER: Final = re.compile(rf"\s+(?:{_TITLES_EN})$", re.IGNORECASE)
_LEVELS: Final = {
    fold(title): level
    for level, titles in {
        Level.VILLAGE: "ບ້ານ|ບ|village|ban|baan",
        Level.DISTRICT: "ເມືອງ|district|muang|mueang",
        Level.PROVINCE: "ແຂວງ|province|khoueng|khwaeng",
    }.items()
    for title in titles.split("|")
}
"""What each title, folded, is the title of."""
_BREAKS: Final = re.compile(r"[\s,;/]+|(?=ເມືອງ)|(?=ແຂວງ)")
LONGEST: Final = 200
"""Letters that are read: an address has fewer, and databases look for patterns of a limited length only."""
MOST_WORDS: Final = 8
"""More words than an address has; whoever types more has not typed a name."""


@dataclass(frozen=True)
class Reading:
    """One way to take a text: the search key of the place's name, and those of words that name what it lies in."""

    name: str
    above: tuple[str, ...] = ()


def without_title(text: str) -> str:
    """The text without a first ບ້ານ, ເມືອງ, ແຂວງ, Ban or Muang, or a last village, district or province."""
    return _TITLE_AFTER.sub("", _TITLE.sub("", canonical(text)))


def titled(text: str) -> Level | None:
    """What the first word of the text, or else its last, says that it names: ບ້ານ a village, ເມືອງ a district."""
    plain = canonical(text)
    for title in (_TITLE.match(plain), _TITLE_AFTER.search(plain)):
        if title is not None:
            return _LEVELS[fold(title[0])]
    return None


def readings(text: str) -> list[Reading]:
    """Every way to take what was typed, the whole as a name first.

    ບ້ານ ໂພນໄຊ ເມືອງ ໄຊເສດຖາ, ໂພນໄຊ ໄຊເສດຖາ and Xaysetha, Phonxay all have a reading with the village's name and the
    district's apart. A text without a letter has none. Only the beginning of a long text is read.
    """
    text = text[:LONGEST]
    found = [Reading(key) for key in (fold(text), fold(without_title(text))) if key]
    words = [key for piece in _BREAKS.split(canonical(text)) if (key := fold(without_title(piece)))]
    if len(words) > MOST_WORDS:
        words = []
    if words:
        found.append(Reading("".join(words)))
    for place in range(1, len(words)):
        first, last = words[:place], words[place:]
        found += [Reading("".join(first), tuple(last)), Reading("".join(last), tuple(first))]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=4096)
def same_sound(key: str) -> str:
    """A key of Latin letters as loosely as they are written. Lao has no one spelling in them: Phonxay and Ponsai are
    one village, Xaysettha and Xaysetha one district, and Vientiane is what the French made of Wiengchan.
    """
    for spelling, sound in _SOUNDS:
        key = spelling.sub(sound, key)
    return key


_SOUNDS: Final = tuple(
    (re.compile(spelling), sound)
    for spelling, sound in (
        (r"vientiane?", "viengchan"),
        (r"([ptk])h", r"\1"),
        (r"w", "v"),
        (r"x", "s"),
        (r"ia", "ie"),
        (r"ou|oo", "u"),
        (r"y", "i"),
        (r"([a-z])\1+", r"\1"),
    )
)
"""What is written one way or another for the same sound, in the order in which it is made alike."""
