"""The typefaces of papers, loaded once a process.

A face is a stack: each letter is set in the first font that has it, as a browser does with `font-family`. Phetsarath
has Lao, digits and the commonest signs but no Latin letters; Noto Sans Lao stands behind it, and Noto Sans behind both
for letters such as ị and signs such as ². See fonts/SOURCES.md.
"""

from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, Final

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FOLDER: Final = Path(__file__).parent / "fonts"
_FIRST_PRIVATE: Final = 0xE000


class Face(Enum):
    """A typeface in its two weights; the value lists its font families, the first asked first for a letter."""

    OFFICIAL = ("Phetsarath", "NotoSansLao", "NotoSans")
    PLAIN = ("NotoSansLao", "NotoSans")


class Font:
    """One font file, both as HarfBuzz shapes it and as ReportLab embeds it.

    ReportLab knows glyphs by characters only. Every glyph therefore gets a character that is fixed when the font is
    loaded: its own where it has one, else a private one made from its number. (ReportLab would hand private ones out in
    order of first use, so that the bytes of a paper would depend on the papers drawn before it.)
    """

    def __init__(self, name: str) -> None:
        path = FONT_FOLDER / f"{name}.ttf"
        self.name = name
        self.embedded: Any = TTFont(name, str(path), asciiReadable=False)
        face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.shaper = hb.Font(face)
        self.units: int = face.upem
        self._codes = self._assign_codes(face.glyph_count)
        self._covered = frozenset(self.embedded.face.charToGlyph)
        self._keep_private()
        pdfmetrics.registerFont(self.embedded)

    def has(self, character: str) -> bool:
        """Return whether the font draws `character` as it is."""
        return ord(character) in self._covered

    def code(self, glyph: int) -> str:
        """Return the character by which ReportLab knows `glyph`."""
        return chr(self._codes[glyph])

    def width(self, code: str) -> float:
        """Return the advance, in thousandths of an em, that the PDF will state for a code from `code`."""
        return float(self.embedded.face.getCharWidth(ord(code)))

    def _assign_codes(self, glyph_count: int) -> list[int]:
        known = self.embedded.face.glyphToChar
        return [min(known.get(glyph) or [_FIRST_PRIVATE + glyph]) for glyph in range(glyph_count)]

    def _keep_private(self) -> None:
        face = self.embedded.face
        for glyph, code in enumerate(self._codes):
            if code not in self._covered:
                face.charToGlyph[code] = glyph
                face.charWidths[code] = round(self.shaper.get_glyph_h_advance(glyph) * 1000 / self.units)


@cache
def fonts(face: Face, bold: bool) -> tuple[Font, ...]:
    """Return the fonts of `face` in the order in which they are asked for a letter."""
    return tuple(_font(f"{family}-{'Bold' if bold else 'Regular'}") for family in face.value)


@cache
def _font(name: str) -> Font:
    return Font(name)
