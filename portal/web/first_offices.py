"""Which offices have an application first: before it is sent, and when a correction takes it to another place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.model import Service, officer_steps_of
from portal.people.appointments import posts_held
from portal.store import places
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.language import current_language
from portal.workflow.entering import offices_first


def first_offices(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    """What the offices are called that will have the case first with these answers; none while the place is not
    answered."""
    return _called(session, offices_first(service, _above(session, service, answers)))


def unattended(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    """What those of them are called where nobody is appointed, today, to a post of the step that begins."""
    above = _above(session, service, answers)
    first = officer_steps_of(service.first_step, service.workflow[service.first_step])
    posts = [(above[step.office.value], step.role) for step in first.values() if step.office.value in above]
    held = posts_held(session, [area for area, _role in posts], service.service, environment().today())
    return _called(session, tuple(dict.fromkeys(area for area, role in posts if (area, role) not in held)))


def _above(session: Session, service: Service, answers: Mapping[str, Any]) -> dict[str, str]:
    """The codes of the place and of those it lies in, by level."""
    place = answers.get(service.place)
    above = places.ancestors(session, place) if isinstance(place, str) else {}
    return {level.value: code for level, code in above.items()}


def _called(session: Session, codes: Sequence[str]) -> list[str]:
    names, language = AreaNames(session), current_language()
    return [names.office(code).in_language(language) for code in codes]
