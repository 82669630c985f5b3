"""A drawing as a person reads it: boxes by their titles, labels under them, and the arrows followed to their heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

_SVG: Final = "{http://www.w3.org/2000/svg}"
_NEAR: Final = 1.5
_LONG: Final = 3.0
_ABOVE, _BELOW = 1.05, 0.45
"""How far letters reach above and below their baseline, as parts of their size: Lao with its marks."""

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True)
class Line:
    """A line of an arrow: the points at its corners, and whether it is dashed or dotted."""

    points: tuple[Point, ...]
    dashes: str

    @property
    def segments(self) -> list[tuple[Point, Point]]:
        return [*zip(self.points, self.points[1:], strict=False)]


@dataclass(frozen=True)
class Text:
    """A line of text, and the room that it takes."""

    text: str
    x: float
    room: Rectangle
    bold: bool


class Reading:
    """What is in a drawing."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)  # noqa: S314 - our own
        self.texts = [_text(each) for each in self.root.iter(f"{_SVG}text")]
        self.boxes = [_box(each) for each in self.root.iter(f"{_SVG}rect")]
        paths = [*self.root.iter(f"{_SVG}path")]
        self.lines = [_line(each) for each in paths if each.get("fill") == "none"]
        self.heads = [_points(each.get("d", ""))[0] for each in paths if each.get("fill") != "none"]

    @property
    def size(self) -> Point:
        return float(self.root.get("width", 0)), float(self.root.get("height", 0))

    @property
    def arrows(self) -> list[Line]:
        """The lines between boxes: all but those of the legend and of late work, straight from left to right."""
        return [line for line in self.lines if line.points[0][1] != line.points[-1][1] or len(line.points) > 2]

    def box_of(self, title: str) -> Rectangle:
        """The smallest box that holds a title, which may be in several lines."""
        bold = [each for each in self.texts if each.bold]
        for first in range(len(bold)):
            for last in range(first + 1, len(bold) + 1):
                if "".join(each.text for each in bold[first:last]).replace(" ", "") == title.replace(" ", ""):
                    holding = [box for box in self.boxes if _holds(box, bold[first].room)]
                    if holding:
                        return min(holding, key=lambda box: box[2] * box[3])
        raise AssertionError(f"no box is called {title}")

    def arrows_from(self, box: Rectangle) -> list[tuple[str, Rectangle, str]]:
        """Each arrow that leaves the foot of a box: its label, the box that it leads to, and how it is drawn."""
        x, y, width, height = box
        foot = y + height
        found = []
        for stem in self.lines:
            (sx, sy), end = stem.points[0], stem.points[1]
            if abs(sy - foot) < _NEAR and x < sx < x + width and end[1] > sy:
                label = self._label_under(end)
                below = max((text.room[1] + text.room[3] for text in label), default=end[1])
                line = self._beginning(sx, below) if label else stem
                found.append((" ".join(text.text for text in label), self.target_of(line), line.dashes))
        return found

    def _label_under(self, end: Point) -> list[Text]:
        under = [each for each in self.texts if abs(each.x - end[0]) < _NEAR and each.room[1] > end[1] - 8]
        label: list[Text] = []
        for each in sorted(under, key=lambda text: text.room[1]):
            top = label[-1].room[1] + label[-1].room[3] if label else end[1]
            if each.bold or each.room[1] - top > 8:
                break
            label.append(each)
        return label

    def _beginning(self, x: float, y: float) -> Line:
        """The line that goes on under a label."""
        under = [line for line in self.lines if abs(line.points[0][0] - x) < _NEAR and -8 < line.points[0][1] - y < 10]
        return min(under, key=lambda line: abs(line.points[0][1] - y))

    def target_of(self, line: Line) -> Rectangle:
        """The box that a line leads to, through the lines that it runs into."""
        for _ in range(200):
            end = line.points[-1]
            if any(_apart(end, head) < _NEAR for head in self.heads):
                return next(
                    box for box in self.boxes if abs(box[1] - end[1]) < _NEAR and box[0] < end[0] < box[0] + box[2]
                )
            line = self._going_on(line)
        raise AssertionError("the line goes in circles")

    def _going_on(self, line: Line) -> Line:
        before, end = line.points[-2:]
        upright = abs(before[0] - end[0]) < abs(before[1] - end[1])
        others = [each for each in self.lines if each.dashes == line.dashes and _apart(each.points[-1], end) > _NEAR]
        starting = [each for each in others if _apart(each.points[0], end) < _NEAR]
        joined = [each for each in others if any(_lies_on(end, segment, upright) for segment in each.segments)]
        assert starting or joined, f"a line ends at {end}"
        return max(starting or joined, key=lambda other: len(other.points))


def lie_on_each_other(one: Line, other: Line) -> bool:
    """Whether two lines run along each other, and not only across."""
    for (ax, ay), (bx, by) in one.segments:
        for (cx, cy), (dx, dy) in other.segments:
            if max(abs(ax - bx), abs(cx - dx), abs(ax - cx)) < _NEAR and _overlap(ay, by, cy, dy) > _LONG:
                return True
            if max(abs(ay - by), abs(cy - dy), abs(ay - cy)) < _NEAR and _overlap(ax, bx, cx, dx) > _LONG:
                return True
    return False


def _overlap(a: float, b: float, c: float, d: float) -> float:
    return min(max(a, b), max(c, d)) - max(min(a, b), min(c, d))


def _lies_on(point: Point, segment: tuple[Point, Point], upright: bool) -> bool:
    along = 1 if upright else 0
    across = 1 - along
    low, high = sorted((segment[0][along], segment[1][along]))
    straight = abs(segment[0][across] - segment[1][across]) < 0.2
    return (
        straight and high - low > 0.2 and abs(segment[0][across] - point[across]) < 0.2 and low <= point[along] <= high
    )


def _apart(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _holds(box: Rectangle, room: Rectangle) -> bool:
    return (
        box[0] <= room[0]
        and box[1] <= room[1] + 6
        and room[0] + room[2] <= box[0] + box[2]
        and room[1] < box[1] + box[3]
    )


def _text(element: ElementTree.Element) -> Text:
    x, y, size = (float(element.get(name, 0)) for name in ("x", "y", "font-size"))
    width = float(element.get("textLength", 0))
    left = x - width / 2 if element.get("text-anchor") == "middle" else x
    room = (left, y - _ABOVE * size, width, (_ABOVE + _BELOW) * size)
    return Text(element.text or "", x, room, element.get("font-size") == "15")


def _box(element: ElementTree.Element) -> Rectangle:
    x, y, width, height = (float(element.get(name, 0)) for name in ("x", "y", "width", "height"))
    return x, y, width, height


def _line(element: ElementTree.Element) -> Line:
    return Line(tuple(_points(element.get("d", ""))), element.get("stroke-dasharray", ""))


def _points(path: str) -> list[Point]:
    """The corners of a path: where a corner is rounded, the point that it is rounded about."""
    found: list[Point] = []
    for letter, numbers in re.findall(r"([MLQ])([^MLQZ]*)", path):
        values = [float(number) for number in numbers.split()]
        if letter == "Q":
            found[-1:] = [(values[0], values[1]), (values[2], values[3])]
        elif letter == "L" and found and len(found) > 1 and "Q" in path:
            found[-1] = (values[0], values[1])
        else:
            found.append((values[0], values[1]))
    return found
