"""The arrows between the figures, once it is known where each stands from left to right, and how high the rows are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from portal.diagrams.figures import Exit, Figure, free_near
from portal.diagrams.nets import Lane, Net, columns_of, heights_of, lanes_of
from portal.diagrams.placing import EDGE
from portal.diagrams.shapes import Course, Head, Shape, Stroke

_TRACK: Final = 13.0
"""Pixels between two lines that run across, and between two lanes."""
_GAP_ABOVE: Final = 10.0
_GAP_BELOW: Final = 20.0
"""Room for the head of an arrow."""
_LANE: Final = 22.0
"""Pixels from the figures to the first lane."""
_STUB: Final = 7.0
"""How far a line runs along with the one that it joins, so that its corner shows the direction."""

Points = tuple[tuple[float, float], ...]


@dataclass
class Routes:
    """Where the rows stand from above, and the arrows; `left`, `right` and `foot` are the outermost of all. Pixels."""

    tops: list[float] = field(default_factory=list)
    foot: float = 0.0
    left: float = 0.0
    right: float = 0.0
    shapes: list[Shape] = field(default_factory=list)


def routed(rows: Sequence[Sequence[Figure]], lefts: Mapping[str, float]) -> Routes:
    """Run every arrow of the figures."""
    return _Router(rows, lefts).routes()


class _Router:
    def __init__(self, rows: Sequence[Sequence[Figure]], lefts: Mapping[str, float]) -> None:
        self._rows = rows
        self._lefts = lefts
        self._row_of = {figure.name: place for place, row in enumerate(rows) for figure in row}
        self._exits: dict[tuple[int, str], list[tuple[float, Exit]]] = defaultdict(list)
        leaving: dict[str, set[int]] = {}
        for place, row in enumerate(rows):
            for figure in row:
                for each in figure.exits:
                    self._exits[place + 1, each.to].append((lefts[figure.name] + each.x, each))
                    leaving.setdefault(each.to, set()).add(place)
        self._targets = list(leaving)
        self._ports = {to: self._port(to) for to in self._targets}
        self._lanes = {(lane.to, lane.side): lane for lane in lanes_of(leaving, self._row_of)}
        self._places = self._lane_places()
        self._nets = [self._nets_in(gap) for gap in range(len(rows) + 1)]
        self._heights = [heights_of(nets) for nets in self._nets]
        self._made = Routes()

    def routes(self) -> Routes:
        """The rows from above, and the arrows."""
        made, y = self._made, 0.0
        self._gap_tops = []
        for gap, heights in enumerate(self._heights):
            self._gap_tops.append(y)
            tracks = max(heights.values(), default=-1) + 1
            y += _GAP_ABOVE + tracks * _TRACK + _GAP_BELOW if self._nets[gap] else 0.0
            if gap < len(self._rows):
                made.tops.append(y)
                y += max(figure.height for figure in self._rows[gap])
        made.foot = y
        edges = [(self._lefts[each.name], self._lefts[each.name] + each.width) for row in self._rows for each in row]
        made.left = min(*(left for left, _ in edges), *self._places.values(), edges[0][0])
        made.right = max(*(right for _, right in edges), *self._places.values(), edges[0][1])
        for to in self._targets:
            self._run(to)
        return made

    def _port(self, to: str) -> float:
        """Where arrows come in from above: straight under a single one, and never under one that goes elsewhere."""
        gap = self._row_of[to]
        figure = next(each for each in self._rows[gap] if each.name == to)
        left, middle = self._lefts[to], self._lefts[to] + figure.port
        own = [x for x, _ in self._exits[gap, to]]
        others = [x for (at, name), exits in self._exits.items() if at == gap and name != to for x, _ in exits]
        if len(own) == 1 and left + EDGE <= own[0] <= left + 2 * figure.port - EDGE:
            return own[0]
        return free_near(middle, others)

    def _lane_places(self) -> dict[Lane, float]:
        edges = [(self._lefts[each.name], self._lefts[each.name] + each.width) for row in self._rows for each in row]
        places = {}
        for side in ("left", "right"):
            columns = columns_of(lane for lane in self._lanes.values() if lane.side == side)
            for lane, column in columns.items():
                out = _LANE + column * _TRACK
                places[lane] = min(edges)[0] - out if side == "left" else max(right for _, right in edges) + out
        return places

    def _nets_in(self, gap: int) -> list[Net]:
        return [net for to in self._targets if (net := self._net(gap, to)) is not None]

    def _net(self, gap: int, to: str) -> Net | None:
        target = self._row_of[to]
        left, right = self._lanes.get((to, "left")), self._lanes.get((to, "right"))
        tops = [x for x, _ in self._exits.get((gap, to), ())]
        if gap == target:
            tops += [self._places[right]] if right else []
            feet = (self._places[left],) if left else ()
            return Net(to, tuple(tops), feet, self._ports[to]) if tops or feet else None
        lane = right if gap < target else left
        if not tops or lane is None:
            return None
        passes = (self._places[lane],) if gap != lane.begins else ()
        if lane.side == "left":
            return Net(to, tuple(tops), passes, self._places[lane], rises=True)
        return Net(to, (*tops, *passes), (), self._places[lane])

    def _height(self, gap: int, to: str) -> float:
        """Where a net runs across, from above."""
        return self._gap_tops[gap] + _GAP_ABOVE + (self._heights[gap].get(to, 0) + 0.5) * _TRACK

    def _run(self, to: str) -> None:
        """Run all arrows to a place."""
        gap = self._row_of[to]
        course = next(each.course for (_, name), exits in self._exits.items() if name == to for _, each in exits)
        feeders = [self._from_exit(gap, x, each) for x, each in self._exits.get((gap, to), ())]
        for side in ("right", "left"):
            if lane := self._lanes.get((to, side)):
                feeders.insert(0, self._along(lane, course))
        port, top = self._ports[to], self._made.tops[gap]
        self._join(feeders, self._height(gap, to), port, ((port, top),), course, whole=feeders[0])
        self._made.shapes.append(Head(port, top, course))

    def _from_exit(self, gap: int, x: float, leaving: Exit) -> Points:
        return ((x, self._made.tops[gap - 1] + leaving.y),)

    def _along(self, lane: Lane, course: Course) -> Points:
        """The line that comes along a lane to its end; those that join it on its way are drawn."""
        place, towards = self._places[lane], -_STUB if lane.side == "left" else _STUB
        trunk: Points = ()
        for gap in lane.gaps:
            y = self._height(gap, lane.to)
            feeders = [self._from_exit(gap, x, each) for x, each in self._exits.get((gap, lane.to), ())]
            if gap == lane.ends or not feeders:
                continue
            if gap == lane.begins:
                farthest = max(feeders, key=lambda points: abs(points[-1][0] - place))
                trunk = (*farthest, (farthest[-1][0], y), (place, y))
                feeders.remove(farthest)
                self._stubs(feeders, y, place, course)
            else:
                self._join(feeders, y, place, ((place, y + towards),), course, whole=None)
        return trunk

    def _join(
        self, feeders: Sequence[Points], y: float, sink: float, tail: Points, course: Course, *, whole: Points | None
    ) -> None:
        """Bring lines together at a height, and on to `tail`. Of each side the one from farthest is drawn, the others
        run into it; on to the end of the tail goes the `whole` one, or else each of them."""
        for beyond in (False, True):
            side = [each for each in feeders if (each[-1][0] > sink) == beyond]
            if not side:
                continue
            farthest = max(side, key=lambda points: abs(points[-1][0] - sink))
            ends = tail if whole is None or whole in side else ((sink, y + _STUB),)
            self._stroke((*farthest, (farthest[-1][0], y), (sink, y), *ends), course)
            self._stubs([each for each in side if each is not farthest], y, sink, course)

    def _stubs(self, feeders: Sequence[Points], y: float, sink: float, course: Course) -> None:
        """Lines that run into one at a height, on its way to `sink`."""
        for each in feeders:
            x = each[-1][0]
            along = min(_STUB, abs(sink - x)) * (1 if sink > x else -1)
            self._stroke((*each, (x, y), (x + along, y)), course)

    def _stroke(self, points: Points, course: Course) -> None:
        self._made.shapes.append(Stroke(points, course))
