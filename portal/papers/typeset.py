"""Lines of Lao, Latin and digits set right in a PDF.

ReportLab alone puts Lao vowel and tone marks on the wrong consonant (seen with 5.1.0, also with its `shaping` option),
while text extraction still reads well. Here HarfBuzz shapes each line, and every glyph is drawn where HarfBuzz places
it; the line carries its own text as ActualText, so that copying and searching give Lao in canonical spelling.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

import uharfbuzz as hb
from reportlab.pdfgen.canvas import Canvas

from portal.lao.breaking import break_points, graphemes
from portal.papers.faces import Face, Font, fonts
from portal.papers.letters import UnprintableError

_SPACE_SHARE: Final = 6
"""How much more of a justified line's spare width a space takes than a boundary between two words."""

_WIDEST_WORD_GAP: Final = 0.08
"""Em added at a word boundary at most; a line that needs more stays ragged."""


_NOTDEF: Final = 0
"""The glyph that OpenType draws for a letter that a font lacks: an empty box, or nothing."""

_NEARLY: Final = 0.9
"""The part of a line up to which the widths of its words alone are a safe guess of its own."""


@dataclass(frozen=True)
class Style:
    """How text is set; sizes in points."""

    size: float
    face: Face = Face.OFFICIAL
    bold: bool = False
    leading: float = 1.7
    """Distance of baselines, as a multiple of the size: Lao stacks marks above and below."""

    @property
    def line_height(self) -> float:
        """The distance of baselines in points."""
        return self.size * self.leading


class Glyph(NamedTuple):
    """A glyph of a line: its font, the code it is drawn by, where it stands from the line's start, in points."""

    font: Font
    code: str
    x: float
    y: float
    place: int
    """Where in the line's text its letter begins."""


@dataclass(frozen=True)
class Line:
    """A shaped line; its width in points."""

    text: str
    style: Style
    glyphs: tuple[Glyph, ...]
    width: float
    cut: bool = False
    """Whether it ends within a word, which is wider than a line."""


def shape(text: str, style: Style) -> Line:
    """Return `text` shaped as one line; it should be canonical (see `portal.lao.text`), without line breaks.

    Raises UnprintableError for a letter that no font of the style's face has.
    """
    glyphs: list[Glyph] = []
    pen = 0.0
    for font, script, start, run in _runs(text, style):
        buffer = _shaped(font, script, run)
        points = style.size / font.units
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            x, y = pen + place.x_offset * points, place.y_offset * points
            glyphs.append(Glyph(font, font.code(info.codepoint), x, y, start + info.cluster))
            pen += place.x_advance * points
    return Line(text, style, tuple(glyphs), pen)


def advance(text: str, style: Style) -> float:
    """Return the width in points that `text` takes as one line."""
    width = 0.0
    for font, script, _, run in _runs(text, style):
        units: int = sum(place.x_advance for place in _shaped(font, script, run).glyph_positions)
        width += units * style.size / font.units
    return width


def wrap(text: str, style: Style, width: float, indent: float = 0.0, *, unbroken: tuple[str, ...] = ()) -> list[Line]:
    """Return `text` in lines no wider than `width` points, the first one shorter by `indent`; at least one line.

    Lines break where Lao allows, and not within `unbroken` unless one is wider than a line. A word wider than a line is
    cut between letters, never between a letter and its marks.
    """
    room = width - indent
    if advance(text.rstrip(), style) <= room:
        return [shape(text.rstrip(), style)]
    lines: list[Line] = []
    current, filled, goes_on = "", 0.0, False
    for piece in _pieces(text, style, width - indent, unbroken):
        filled += advance(piece.text, style)
        # Letters on both sides of a break may be kerned, so where it matters the line is measured as it will be drawn.
        if current and filled > _NEARLY * room and advance((current + piece.text).rstrip(), style) > room:
            lines.append(replace(shape(current.rstrip(), style), cut=goes_on))
            current, filled, room = "", advance(piece.text, style), width
        current, goes_on = current + piece.text, piece.goes_on
    return [*lines, shape(current.rstrip(), style)]


def justified(line: Line, width: float, unbroken: tuple[str, ...] = ()) -> Line:
    """Return `line` spread to `width` points at its spaces and, less, between its words; unchanged if too short."""
    words = dict.fromkeys(break_points(line.text, unbroken), 1)
    shares = words | {point: _SPACE_SHARE for point in break_points(line.text) if line.text[point - 1] == " "}
    total = sum(shares.values())
    spare = width - line.width
    if not total or not 0 < spare <= total * _WIDEST_WORD_GAP * line.style.size:
        return line
    step = spare / total
    shift, glyphs = 0.0, []
    for glyph in line.glyphs:
        shift += shares.pop(glyph.place, 0) * step
        glyphs.append(glyph._replace(x=glyph.x + shift))
    return replace(line, glyphs=tuple(glyphs), width=width)


