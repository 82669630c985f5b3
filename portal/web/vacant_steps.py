"""Steps for which nobody is appointed: those ahead on the likely way of an application, and to whom such a step goes on
by itself when it is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.definition.form import Shown
from portal.definition.model import OfficerStep, Service, officer_steps_of
from portal.people.appointments import vacant_posts
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.wording import gettext as _
from portal.workflow.progress import likely_path


@dataclass(frozen=True)
class VacantStep:
    """A step to come for which nobody is appointed: its title and its office. `above` is the office to which it goes on
    by itself when it is late, if somebody is there."""

    title: str
    holder: str
    above: str = ""


def vacant_in(session: Session, service: Service, step: str, offices: Mapping[str, str]) -> list[VacantStep]:
    """A step, or the branches of a parallel one, for which nobody is appointed today at its office of `offices`, the
    area codes by level."""
    language, names = current_language(), AreaNames(session)
    inner = officer_steps_of(step, service.workflow[step]).values()
    held = [(offices[one.office.value], one) for one in inner if one.office.value in offices]
    posts = [(area, one.role) for area, one in held]
    vacant = vacant_posts(session, posts, service.service, environment().today())
    return [
        VacantStep(
            title=one.title.in_language(language),
            holder=names.office(area).in_language(language),
            above=office_above(session, service, one, offices),
        )
        for area, one in held
        if (area, one.role) in vacant
    ]


def vacant_offices(session: Session, service: Service, step: str, offices: Mapping[str, str]) -> list[str]:
    """What the offices of a step are called where nobody is appointed to it today, each once."""
    return list(dict.fromkeys(one.holder for one in vacant_in(session, service, step, offices)))


def nobody_at(office: str) -> str:
    """The sentence about such an office; what to do stands beside it."""
    return _("%(office)s has no officer yet who deals with such applications on this website.", office=office)


def vacant_ahead(session: Session, form: Shown, step: str, offices: Mapping[str, str]) -> list[VacantStep]:
    """The steps after `step`, on the likely way with the answers of `form`, for which nobody is appointed today."""
    return [one for name in likely_path(form, step)[1:] for one in vacant_in(session, form.service, name, offices)]


def office_above(session: Session, service: Service, step: OfficerStep, offices: Mapping[str, str]) -> str:
    """What the office is called to which a late step goes on by itself; '' if to none, or to one where nobody is
    appointed either."""
    area = offices.get(step.late.to.value) if step.late else None
    if step.late is None or area is None:
        return ""
    post = (area, step.late.role or step.role)
    if vacant_posts(session, [post], service.service, environment().today()):
        return ""
    return AreaNames(session).office(area).in_language(current_language())
