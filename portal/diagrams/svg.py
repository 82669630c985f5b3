"""A drawing as SVG: presentation attributes only, which a strict Content-Security-Policy allows, and real text.

Each line of text says how wide it was measured, so that it keeps to its box in a reader's own typeface.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import hypot
from typing import Final

from portal.diagrams.shapes import Course, Frame, Hand, Head, Look, Shape, Stroke, Words

_INK: Final = "#16181d"
_BLUE: Final = "#002868"
_RED: Final = "#ce1126"
_GREEN: Final = "#0b6b45"
_GREY: Final = "#4a4f59"
_FAMILY: Final = "'Noto Sans Lao', 'Noto Sans', 'Phetsarath OT', 'Leelawadee UI', 'Lao Sangam MN', sans-serif"
_LOOKS: Final[dict[Look, str]] = {
    "applicant": f'fill="#f5f2ea" stroke="{_INK}" stroke-width="1.5"',
    "office": f'fill="#ffffff" stroke="{_BLUE}" stroke-width="1.5"',
    "parallel": f'fill="#f7f8fb" stroke="{_BLUE}" stroke-width="1.5"',
    "granted": f'fill="#e7f3ed" stroke="{_GREEN}" stroke-width="2.5"',
    "refused": f'fill="#fceaec" stroke="{_RED}" stroke-width="2.5"',
    "withdrawn": f'fill="#eceef1" stroke="{_GREY}" stroke-width="2.5"',
    "late": f'fill="#ffffff" stroke="{_RED}" stroke-width="1.5" stroke-dasharray="2 3"',
    "here": 'fill="#ffcf3f" stroke="#16181d" stroke-width="1.5"',
    "legend": 'fill="#ffffff" stroke="none"',
}
_COURSES: Final[dict[Course, str]] = {
    "onward": f'stroke="{_INK}"',
    "back": f'stroke="{_INK}" stroke-dasharray="7 4"',
    "late": f'stroke="{_RED}" stroke-dasharray="2 3"',
}
_HANDS: Final[dict[Hand, str]] = {
    "heading": f'font-size="20" font-weight="700" fill="{_BLUE}"',
    "title": f'font-size="15" font-weight="700" fill="{_INK}"',
    "text": f'font-size="13" fill="{_INK}"',
    "label": f'font-size="13" fill="{_BLUE}"',
    "late": f'font-size="13" fill="{_RED}"',
    "here": f'font-size="13" font-weight="700" fill="{_INK}"',
}
_CORNER: Final = 6.0
_HEAD: Final = (4.5, 9.0)
"""Half the width of the head of an arrow, and its length."""


def svg(
    shapes: Iterable[Shape], width: float, height: float, *, title: str, description: str, language: str, name: str
) -> str:
    """The shapes as an SVG image with its title and description; `name` tells its ids from others of a page."""
    drawn = "\n".join(_drawn(shape) for shape in shapes)
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    labels = f'role="img" aria-labelledby="{name}-title" aria-describedby="{name}-text" lang="{language}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {labels} font-family="{_FAMILY}">\n'
        f'<title id="{name}-title">{escape(title)}</title>\n<desc id="{name}-text">{escape(description)}</desc>\n'
        f"{drawn}\n</svg>\n"
    )


def _drawn(shape: Shape) -> str:
    match shape:
        case Frame(x, y, width, height, look, radius):
            place = f'x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(radius)}"'
            return f"<rect {place} {_LOOKS[look]}/>"
        case Words(x, y, text, width, hand, centred):
            anchor = ' text-anchor="middle"' if centred else ""
            fitted = f' textLength="{_n(width)}" lengthAdjust="spacingAndGlyphs"' if width else ""
            return f'<text x="{_n(x)}" y="{_n(y)}"{anchor}{fitted} {_HANDS[hand]}>{escape(text)}</text>'
        case Stroke(points, course):
            return f'<path d="{_path(points)}" fill="none" stroke-width="1.5" {_COURSES[course]}/>'
        case Head(x, y, course, right):
            half, long = _HEAD
            corners = (
                ((x - long, y - half), (x - long, y + half)) if right else ((x - half, y - long), (x + half, y - long))
            )
            d = "L".join(f"{_n(px)} {_n(py)}" for px, py in ((x, y), *corners))
            return f'<path d="M{d}Z" fill="{_RED if course == "late" else _INK}"/>'


def _path(points: Sequence[tuple[float, float]]) -> str:
    """Lines through the points, each corner rounded as far as its lines are long."""
    kept = [points[0]]
    for point in points[1:]:
        if hypot(point[0] - kept[-1][0], point[1] - kept[-1][1]) > 0.5:
            kept.append(point)
    parts = [f"M{_n(kept[0][0])} {_n(kept[0][1])}"]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        start, end = _towards(corner, before), _towards(corner, after)
        parts.append(f"L{_n(start[0])} {_n(start[1])}Q{_n(corner[0])} {_n(corner[1])} {_n(end[0])} {_n(end[1])}")
    if len(kept) > 1:
        parts.append(f"L{_n(kept[-1][0])} {_n(kept[-1][1])}")
    return "".join(parts)


def _towards(corner: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """The point where the rounding of a corner begins."""
    long = hypot(other[0] - corner[0], other[1] - corner[1])
    part = min(_CORNER, long / 2) / long
    return corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
