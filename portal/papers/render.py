"""From what a paper says to the bytes of its PDF."""

import io
from datetime import datetime
from math import cos, radians, sin
from threading import Lock
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from portal.lao.text import canonical
from portal.papers import wording
from portal.papers.faces import Face, fonts
from portal.papers.layout import lay_out
from portal.papers.paper import Paper
from portal.papers.placing import PAGE_HEIGHT, PAGE_WIDTH, Ink, Item, Ornament, PlacedLine, PlacedQr, Rule
from portal.papers.qr import draw_qr
from portal.papers.typeset import Style, draw_line, shape

_BLUE: Final = HexColor("#002868")
_INKS: Final[dict[Ink, Color]] = {
    "black": HexColor("#111111"),
    "muted": HexColor("#3f4650"),
    "warning": HexColor("#b00d20"),
}
_SPECIMEN_TINT: Final = HexColor("#f9e9eb")
_OUTER, _INNER = 26.0, 30.5
"""From the edge of the page to the two rules of the border, in points."""

# ReportLab keeps reading positions in its fonts, so two threads must not embed from one at a time.
_embedding = Lock()


def render(paper: Paper) -> bytes:
    """Return `paper` as a PDF with its fonts embedded. The same paper gives the same bytes, wherever and whenever."""
    pages = lay_out(paper)
    target = io.BytesIO()
    with _embedding:
        canvas = _new_canvas(target, paper)
        for items in pages:
            if paper.specimen:
                _draw_specimen_mark(canvas)
            _draw_border(canvas)
            for item in items:
                _draw(canvas, item)
            canvas.showPage()
        canvas.save()
    return target.getvalue()


def _new_canvas(target: io.BytesIO, paper: Paper) -> Canvas:
    first = paper.languages[0]
    canvas = Canvas(
        target,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang=first,
        # Else Helvetica is listed, and not embedded. (The stubs have the type of another argument here.)
        initialFontName=fonts(Face.OFFICIAL, False)[0].name,  # type: ignore[arg-type]
    )
    canvas.setTitle(canonical(f"{paper.title.in_language(first)} {paper.number}"))
    canvas.setCreator("lao-portal")
    canvas.setAuthor(canonical(paper.offices[-1].in_language(first)) if paper.offices else "")
    canvas.setSubject(canonical(paper.title.en))
    canvas.setKeywords(canonical(paper.code))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setDateFormatter(lambda *_: _pdf_date(paper.issued_at))
    return canvas


def _pdf_date(moment: datetime) -> str:
    """Return a date as PDF writes it (ISO 32000-1, 7.9.4)."""
    offset = f"{moment:%z}"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"


def _draw(canvas: Canvas, item: Item) -> None:
    match item:
        case PlacedLine(x, y, line, ink):
            canvas.setFillColor(_INKS[ink])
            draw_line(canvas, x, y, line)
        case Rule(x, y, width):
            canvas.setStrokeColor(_BLUE)
            canvas.setLineWidth(0.4)
            canvas.line(x, y, x + width, y)
        case Ornament(x, y):
            _draw_ornament(canvas, x, y)
        case PlacedQr(x, y, code):
            draw_qr(canvas, x, y, code)


def _draw_border(canvas: Canvas) -> None:
    canvas.setStrokeColor(_BLUE)
    for inset, thickness in ((_OUTER, 1.1), (_INNER, 0.4)):
        canvas.setLineWidth(thickness)
        canvas.rect(inset, inset, PAGE_WIDTH - 2 * inset, PAGE_HEIGHT - 2 * inset)


def _draw_ornament(canvas: Canvas, x: float, y: float) -> None:
    """Draw a champa flower between two rules that run out to points."""
    canvas.setFillColor(_BLUE)
    for side in (-1, 1):
        path = canvas.beginPath()
        path.moveTo(x + side * 11, y + 0.7)
        path.lineTo(x + side * 66, y)
        path.lineTo(x + side * 11, y - 0.7)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    for petal in range(5):
        _draw_petal(canvas, x, y, radians(90 + 72 * petal))


def _draw_petal(canvas: Canvas, x: float, y: float, angle: float) -> None:
    """Draw a petal from the flower's heart at (x, y), rounder on one side, as the champa's overlap like a pinwheel."""

    def at(along: float, across: float) -> tuple[float, float]:
        return x + along * cos(angle) - across * sin(angle), y + along * sin(angle) + across * cos(angle)

    path = canvas.beginPath()
    path.moveTo(*at(0.9, 0))
    path.curveTo(*at(2.2, 2.4), *at(5.2, 3.4), *at(7.2, 0.6))
    path.curveTo(*at(6.4, -1.8), *at(3.2, -1.6), *at(0.9, 0))
    canvas.drawPath(path, stroke=0, fill=1)


def _draw_specimen_mark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    canvas.rotate(52)
    canvas.setFillColor(_SPECIMEN_TINT)
    for words, face, size, drop in (
        (wording.SPECIMEN.lo, Face.OFFICIAL, 120.0, 20.0), (wording.SPECIMEN.en, Face.PLAIN, 66.0, -80.0)
    ):  # fmt: skip
        line = shape(words, Style(size, face, bold=True))
        draw_line(canvas, -line.width / 2, drop, line)
    canvas.restoreState()
