"""In which row each place of a workflow stands, and in which order within its row: the layers of Sugiyama's method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

Targets = Mapping[str, Sequence[str]]
"""Where each place leads, in the order of the file."""

_SWEEPS = 4


def rows_of(targets: Targets, start: str, last: Sequence[str]) -> list[list[str]]:
    """The places in rows from the top: each below all that lead to it, but for ways back; the `last` ones at the foot.

    The start stands alone; a place that nothing leads to stands where a case comes first.
    """
    onward = _onward(targets, start)
    ranks = _longest(onward, start, [name for name in targets if name not in last])
    foot = max(ranks.values(), default=0) + 1
    rows: list[list[str]] = [[] for _ in range(foot + 1)]
    for name in targets:
        rows[ranks.get(name, foot)].append(name)
    return _ordered([row for row in rows if row], targets)


def _onward(targets: Targets, start: str) -> dict[str, list[str]]:
    """The ways without those that lead back to a place on the way there; followed in the order of the file."""
    onward: dict[str, list[str]] = {name: [] for name in targets}
    finished: set[str] = set()
    for begin in (start, *targets):
        trail = [] if begin in finished else [(begin, iter(targets[begin]))]
        on_the_way = {begin}
        while trail:
            name, following = trail[-1]
            target = next(following, None)
            if target is None:
                trail.pop()
                finished.add(name)
                on_the_way.discard(name)
            elif target not in on_the_way and target != start:
                onward[name].append(target)
                if target not in finished:
                    on_the_way.add(target)
                    trail.append((target, iter(targets[target])))
    return onward


def _longest(onward: Mapping[str, Sequence[str]], start: str, names: Sequence[str]) -> dict[str, int]:
    """The number of steps of the longest way to each of the names."""
    ranks = {name: int(name != start) for name in names}
    before = dict.fromkeys(names, 0)
    for name in names:
        for target in onward[name]:
            if target in before:
                before[target] += 1
    ready = [name for name in names if not before[name]]
    while ready:
        name = ready.pop()
        for target in onward[name]:
            if target in before:
                ranks[target] = max(ranks[target], ranks[name] + 1)
                before[target] -= 1
                if not before[target]:
                    ready.append(target)
    return ranks


def _ordered(rows: list[list[str]], targets: Targets) -> list[list[str]]:
    """The rows with fewer crossings: each place is moved to the middle of those it hangs together with."""
    best, fewest = rows, _crossings(rows, targets)
    for sweep in range(_SWEEPS):
        rows = [row[:] for row in rows]
        down = sweep % 2 == 0
        for upper, lower in pairwise(rows) if down else reversed([*pairwise(rows)]):
            fixed, sorted_row = (upper, lower) if down else (lower, upper)
            at = {name: place for place, name in enumerate(fixed)}
            middles = {name: _middle(name, at, targets, default=place) for place, name in enumerate(sorted_row)}
            sorted_row.sort(key=lambda name: middles[name])
        found = _crossings(rows, targets)
        if found < fewest:
            best, fewest = rows, found
    return best


def _middle(name: str, at: Mapping[str, int], targets: Targets, default: int) -> float:
    beside = [place for other, place in at.items() if other in targets[name] or name in targets[other]]
    return sum(beside) / len(beside) if beside else float(default)


def _crossings(rows: Sequence[Sequence[str]], targets: Targets) -> int:
    count = 0
    for upper, lower in pairwise(rows):
        at = {name: place for place, name in enumerate(lower)}
        lines = [(place, at[to]) for place, name in enumerate(upper) for to in targets[name] if to in at]
        count += sum((a - c) * (b - d) < 0 for index, (a, b) in enumerate(lines) for c, d in lines[:index])
    return count
