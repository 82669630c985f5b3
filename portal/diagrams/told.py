"""A workflow in words: for whoever cannot see its drawing."""

from __future__ import annotations

from portal.diagrams import words
from portal.diagrams.outline import Place, Way
from portal.lao.language import Language


def told(place: Place, language: Language) -> str:
    """A place in a sentence or two: who decides, how long they have, and where each action leads."""
    who = ": ".join(filter(None, (place.office, place.role)))
    late = f"{words.IF_LATE.in_language(language)}: {place.late}" if place.late else ""
    said = [place.title, ", ".join(filter(None, (who, place.days))), late, place.note, *map(way_told, place.ways)]
    return " ".join([". ".join(filter(None, said)) + ".", *(told(branch, language) for branch in place.branches)])


def way_told(way: Way) -> str:
    """Where actions lead: 'Confirm → District signature'."""
    return f"{', '.join(way.labels)} → {way.title}"
