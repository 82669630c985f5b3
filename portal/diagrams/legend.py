"""What the lines and frames of a drawing mean, under it: only of those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from portal.definition.model import Text
from portal.diagrams import words
from portal.diagrams.lettering import block
from portal.diagrams.outline import Place
from portal.diagrams.shapes import Frame, Head, Shape, Stroke
from portal.lao.language import Language

_SIGN: Final = 46.0
"""Pixels of the sign before its words."""


@dataclass(frozen=True)
class Legend:
    """The lines of a legend; its size in pixels."""

    shapes: tuple[Shape, ...]
    width: float
    height: float


def legend_of(places: Sequence[Place], language: Language, room: float) -> Legend:
    """What there is to explain in a drawing of these places, in lines as wide as the `room` at most."""
    shapes: list[Shape] = []
    width = y = 0.0
    for sign, meaning in _signs(places):
        said = block(meaning.in_language(language), "text", room - _SIGN)
        shapes += [each.moved(0, y + 11) for each in sign]
        shapes += said.words(_SIGN, y, centred=False)
        width, y = max(width, _SIGN + said.width), y + said.height + 4
    return Legend(tuple(shapes), width, y)


def _signs(places: Sequence[Place]) -> list[tuple[list[Shape], Text]]:
    every = [place for each in places for place in (each, *each.branches)]
    found: list[tuple[list[Shape], Text]] = [
        ([Stroke(((0, 0), (34, 0))), Head(36, 0, right=True)], words.LEGEND_ACTION)
    ]
    if any(way.sent_back for place in every for way in place.ways):
        found.append(([Stroke(((0, 0), (34, 0)), "back"), Head(36, 0, "back", right=True)], words.LEGEND_SENT_BACK))
    if any(place.late for place in every):
        found.append(([Stroke(((0, 0), (34, 0)), "late"), Head(36, 0, "late", right=True)], words.LEGEND_LATE))
    if any(place.kind == "parallel" for place in every):
        found.append(([Frame(2, -7, 32, 14, "parallel", 4)], words.LEGEND_FRAME))
    return found
