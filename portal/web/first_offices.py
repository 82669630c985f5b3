"""Which offices have an application first, before it is sent and when a correction takes it to another place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.store import places
from portal.store.area_wording import AreaNames
from portal.web.language import current_language
from portal.workflow.entering import offices_first


def first_offices(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    """What the offices are called that will have the case first with these answers; none while the place is not
    answered."""
    return _called(session, offices_first(service, offices_above(session, service, answers)))


def offices_above(session: Session, service: Service, answers: Mapping[str, Any]) -> dict[str, str]:
    """The codes of the place and of those it lies in, by level."""
    place = answers.get(service.place)
    above = places.ancestors(session, place) if isinstance(place, str) else {}
    return {level.value: code for level, code in above.items()}


def _called(session: Session, codes: Sequence[str]) -> list[str]:
    names, language = AreaNames(session), current_language()
    return [names.office(code).in_language(language) for code in codes]
