"""Which letters official papers print. A letter that their typefaces lack would leave a hole in what an office signed.

Lao, Latin with its accents, digits and common signs: the ranges are those that all the faces in portal/papers/fonts
have in both weights, which tests/papers/test_letters.py compares. The pages show any script.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from portal.lao.breaking import graphemes
from portal.lao.text import canonical

_LAO: Final = (
    (0x0E81, 0x0E82),
    (0x0E84, 0x0E84),
    (0x0E86, 0x0E8A),
    (0x0E8C, 0x0EA3),
    (0x0EA5, 0x0EA5),
    (0x0EA7, 0x0EBD),
    (0x0EC0, 0x0EC4),
    (0x0EC6, 0x0EC6),
    (0x0EC8, 0x0ECE),
    (0x0ED0, 0x0ED9),
    (0x0EDC, 0x0EDF),
)
_OTHERS: Final = (
    (0x0020, 0x007E),  # ASCII
    (0x00A1, 0x024F),  # Latin with its extensions
    (0x0300, 0x036F),  # combining accents
    (0x1E00, 0x1EFF),  # Latin with accents, as of Vietnamese
    (0x2010, 0x2027),  # dashes, quotation marks, ellipsis
    (0x2030, 0x203A),
    (0x2070, 0x2071),  # superscripts and subscripts, as in m²
    (0x2074, 0x208E),
    (0x2090, 0x209C),
    (0x20AC, 0x20AD),  # euro, kip
    (0x2116, 0x2116),  # numero
    (0x2122, 0x2122),  # trade mark
    (0x2212, 0x2212),  # minus
)
NO_BASE: Final = "\N{DOTTED CIRCLE}"
"""Stands before a mark without a letter, to be seen at all."""


def unprintable(text: str) -> str | None:
    """Return the first letter of `text` that no paper prints, or None when all of it can be printed.

    A letter is what a reader sees as one, with its marks. One typeface must have all of it: marks of Lao stand on Lao
    letters and accents on others. A mark without a letter is given on `NO_BASE`.
    """
    return next(
        (found for line in text.splitlines() for found in map(_missing, graphemes(canonical(line))) if found), None
    )


def _missing(letter: str) -> str | None:
    base, marks = letter[0], letter[1:]
    if _is_mark(base):
        return NO_BASE + letter
    if base == " " and marks:
        return NO_BASE + marks
    ranges = _LAO if _within(base, _LAO) else _OTHERS
    return None if all(_within(sign, ranges) for sign in letter) else letter


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "M" or sign == "\u0ece"  # YAMAKKAN, which older tables of Unicode lack


def _within(sign: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= ord(sign) <= last for first, last in ranges)
