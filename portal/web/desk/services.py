"""How cases of a service go: its workflow as a drawing and in words, for the officers who work on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request
from markupsafe import Markup

from portal.cases.access import seen_case
from portal.cases.apply import NoSuchService
from portal.definition.model import Service
from portal.diagrams import words
from portal.diagrams.drawing import workflow_svg
from portal.diagrams.outline import Place, outline
from portal.people.appointments import appointments_of
from portal.web.current import environment
from portal.web.desk.blueprint import blueprint
from portal.web.desk.filters import services_of
from portal.web.language import current_language
from portal.web.visitors import Visitor, officer_only
from portal.workflow.case import Case
from portal.workflow.standing import places_of


@dataclass(frozen=True)
class Line:
    """A step, a branch or an end in words, and whether the case stands there."""

    place: Place
    is_branch: bool
    here: bool


@blueprint.get("/desk/services/<name>")
@officer_only
def workflow(name: str, visitor: Visitor) -> str:
    """The workflow of a service that the officer works on; of a case (`?case=`) that of its version, and where it
    stands."""
    case, service = _case(name, visitor) if request.args.get("case") else (None, _offered(name, visitor))
    here = places_of(case) if case else frozenset()
    language = current_language()
    return render_template(
        "desk/workflow.html",
        service=service,
        case=case,
        promised=words.promised(service),
        drawing=Markup(workflow_svg(service, language, here=here, heading=False)),  # noqa: S704 - it escapes all text
        lines=list(_lines(outline(service, language), here)),
    )


def _case(name: str, visitor: Visitor) -> tuple[Case, Service]:
    """The case of the address, and its service as it was when it began."""
    with environment().database.reading() as session:
        case = seen_case(session, environment(), visitor.person, request.args["case"])
    if case.service != name:
        raise NoSuchService(name)
    return case, environment().services.version(case.definition)


def _offered(name: str, visitor: Visitor) -> Service:
    with environment().database.reading() as session:
        held = appointments_of(session, visitor.person, environment().today())
    service = services_of(held).get(name) if held else None
    if service is None:
        raise NoSuchService(name)
    return service


def _lines(places: tuple[Place, ...], here: frozenset[str]) -> Iterator[Line]:
    for place in places:
        yield Line(place, is_branch=False, here=place.name in here)
        for branch in place.branches:
            yield Line(branch, is_branch=True, here=branch.name in here)
