"""Text of a drawing, measured and wrapped with the portal's own typefaces; Lao breaks where the script allows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from portal.diagrams.shapes import Hand, Words
from portal.lao.breaking import graphemes
from portal.papers.faces import Face
from portal.papers.letters import UnprintableError
from portal.papers.typeset import Style, wrap

_STYLES: Final[dict[Hand, Style]] = {
    "heading": Style(20, Face.PLAIN, bold=True, leading=1.6),
    "title": Style(15, Face.PLAIN, bold=True, leading=1.6),
    "text": Style(13, Face.PLAIN, leading=1.6),
    "label": Style(13, Face.PLAIN, leading=1.5),
    "late": Style(13, Face.PLAIN, leading=1.5),
    "here": Style(13, Face.PLAIN, bold=True, leading=1.6),
}
"""Sizes in pixels; lines far enough apart for Lao's marks above and below."""
_DESCENT: Final = 0.45
"""How far from the foot of its line the baseline is, as a part of the size: Lao has vowels below."""


@dataclass(frozen=True)
class Block:
    """Lines of text under each other; their height, and the width of the widest."""

    lines: tuple[tuple[str, float], ...]
    hand: Hand

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((width for _, width in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * _STYLES[self.hand].line_height

    def words(self, x: float, top: float, *, centred: bool = True) -> list[Words]:
        """The lines with their middle (or start) at x, the first one from `top` on."""
        style = _STYLES[self.hand]
        feet = (top + (place + 1) * style.line_height - _DESCENT * style.size for place in range(len(self.lines)))
        return [
            Words(x, foot, text, width, self.hand, centred)
            for (text, width), foot in zip(self.lines, feet, strict=True)
        ]


@lru_cache(maxsize=4096)
def block(text: str, hand: Hand, width: float) -> Block:
    """Canonical text in lines of at most `width` pixels; no line for no text."""
    if not text:
        return Block((), hand)
    style = _STYLES[hand]
    try:
        return Block(tuple((line.text, line.width) for line in wrap(text, style, width)), hand)
    except UnprintableError:
        return Block(tuple((line, width) for line in _guessed(text, max(int(width // style.size), 1))), hand)


def _guessed(text: str, most: int) -> list[str]:
    """A text with letters that the typefaces lack, in lines of letters that are surely no wider than the room."""
    letters = graphemes(text)
    return ["".join(letters[start : start + most]) for start in range(0, len(letters), most)]
