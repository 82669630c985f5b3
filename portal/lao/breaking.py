"""Where a line of Lao may break.

Lao is written without spaces between words, so breaks come from a dictionary: ICU's, through icu4py. ICU does not know
every name of a person or village; what it offers is therefore held to rules of the script, so that an unknown word may
break between syllables but hardly inside one.
"""

import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from icu4py.breakers import CharacterBreaker, LineBreaker

from portal.lao.text import LEADING_VOWELS

_CUT: Final = "..."

# Never first on a line: vowels written after their consonant, the repetition mark, the ellipsis, closing signs.
_NEVER_FIRST: Final = frozenset("\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6.,;:!?)]}»”’%/\u2026")
_CONSONANTS: Final = frozenset(chr(code) for code in range(0x0E81, 0x0EAF)) | frozenset("\u0edc\u0edd\u0ede\u0edf")


def break_points(text: str, unbroken: Collection[str] = ()) -> list[int]:
    """Return the indices into `text` before which a line may start, rising, without 0 and the end.

    Spaces stay at the end of the line that they close. A break never parts a vowel or mark from its consonant, never
    starts a line with ໆ or closing punctuation, never leaves a lone consonant as a word, and never falls within a place
    where one of `unbroken` stands in the text (names, dates).
    """
    points: list[int] = []
    start = index = 0
    for piece in LineBreaker(text, "lo"):
        index += len(piece)
        if index < len(text) and _may_break(text, start, index):
            points.append(index)
            start = index
    kept = [span for phrase in unbroken for span in _places(text, phrase)]
    return [point for point in points if not any(first < point < end for first, end in kept)]


def graphemes(text: str) -> list[str]:
    """Return what a reader sees as single letters: a consonant with its marks is one, and is never cut."""
    return list(CharacterBreaker(text, "lo"))


def _places(text: str, phrase: str) -> Iterator[tuple[int, int]]:
    """Give where `phrase` begins and ends, each time it stands in `text`."""
    first = text.find(phrase) if phrase else -1
    while first >= 0:
        yield first, first + len(phrase)
        first = text.find(phrase, first + 1)


def _may_break(text: str, start: int, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if before in LEADING_VOWELS or after in _NEVER_FIRST or unicodedata.combining(after):
        return False
    if unicodedata.category(after) == "Mn":
        return False
    lone_before = index - start == 1 and before in _CONSONANTS
    lone_after = after in _CONSONANTS and (index + 1 == len(text) or text[index + 1] == " ") and before != " "
    return not (lone_before or lone_after)


def shortened(text: str, most: int) -> str:
    """The text in at most `most` characters: cut where a line may end, with three full stops, which every SMS alphabet
    has; of a single long word, after a whole syllable sign. A text that fits is itself."""
    if len(text) <= most:
        return text
    room = max(most - len(_CUT), 0)
    end = max((point for point in break_points(text) if len(text[:point].rstrip()) <= room), default=0)
    return (text[:end] or _whole_signs(text, room)).rstrip() + _CUT


def _whole_signs(text: str, most: int) -> str:
    kept = ""
    for sign in graphemes(text):
        if len(kept) + len(sign) > most:
            break
        kept += sign
    return kept
