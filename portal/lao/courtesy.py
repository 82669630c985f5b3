"""The words of courtesy before a name, which belong to how a person is addressed and not to what they are called."""

from __future__ import annotations

from typing import Final

from portal.lao.text import canonical, fold

_LAO: Final = ("ນາງສາວ", "ທ້າວ", "ນາງ", "ທ່ານ", "ເຈົ້າ")
"""Longer before shorter: ນາງສາວ begins with ນາງ. Lao joins them to the name or not."""
_LATIN: Final = ("mr", "mrs", "ms", "miss")
_SHORTEST_NAME: Final = 2
"""Letters that must be left after a word of courtesy; with fewer it was the beginning of a name itself."""


def without_courtesy(name: str) -> str:
    """Return `name` without the words of courtesy before it ('ທ່ານ ນາງ ບົວຄຳ' is 'ບົວຄຳ'); '' when it is nothing else."""
    rest = canonical(name)
    while (shorter := _shortened(rest)) != rest:
        rest = shorter
    return rest


def _shortened(name: str) -> str:
    first, _space, rest = name.partition(" ")
    if fold(first) in {*map(fold, _LAO), *_LATIN}:
        return rest
    for courtesy in _LAO:
        joined = first.removeprefix(courtesy)
        if joined != first and len(fold(joined)) >= _SHORTEST_NAME:
            return f"{joined} {rest}".strip()
    return name
