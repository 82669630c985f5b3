"""Which lines run between two rows, and at which height each runs across: a net is all that leads to one place.

Ways to a place that is no neighbour run beside the figures in a lane: down on the right, up on the left. So between two
rows there are only horizontal lines at heights of their own, and upright ones at places of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Side = Literal["left", "right"]
_TOO_NEAR: Final = 8.0


@dataclass(frozen=True)
class Net:
    """The lines to `to` between two rows: where they come from above (`tops`) and below (`feet`), and where they go
    (`sink`), upwards or down. Pixels."""

    to: str
    tops: tuple[float, ...]
    feet: tuple[float, ...]
    sink: float
    rises: bool = False

    @property
    def uprights_above(self) -> list[float]:
        """Its upright lines above its height."""
        return [*self.tops, *([self.sink] if self.rises else [])]

    @property
    def uprights_below(self) -> list[float]:
        """Its upright lines below its height."""
        return [*self.feet, *([] if self.rises else [self.sink])]

    @property
    def span(self) -> tuple[float, float]:
        """From where to where it runs across."""
        places = (*self.tops, *self.feet, self.sink)
        return min(places), max(places)

    @property
    def is_straight(self) -> bool:
        """Whether it is one upright line."""
        return self.span[1] - self.span[0] < 1


@dataclass(frozen=True)
class Lane:
    """An upright line beside the figures, from the gap between rows in which it begins to that above its target."""

    to: str
    side: Side
    begins: int
    ends: int

    @property
    def gaps(self) -> range:
        """The gaps between rows that it passes, both ends included."""
        return range(min(self.begins, self.ends), max(self.begins, self.ends) + 1)


def lanes_of(leaving: Mapping[str, Iterable[int]], rows: Mapping[str, int]) -> list[Lane]:
    """The lanes of all targets; `leaving` has the rows from which arrows lead to each, `rows` where each stands.

    Gap 0 is above the first row, so that an arrow leaves row r into gap r + 1.
    """
    lanes = []
    for to, sources in leaving.items():
        target = rows[to]
        down = [row + 1 for row in sources if row + 1 < target]
        up = [row + 1 for row in sources if row + 1 > target]
        lanes += [Lane(to, "right", min(down), target)] if down else []
        lanes += [Lane(to, "left", max(up), target)] if up else []
    return lanes


def columns_of(lanes: Iterable[Lane]) -> dict[Lane, int]:
    """How far out each lane runs, from 0: short ones next to the figures, and no two on each other."""
    columns: list[set[int]] = []
    found = {}
    for lane in sorted(lanes, key=lambda each: (len(each.gaps), each.begins)):
        passed = set(lane.gaps)
        column = next((place for place, taken in enumerate(columns) if not taken & passed), len(columns))
        if column == len(columns):
            columns.append(set())
        columns[column] |= passed
        found[lane] = column
    return found


def heights_of(nets: Sequence[Net]) -> dict[str, int]:
    """At which height each net of a gap runs across, from 0 at the top; straight ones need none."""
    ordered = _ordered([net for net in nets if not net.is_straight])
    heights: dict[str, int] = {}
    for place, net in enumerate(ordered):
        above = [heights[other.to] for other in ordered[:place] if _meet(net, other)]
        heights[net.to] = max(above, default=-1) + 1
    return heights


def _ordered(nets: list[Net]) -> list[Net]:
    """The nets from the top down with few crossings."""
    ordered = sorted(nets, key=lambda net: net.span)
    for _ in nets:
        changed = False
        for place in range(len(ordered) - 1):
            upper, lower = ordered[place], ordered[place + 1]
            if _cost(upper, lower) > _cost(lower, upper):
                ordered[place], ordered[place + 1] = lower, upper
                changed = True
        if not changed:
            break
    return ordered


def _cost(upper: Net, lower: Net) -> int:
    """How often two nets cross when one runs above the other."""
    down, up = upper.uprights_below, lower.uprights_above
    return sum(lower.span[0] < x < lower.span[1] for x in down) + sum(upper.span[0] < x < upper.span[1] for x in up)


def _meet(net: Net, other: Net) -> bool:
    return net.span[0] < other.span[1] + _TOO_NEAR and other.span[0] < net.span[1] + _TOO_NEAR
