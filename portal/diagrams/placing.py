"""Where the figures of each row stand from left to right: above and below what they hang together with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

from portal.diagrams.figures import Figure

APART: Final = 44.0
"""Pixels between two figures of a row."""
EDGE: Final = 20.0
"""Pixels from the corner of a box in which no arrow comes in."""
_SWEEPS: Final = 6


def lefts_of(rows: Sequence[Sequence[Figure]]) -> dict[str, float]:
    """The left edge of each figure, so that arrows between neighbouring rows are as straight as the order allows.

    A figure that is alone in its row stands in the middle of the drawing, beside it only as far as its arrow asks.
    """
    lefts: dict[str, float] = {}
    for row in rows:
        lefts |= _spread(row, {figure.name: -figure.width / 2 for figure in row})
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for upper, lower in pairwise(rows) if down else reversed([*pairwise(rows)]):
            if down:
                lefts |= _spread(lower, _below(upper, lower, lefts))
            elif len(upper) > 1:
                lefts |= _spread(upper, _above(upper, lower, lefts))
    return lefts


def _below(upper: Sequence[Figure], lower: Sequence[Figure], lefts: Mapping[str, float]) -> dict[str, float]:
    """Where the figures of the lower row would stand, each under the arrows that come to it."""
    wanted = {}
    for figure in lower:
        coming = [lefts[each.name] + out.x for each in upper for out in each.exits if out.to == figure.name]
        if len(lower) == 1:
            wanted[figure.name] = _in_the_middle(figure, coming)
        else:
            wanted[figure.name] = sum(coming) / len(coming) - figure.port if coming else lefts[figure.name]
    return wanted


def _in_the_middle(figure: Figure, coming: Sequence[float]) -> float:
    """The left edge that has the box in the middle, or as near to it that a single arrow comes straight down to it."""
    if len(coming) != 1:
        return -figure.port
    return min(max(-figure.port, coming[0] - 2 * figure.port + EDGE), coming[0] - EDGE)


def _above(upper: Sequence[Figure], lower: Sequence[Figure], lefts: Mapping[str, float]) -> dict[str, float]:
    """Where the figures of the upper row would stand, each over what its arrows go to."""
    ports = {figure.name: lefts[figure.name] + figure.port for figure in lower}
    wanted = {}
    for figure in upper:
        going = [ports[out.to] - out.x for out in figure.exits if out.to in ports]
        wanted[figure.name] = sum(going) / len(going) if going else lefts[figure.name]
    return wanted


def _spread(row: Sequence[Figure], wanted: Mapping[str, float]) -> dict[str, float]:
    """The places nearest to those wanted, by least squares, at which the row keeps its order and its distances.

    Places less what stands before them must not fall: neighbours that would are pooled at their mean.
    """
    before = [0.0, *accumulate(figure.width + APART for figure in row[:-1])]
    pools: list[tuple[float, int]] = []
    for figure, offset in zip(row, before, strict=True):
        mean, count = wanted[figure.name] - offset, 1
        while pools and pools[-1][0] > mean:
            other, several = pools.pop()
            mean, count = (mean * count + other * several) / (count + several), count + several
        pools.append((mean, count))
    means = (mean for mean, count in pools for _ in range(count))
    return {figure.name: mean + offset for figure, offset, mean in zip(row, before, means, strict=True)}
