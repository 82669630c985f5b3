"""A drawing shows every step, action and end, its arrows lead where the file says, and no text is covered."""

from __future__ import annotations

import time
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.definition.load import load_service
from portal.definition.model import DONE, Service
from portal.diagrams.drawing import workflow_svg
from portal.diagrams.outline import Place, outline
from portal.lao.language import LANGUAGES, Language
from portal.settings import ROOT
from tests.diagrams.made import anything, large
from tests.diagrams.reading import Line, Reading, Rectangle, lie_on_each_other

SERVICES = sorted(ROOT.glob("services/*/service.yaml"))
SECONDS = 2.0
"""The longest that a workflow of 60 steps and 300 actions may take."""
LANGUAGE = st.sampled_from(LANGUAGES)


def service_at(file: object) -> Service:
    loaded = load_service(ROOT / str(file)).service
    assert loaded is not None
    return loaded


def read(service: Service, language: Language) -> Reading:
    return Reading(workflow_svg(service, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.parent.name)
def test_the_services_read_as_their_files_say(file: object, language: Language) -> None:
    check_arrows(service_at(file), language)


@given(st.integers(0, 10_000), LANGUAGE)
@settings(max_examples=25, deadline=None)
def test_any_workflow_reads_as_its_file_says(seed: int, language: Language) -> None:
    check_arrows(anything(str(seed)), language)


@given(st.integers(0, 10_000), LANGUAGE)
@settings(max_examples=25, deadline=None)
def test_no_text_is_covered(seed: int, language: Language) -> None:
    check_uncovered(read(anything(str(seed)), language))


@given(st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_lines_to_different_places_never_run_along_each_other(seed: int) -> None:
    reading = read(anything(str(seed)), "en")
    onward = [(line, reading.target_of(line)) for line in reading.arrows if not _is_stem(reading, line)]
    for (one, to), (other, elsewhere) in combinations(onward, 2):
        assert to == elsewhere or not lie_on_each_other(one, other), (one, other)


def _is_stem(reading: Reading, line: Line) -> bool:
    """Whether a line ends above a label."""
    x, y = line.points[-1]
    return len(line.points) == 2 and any(abs(text.x - x) < 1 and 0 < text.room[1] + 4 - y < 8 for text in reading.texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sixty_steps_of_three_hundred_actions_are_drawn_soon_and_well(language: Language) -> None:
    service = large()
    assert (len(service.officer_steps), sum(len(each.actions) for each in service.officer_steps.values())) == (60, 300)
    began = time.perf_counter()
    drawn = workflow_svg(service, language)
    assert time.perf_counter() - began < SECONDS
    check_uncovered(Reading(drawn))
    check_arrows(service, language)


def check_arrows(service: Service, language: Language) -> None:
    """Follow every arrow from its box, by its label, to the box that it leads to."""
    reading = read(service, language)
    places = outline(service, language)
    boxes = {place.name: reading.box_of(place.title) for place in places}
    for place in places:
        for part in (place, *place.branches):
            found = Counter((label, to, dashes) for label, to, dashes in _found(reading, part))
            assert found == Counter(_expected(part, place, boxes)), (part.name, found)


def _found(reading: Reading, part: Place) -> list[tuple[str, Rectangle, str]]:
    arrows = reading.arrows_from(reading.box_of(part.title))
    return [(_plain(label), to, dashes) for label, to, dashes in arrows if label or part.kind == "parallel"]


def _expected(part: Place, place: Place, boxes: dict[str, Rectangle]) -> list[tuple[str, Rectangle, str]]:
    wanted = []
    for way in part.ways:
        to = place.ways[0].to if way.to == DONE else way.to
        assert to is not None
        label = "" if part.kind == "parallel" else _plain("".join(way.labels))
        wanted.append((label, boxes[to], "7 4" if way.sent_back else ""))
    if part.kind == "parallel":
        outward = [way for branch in part.branches for way in branch.ways if way.to != DONE]
        wanted += [("", boxes[way.to or ""], "7 4" if way.sent_back else "") for way in outward]
    return wanted


def _plain(label: str) -> str:
    return label.replace("•", "").replace(" ", "")


def check_uncovered(reading: Reading) -> None:
    """No two texts share room, no line runs through one, and everything is inside the picture."""
    width, height = reading.size
    segments = [segment for line in (*reading.lines, *map(_edges, reading.boxes)) for segment in line.segments]
    for one, other in combinations(reading.texts, 2):
        assert not _share(one.room, other.room), (one, other)
    for text in reading.texts:
        x, y, wide, high = text.room
        assert x >= 0 and y >= 0 and x + wide <= width and y + high <= height, text  # noqa: PT018
        for (ax, ay), (bx, by) in segments:
            assert not _share(text.room, (min(ax, bx), min(ay, by), abs(ax - bx), abs(ay - by))), text


def _edges(box: Rectangle) -> Line:
    x, y, width, height = box
    return Line(((x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)), "")


def _share(one: Rectangle, other: Rectangle) -> bool:
    """Whether two have more in common than a hair; the room of letters is reckoned generously above and below."""
    across = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    along = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return across > -0.5 and along > 4
