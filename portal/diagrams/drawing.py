"""The drawing of a service's workflow as one SVG image."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from portal.definition.model import APPLICANT, DONE, EndStep, Service
from portal.diagrams import words
from portal.diagrams.figures import Figure, Sides, figure
from portal.diagrams.layers import rows_of
from portal.diagrams.legend import legend_of
from portal.diagrams.lettering import block
from portal.diagrams.outline import Place, outline
from portal.diagrams.placing import lefts_of
from portal.diagrams.routing import routed
from portal.diagrams.shapes import Shape, moved
from portal.diagrams.svg import svg
from portal.diagrams.told import told
from portal.lao.language import Language
from portal.lao.text import canonical

_MARGIN: Final = 16.0
_HEADING: Final = 14.0


def workflow_svg(
    service: Service, language: Language, *, here: Collection[str] = (), heading: bool = True, name: str = "workflow"
) -> str:
    """The workflow as an SVG image, to be read on a page or printed.

    `here` are the steps ('step' or 'step.branch'), ends or the applicant to be marked as where a case stands. With a
    `heading` it bears the service's name, as a picture that stands alone does. Service files with names of steps that
    do not exist are drawn without those arrows.
    """
    places = outline(service, language)
    shapes, width, height = _drawn(service, places, language, here)
    if heading:
        shapes, width, height = _headed(service, language, shapes, width, height)
    legend = legend_of(places, language, max(width - 2 * _MARGIN, 300))
    shapes += moved(legend.shapes, _MARGIN, height)
    return svg(
        shapes,
        max(width, legend.width + 2 * _MARGIN),
        height + legend.height + _MARGIN,
        title=canonical(service.title.in_language(language)),
        description=" ".join(told(place, language) for place in places),
        language=language,
        name=name,
    )


def _drawn(
    service: Service, places: Sequence[Place], language: Language, here: Collection[str]
) -> tuple[list[Shape], float, float]:
    targets = {place.name: [way.to for way in place.every_way if _leads_on(way.to)] for place in places}
    ends = [name for name, step in service.workflow.items() if isinstance(step, EndStep)]
    rows = rows_of({name: [to for to in several if to] for name, several in targets.items()}, APPLICANT, ends)
    figures = _figures(places, rows, language, here)
    laid = [[figures[name] for name in row] for row in rows]
    lefts = lefts_of(laid)
    routes = routed(laid, lefts)
    shapes: list[Shape] = []
    for row, top in zip(laid, routes.tops, strict=True):
        for each in row:
            shapes += moved(each.shapes, lefts[each.name] - routes.left + _MARGIN, top + _MARGIN)
    shapes += moved(routes.shapes, _MARGIN - routes.left, _MARGIN)
    return shapes, routes.right - routes.left + 2 * _MARGIN, routes.foot + 2 * _MARGIN


def _figures(
    places: Sequence[Place], rows: Sequence[Sequence[str]], language: Language, here: Collection[str]
) -> dict[str, Figure]:
    at = {name: (place, along) for place, row in enumerate(rows) for along, name in enumerate(row)}
    said = words.HERE.in_language(language), words.IF_LATE.in_language(language)
    return {place.name: figure(place, _sides(place.name, at), here, *said) for place in places}


def _sides(name: str, at: Mapping[str, tuple[int, int]]) -> Sides:
    """Arrows that go up leave on the left, those to the next row in its order, those further down on the right."""
    row = at[name][0]
    ranks = {}
    for to, (target, along) in at.items():
        side = 0 if target <= row else 1 if target == row + 1 else 2
        ranks[to] = (side, along if side == 1 else -target)
    return Sides({**ranks, DONE: (1, 0)})


def _leads_on(to: str | None) -> bool:
    return to is not None and to != DONE


def _headed(
    service: Service, language: Language, shapes: list[Shape], width: float, height: float
) -> tuple[list[Shape], float, float]:
    """The drawing under the name of the service and the time that is promised."""
    room = max(width - 2 * _MARGIN, 300)
    name = block(canonical(service.title.in_language(language)), "heading", room)
    promise = block(words.promised(service).in_language(language), "text", room)
    above = _MARGIN + name.height + promise.height + _HEADING - _MARGIN
    head: list[Shape] = [
        *name.words(_MARGIN, _MARGIN, centred=False),
        *promise.words(_MARGIN, _MARGIN + name.height, centred=False),
    ]
    return [*head, *moved(shapes, 0, above)], max(width, name.width + 2 * _MARGIN), height + above
