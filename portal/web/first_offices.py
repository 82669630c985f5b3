"""Which offices have an application first, before it is sent and when a correction takes it to another place; and where
no officer is appointed who could deal with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.people.appointments import vacant_posts
from portal.store import places
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.wording import gettext as _
from portal.workflow.entering import offices_first, posts_at


def first_offices(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    """What the offices are called that will have the case first with these answers; none while the place is not
    answered."""
    return _called(session, offices_first(service, offices_above(session, service, answers)))


def unattended(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    """What those of them are called where nobody is appointed, today, to a post of the step that begins."""
    return vacant_at(session, service, service.first_step, offices_above(session, service, answers))


def vacant_at(session: Session, service: Service, step: str, offices: Mapping[str, str]) -> list[str]:
    """What those of the offices of a step are called where nobody is appointed, today, to its post."""
    vacant = vacant_posts(session, posts_at(service, step, offices), service.service, environment().today())
    return _called(session, tuple(dict.fromkeys(area for area, _role in vacant)))


def nobody_at(office: str) -> str:
    """The sentence about such an office; what to do stands beside it."""
    return _("%(office)s has no officer yet who deals with such applications on this website.", office=office)


def offices_above(session: Session, service: Service, answers: Mapping[str, Any]) -> dict[str, str]:
    """The codes of the place and of those it lies in, by level."""
    place = answers.get(service.place)
    above = places.ancestors(session, place) if isinstance(place, str) else {}
    return {level.value: code for level, code in above.items()}


def _called(session: Session, codes: Sequence[str]) -> list[str]:
    names, language = AreaNames(session), current_language()
    return [names.office(code).in_language(language) for code in codes]
