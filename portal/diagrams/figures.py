"""The figure of each place: its box with what it says, the labels of its arrows below it, and where they go on.

All text of a drawing stands in figures, and lines run between figures only: so no line crosses a text.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Final

from portal.definition.model import DONE
from portal.diagrams.lettering import Block, block
from portal.diagrams.outline import Place, Way
from portal.diagrams.shapes import Course, Frame, Head, Look, Shape, Stroke, Words, moved

WIDEST_TEXT: Final = 230.0
WIDEST_LABEL: Final = 118.0
NARROWEST: Final = 170.0
PADDING: Final = 12.0
STEM: Final = 9.0
"""Pixels of an arrow between its box and its label."""
BETWEEN: Final = 16.0
"""Pixels between two labels, or two branches: room for a line."""
BULLET: Final = "•"
"""Before each of several actions that lead the same way, so that they are not read as one."""
_LATE_ARROW: Final = 78.0
_LATE_BOX: Final = 140.0
_ROUND: Final = 18.0
_JOINING: Final = 30.0
"""Height in which the arrows of finished branches come together."""


@dataclass(frozen=True)
class Exit:
    """Where an arrow leaves a figure downwards, from the figure's upper left corner."""

    x: float
    y: float
    to: str
    course: Course


@dataclass(frozen=True)
class Figure:
    """What is drawn of a place; `port` is where arrows come in from above. Pixels."""

    name: str
    width: float
    height: float
    port: float
    shapes: tuple[Shape, ...]
    exits: tuple[Exit, ...]


@dataclass(frozen=True)
class Sides:
    """In which order the arrows of a figure leave it: `rank_of` a target gives its place from left to right."""

    ranks: dict[str, tuple[int, int]]

    def sorted(self, ways: Sequence[Way]) -> list[Way]:
        """The ways from left to right."""
        return sorted(ways, key=lambda way: self.ranks.get(way.to or "", (1, 0)))


def figure(place: Place, sides: Sides, here: Collection[str], here_words: str, late_words: str) -> Figure:
    """The figure of a place; those named in `here` are marked, in `here_words`."""
    return _Drawer(sides, here, here_words, late_words).figure(place)


