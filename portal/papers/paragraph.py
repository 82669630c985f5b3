"""Running text of a paper in lines that are filled alike, so that none has to be spread much to reach the margin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from portal.lao.breaking import break_points
from portal.papers.typeset import Line, Style, advance, justified, shape, wrap

_SHORT: Final = 0.2
"""The part of a line below which the last one looks left over: a single word."""
_DEAREST: Final = 4.0
"""What a last line of next to nothing costs; a line that is all spare width costs 1."""


@dataclass(frozen=True)
class Paragraph:
    """The lines of a paragraph, and as how wide each of them is set: the first is shorter by its indent."""

    lines: tuple[Line, ...]
    rooms: tuple[float, ...]

    def spread(self, unbroken: tuple[str, ...]) -> tuple[Line, ...] | None:
        """Its lines, all but the last reaching the margin; None when one of them would have to be spread too much."""
        full = [justified(line, room, unbroken) for line, room in zip(self.lines[:-1], self.rooms, strict=False)]
        reached = all(abs(line.width - room) < 1 for line, room in zip(full, self.rooms, strict=False))
        return (*full, self.lines[-1]) if reached else None


def paragraph(text: str, style: Style, width: float, indent: float, unbroken: tuple[str, ...]) -> Paragraph:
    """Return `text` in as few lines as `wrap` needs, filled as evenly as can be, the last one with more than a word."""
    lines = wrap(text, style, width, indent, unbroken=unbroken)
    if len(lines) > 1 and not any(line.cut for line in lines):
        lines = _even(text, style, width, indent, unbroken, most=len(lines)) or lines
    return Paragraph(tuple(lines), (width - indent, *(width for _ in lines[1:])))


def _even(
    text: str, style: Style, width: float, indent: float, unbroken: tuple[str, ...], *, most: int
) -> list[Line] | None:
    """The cheapest lines, at most `most`; None when what was reckoned from single words does not fit as drawn."""
    pieces = [text[start:end] for start, end in pairwise([0, *break_points(text, unbroken), len(text)])]
    ends = [0.0, *accumulate(advance(piece, style) for piece in pieces)]
    blanks = [advance(piece, style) - advance(piece.rstrip(), style) for piece in pieces]
    rooms = [width - indent, *(width for _ in range(most - 1))]
    best = _cheapest(ends, blanks, rooms)
    if best is None:
        return None
    lines = [shape("".join(pieces[first:last]).rstrip(), style) for first, last in pairwise(best)]
    return lines if all(line.width <= room for line, room in zip(lines, rooms, strict=False)) else None


def _cheapest(ends: Sequence[float], blanks: Sequence[float], rooms: Sequence[float]) -> list[int] | None:
    """At which pieces the lines begin, and the end; None when the pieces do not fit so many lines."""
    last = len(blanks)
    found: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    whole: list[tuple[float, list[int]]] = []
    for room in rooms:
        further: dict[int, tuple[float, list[int]]] = {}
        for first, (cost, begun) in found.items():
            for end in range(first + 1, last + 1):
                filled = (ends[end] - ends[first] - blanks[end - 1]) / room
                if filled > 1:
                    break
                if end == last:
                    whole.append((cost + _DEAREST * max(0.0, 1 - filled / _SHORT) ** 2, [*begun, end]))
                elif end not in further or cost + (1 - filled) ** 2 < further[end][0]:
                    further[end] = (cost + (1 - filled) ** 2, [*begun, end])
        found = further
    return min(whole)[1] if whole else None