def draw_line(canvas: Canvas, x: float, y: float, line: Line) -> None:
    """Draw `line` with its origin on the baseline at (x, y), in points, in the canvas's fill colour."""
    if not line.glyphs:
        return
    actual = line.text.encode("utf-16-be", "replace").hex().upper()
    operations = [f"/Span <</ActualText <FEFF{actual}>>> BDC BT"]
    for font, glyphs in groupby(line.glyphs, key=lambda glyph: glyph.font):
        operations.extend(_show(canvas, x, y, font, line.style.size, list(glyphs)))
    operations.append("ET EMC")
    canvas.addLiteral("\n".join(operations))


def _runs(text: str, style: Style) -> Iterator[tuple[Font, str, int, str]]:
    """Give the longest stretches of one font and one script, each with its place in `text`."""
    letters = graphemes(text)
    start = 0
    itemised = zip(letters, _scripts(letters), strict=True)
    for (font, script), group in groupby(
        itemised, key=lambda item: (_font_for(item[0], style.face, style.bold), item[1])
    ):
        run = "".join(letter for letter, _ in group)
        yield font, script, start, run
        start += len(run)


def _shaped(font: Font, script: str, run: str) -> hb.Buffer:
    buffer = hb.Buffer()
    buffer.add_str(run)
    buffer.direction = "ltr"
    buffer.script = script
    buffer.language = "lo"
    hb.shape(font.shaper, buffer)
    if any(info.codepoint == _NOTDEF for info in buffer.glyph_infos):
        raise UnprintableError
    return buffer


def _scripts(letters: list[str]) -> Iterator[str]:
    """Give the script of each letter; digits, spaces and signs take that of the letter before them."""
    script = "Laoo" if any(map(_is_lao, letters)) else "Latn"
    for letter in letters:
        if letter[0].isalpha():
            script = "Laoo" if _is_lao(letter) else "Latn"
        yield script


def _is_lao(letter: str) -> bool:
    return "\u0e80" <= letter[0] <= "\u0eff"


@lru_cache(maxsize=4096)
def _font_for(letter: str, face: Face, bold: bool) -> Font:
    """Return the first font that has the whole letter, else its base, else the last one."""
    stack = fonts(face, bold)
    whole = (font for font in stack if all(map(font.has, letter)))
    base = (font for font in stack if font.has(letter[0]))
    return next(whole, None) or next(base, stack[-1])


class _Piece(NamedTuple):
    text: str
    goes_on: bool
    """Whether the word goes on in the next piece: it had to be cut."""


def _pieces(text: str, style: Style, widest: float, unbroken: tuple[str, ...]) -> Iterator[_Piece]:
    for start, end in pairwise([0, *break_points(text, unbroken), len(text)]):
        piece = text[start:end]
        if advance(piece.rstrip(), style) <= widest:
            yield _Piece(piece, False)
        elif unbroken:
            yield from _pieces(piece, style, widest, ())
        else:
            *letters, last = graphemes(piece)
            yield from (_Piece(letter, True) for letter in letters)
            yield _Piece(last, False)


def _show(canvas: Canvas, x: float, y: float, font: Font, size: float, glyphs: list[Glyph]) -> Iterator[str]:
    """Give the PDF text operations for glyphs of one font: TJ moves the pen between them, Ts lifts them."""
    document: Any = canvas._doc  # type: ignore[attr-defined]  # the subset belongs to it; no public way
    coded = [(font.embedded.splitString(glyph.code, document)[0], glyph) for glyph in glyphs]
    for (subset, rise), group in groupby(coded, key=lambda item: (item[0][0], round(item[1].y, 3))):
        placed = list(group)
        name = font.embedded.getSubsetInternalName(subset, document)
        origin = placed[0][1].x
        yield f"{name} {_number(size)} Tf {_number(rise)} Ts 1 0 0 1 {_number(x + origin)} {_number(y)} Tm"
        yield f"[{''.join(_spaced(placed, origin, size))}] TJ"


def _spaced(placed: list[tuple[tuple[int, bytes], Glyph]], origin: float, size: float) -> Iterator[str]:
    """Give glyph codes, and between them what brings the pen to each glyph's place, in thousandths of an em."""
    pen = 0.0
    for (_, code), glyph in placed:
        move = round((glyph.x - origin) * 1000 / size - pen)
        if move:
            yield str(-move)
        yield f"<{code.hex()}>"
        pen += move + glyph.font.width(glyph.code)


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