@dataclass(frozen=True)
class _Drawer:
    sides: Sides
    here: Collection[str]
    here_words: str
    late_words: str

    def figure(self, place: Place) -> Figure:
        return self._parallel(place) if place.kind == "parallel" else self._box(place)

    def _box(self, place: Place) -> Figure:
        said = self._said(place)
        labels = [_Label.of(way) for way in self.sides.sorted(place.ways)]
        fanned = sum(label.width for label in labels) + BETWEEN * max(len(labels) - 1, 0)
        width = max(NARROWEST, fanned, *(each.width + 2 * PADDING for each in said))
        height = sum(each.height for each in said) + PADDING
        marked = place.name in self.here
        look: Look = place.outcome.value if place.outcome else "applicant" if place.kind == "applicant" else "office"
        shapes: list[Shape] = [Frame(0, 0, width, height, look, _ROUND if place.kind in {"end", "applicant"} else 4)]
        if marked:
            shapes.insert(0, Frame(-5, -5, width + 10, height + 10, "here", 8))
        shapes += _stacked(said, width / 2, PADDING / 2)
        exits, x, lowest = [], (width - fanned) / 2, height
        for label in labels:
            middle = x + label.width / 2
            drawn, foot = label.drawn(middle, height)
            shapes += drawn
            if label.way.to is not None:
                exits.append(Exit(middle, foot, label.way.to, label.course))
            x, lowest = x + label.width + BETWEEN, max(lowest, foot)
        whole = Figure(place.name, width, lowest, width / 2, tuple(shapes), tuple(exits))
        return self._with_late(whole, place.late, height) if place.late else whole

    def _said(self, place: Place) -> list[Block]:
        who = ": ".join(filter(None, (place.office, place.role)))
        lines = [block(line, "text", WIDEST_TEXT) for line in (who, place.days, *place.note.split(". "))]
        mark = [block(self.here_words, "here", WIDEST_TEXT)] if place.name in self.here else []
        return [each for each in (block(place.title, "title", WIDEST_TEXT), *lines, *mark) if each.lines]

    def _with_late(self, drawn: Figure, late: str, height: float) -> Figure:
        """The figure with the office beside it to which its work goes when it is late."""
        told, word = block(late, "late", _LATE_BOX), block(self.late_words, "late", _LATE_ARROW - 16)
        box_height = told.height + PADDING
        middle, left = height / 2, drawn.width + _LATE_ARROW
        top = middle - box_height / 2
        width = told.width + 2 * PADDING
        beside: list[Shape] = [
            Stroke(((drawn.width, middle), (left - 1, middle)), "late"),
            Head(left, middle, "late", right=True),
            *word.words(drawn.width + _LATE_ARROW / 2 - 4, middle - word.height - 1),
            Frame(left, top, width, box_height, "late", 4),
            *told.words(left + width / 2, top + PADDING / 2),
        ]
        above = max(0.0, -top, word.height + 2 - middle)
        return Figure(
            drawn.name,
            left + width,
            max(drawn.height, top + box_height) + above,
            drawn.port,
            tuple(moved([*drawn.shapes, *beside], 0, above)),
            tuple(replace(each, y=each.y + above) for each in drawn.exits),
        )

    def _parallel(self, place: Place) -> Figure:
        """A frame with the branches side by side. Those that are done come together at its foot."""
        branches = [self._box(each) for each in place.branches]
        head = [block(place.title, "title", 2 * WIDEST_TEXT), block(place.note, "text", 2 * WIDEST_TEXT)]
        inner = sum(each.width for each in branches) + 2 * BETWEEN * (len(branches) - 1)
        width = max(inner, *(each.width for each in head)) + 4 * PADDING
        top = sum(each.height for each in head) + 2 * PADDING
        foot = top + max(each.height for each in branches)
        height = foot + _JOINING
        shapes: list[Shape] = [Frame(0, 0, width, height, "parallel", 8), *_stacked(head, width / 2, PADDING / 2)]
        x, exits, done = (width - inner) / 2, [], []
        for branch in branches:
            shapes += moved(branch.shapes, x, top)
            for each in branch.exits:
                leaves = (each.x + x, each.y + top)
                if each.to == DONE:
                    done.append(leaves)
                else:
                    shapes.append(Stroke((leaves, (leaves[0], height)), each.course))
                    exits.append(Exit(leaves[0], height, each.to, each.course))
            x += branch.width + 2 * BETWEEN
        onward = place.ways[0].to
        if done and onward is not None:
            exit_x = free_near(width / 2, [each.x for each in exits])
            shapes += _joined(done, exit_x, foot + _JOINING / 2, height)
            exits.append(Exit(exit_x, height, onward, "onward"))
        return Figure(place.name, width, height, width / 2, tuple(shapes), tuple(exits))


@dataclass(frozen=True)
class _Label:
    """What an arrow is called, by several lines where several actions lead the same way."""

    way: Way
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, way: Way) -> _Label:
        sign = f"{BULLET} " if len(way.labels) > 1 else ""
        return cls(way, tuple(block(f"{sign}{each}", "label", WIDEST_LABEL) for each in way.labels))

    @property
    def width(self) -> float:
        return max((each.width for each in self.blocks), default=0.0)

    @property
    def course(self) -> Course:
        return "back" if self.way.sent_back else "onward"

    def drawn(self, middle: float, top: float) -> tuple[list[Shape], float]:
        """The label beneath a box whose foot is at `top`, and where its arrow goes on."""
        shapes: list[Shape] = [Stroke(((middle, top), (middle, top + STEM)), self.course)]
        foot = top + STEM
        for each in self.blocks:
            shapes += each.words(middle, foot)
            foot += each.height
        return shapes, foot + 2


def free_near(wanted: float, taken: Sequence[float], apart: float = 12.0) -> float:
    """The place nearest to the wanted one that is `apart` from all that are taken."""
    tried = [wanted, *(each + side * apart for each in taken for side in (-1.0, 1.0))]
    free = [each for each in tried if all(abs(each - other) >= apart - 0.01 for other in taken)]
    return min(free, key=lambda each: abs(each - wanted))


def _joined(done: Sequence[tuple[float, float]], out: float, y: float, foot: float) -> list[Shape]:
    lines: list[Shape] = [Stroke((each, (each[0], y), (out, y), (out, foot))) for each in done]
    return lines


def _stacked(blocks: Sequence[Block], middle: float, top: float) -> list[Words]:
    found: list[Words] = []
    for each in blocks:
        found += each.words(middle, top)
        top += each.height
    return found
