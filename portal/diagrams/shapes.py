"""What a drawing is made of: frames, lines, arrow heads and lines of text, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Look = Literal["applicant", "office", "parallel", "granted", "refused", "withdrawn", "late", "here", "legend"]
Course = Literal["onward", "back", "late"]
"""How an arrow is drawn: solid, dashed to the applicant, dotted when late."""
Hand = Literal["title", "text", "label", "late", "here", "heading"]
"""How text is set."""


@dataclass(frozen=True)
class Frame:
    """A rectangle with corners of a radius."""

    x: float
    y: float
    width: float
    height: float
    look: Look
    radius: float = 4

    def moved(self, x: float, y: float) -> Frame:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True)
class Words:
    """A line of text as wide as it was measured; (x, y) is the middle of its baseline, or its start."""

    x: float
    y: float
    text: str
    width: float
    hand: Hand
    centred: bool = True

    def moved(self, x: float, y: float) -> Words:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


@dataclass(frozen=True)
class Stroke:
    """A line through points, its corners rounded."""

    points: tuple[tuple[float, float], ...]
    course: Course = "onward"

    def moved(self, x: float, y: float) -> Stroke:
        """The same elsewhere."""
        return replace(self, points=tuple((px + x, py + y) for px, py in self.points))


@dataclass(frozen=True)
class Head:
    """The head of an arrow with its tip at (x, y), pointing down or to the right."""

    x: float
    y: float
    course: Course = "onward"
    right: bool = False

    def moved(self, x: float, y: float) -> Head:
        """The same elsewhere."""
        return replace(self, x=self.x + x, y=self.y + y)


Shape = Frame | Words | Stroke | Head


def moved(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    """The shapes elsewhere."""
    return [shape.moved(x, y) for shape in shapes]
