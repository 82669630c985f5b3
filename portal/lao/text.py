"""One spelling for text that looks the same, and a key to find it by.

Lao can be typed in several ways that look alike on screen: AM as one letter (U+0EB3) or two (U+0ECD U+0EB2), the tone
mark before or after the vowel, ແ as two ເ. The order kept is the one in which Lao is taught and typed, and which the
Unicode Standard's chapter on Lao gives: consonant, semivowel sign, vowel sign, tone mark, cancellation mark, then AM.
"""

import re
import unicodedata
from typing import Final

TONE_MARKS: Final = "\u0ec8\u0ec9\u0eca\u0ecb"
AM: Final = "\u0eb3"
LEADING_VOWELS: Final = "\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"

_NIGGAHITA: Final = "\u0ecd"
_AA: Final = "\u0eb2"
_STACKED_MARKS: Final = "\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"

# Place of a mark in its stack; vowel signs, which are not named, come second.
_MARK_RANK: Final = {"\u0ebc": 0, "\u0eba": 0, **dict.fromkeys(TONE_MARKS, 2), "\u0ecc": 3, "\u0ece": 3}
_MARK_RUN: Final = re.compile(f"[{_STACKED_MARKS}]{{2,}}")
_SPLIT_AM: Final = re.compile(f"{_NIGGAHITA}([{TONE_MARKS}]?){_AA}([{TONE_MARKS}]?)")
_LATE_TONE: Final = re.compile(f"([{AM}{_AA}])([{TONE_MARKS}])")

# Characters that draw nothing although their category is not Cf: Unicode's Default_Ignorable_Code_Point.
_INVISIBLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | frozenset(
    chr(code) for span in (range(0x180B, 0x1810), range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0)) for code in span
)
_LAO_TO_LATIN: Final = {0x0ED0 + value: str(value) for value in range(10)}
_ALIKE: Final = str.maketrans(
    {"\u0edc": "\u0eab\u0e99", "\u0edd": "\u0eab\u0ea1", "\u0ebc": "\u0ea5", "\u0eb6": "\u0eb7"}
)
_DROPPED_IN_FOLD: Final = frozenset(TONE_MARKS) | {"\u0ecc", "\u0eaf"}


def canonical(text: str) -> str:
    """Return the one spelling of `text` that is stored and compared, on a single line.

    NFC; AM as U+0EB3; AM and AA after the tone mark; marks in the order semivowel, vowel, tone, cancellation, each only
    once; ເເ as ແ; zero-width, bidirectional and control characters dropped; white space as one space; ends trimmed.
    Consonants, digits and visible signs are kept.
    """
    visible = "".join(_visible(character) for character in text)
    return _settle(" ".join(visible.split()))


def canonical_lines(text: str) -> str:
    """Return `canonical` of each line, lines kept (for text in paragraphs); blank ones at the ends dropped."""
    lines = re.split(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", text)
    return "\n".join(canonical(line) for line in lines).strip("\n")


def fold(text: str) -> str:
    """Return the key under which `text` is searched: two texts that a reader takes for the same word have one key.

    On top of `canonical`: tone marks and cancellation mark dropped, ຫຼ and ຫລ, ໜ and ຫນ, ໝ and ຫມ alike, and short ຶ and
    long ື (lists of places mix the two up); Lao digits as Latin, Latin letters without case, white space and
    punctuation dropped. Not for display.
    """
    loose = latin_digits(canonical(text)).translate(_ALIKE).casefold()
    kept = "".join(c for c in loose if unicodedata.category(c)[0] in "LMN" and c not in _DROPPED_IN_FOLD)
    # Letters that a space or a hyphen held apart may now make one sign.
    return _settle(kept).translate(_ALIKE)


def latin_digits(text: str) -> str:
    """Return `text` with Lao digits (໐ to ໙) written 0 to 9."""
    return text.translate(_LAO_TO_LATIN)


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    if character in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cf", "Cs"}:
        return ""
    return character


def _settle(text: str) -> str:
    """Apply the spelling rules until nothing changes: one rule may bring together what another rule joins."""
    while (settled := _respell(text)) != text:
        text = settled
    return text


def _respell(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("\u0ec0\u0ec0", "\u0ec1")
    text = _MARK_RUN.sub(_ordered_marks, text)
    text = _SPLIT_AM.sub(lambda found: f"{found[1]}{found[2]}{AM}", text)
    text = _LATE_TONE.sub(r"\2\1", text)
    return unicodedata.normalize("NFC", text)


def _ordered_marks(run: re.Match[str]) -> str:
    return "".join(sorted(dict.fromkeys(run[0]), key=lambda mark: _MARK_RANK.get(mark, 1)))
