"""Where the figures of each row stand from left to right: above and below what they hang together with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Final

from portal.diagrams.figures import Figure

APART: Final = 44.0
"""Pixels between two figures of a row."""
_SWEEPS: Final = 6


def lefts_of(rows: Sequence[Sequence[Figure]]) -> dict[str, float]:
    """The left edge of each figure, so that arrows between neighbouring rows are as straight as the order allows."""
    lefts: dict[str, float] = {}
    for row in rows:
        lefts |= _spread(row, {figure.name: -figure.width / 2 for figure in row})
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for upper, lower in pairwise(rows) if down else reversed([*pairwise(rows)]):
            moved, wanted = (lower, _below(upper, lower, lefts)) if down else (upper, _above(upper, lower, lefts))
            lefts |= _spread(moved, wanted)
    return lefts


def _below(upper: Sequence[Figure], lower: Sequence[Figure], lefts: Mapping[str, float]) -> dict[str, float]:
    """Where the figures of the lower row would stand, each under the arrows that come to it."""
    wanted = {}
    for figure in lower:
        coming = [lefts[each.name] + out.x for each in upper for out in each.exits if out.to == figure.name]
        wanted[figure.name] = sum(coming) / len(coming) - figure.port if coming else lefts[figure.name]
    return wanted


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
