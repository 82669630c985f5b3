"""What an applicant reads about a correction: who waits for it, by when it would be answered, and what it changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.display import display_line
from portal.definition.fee_words import fee_in_words
from portal.definition.kinds.table import kind_of
from portal.definition.model import Service
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.first_offices import first_offices, offices_above
from portal.web.language import current_language
from portal.web.vacant_steps import VacantStep, nobody_at, vacant_ahead, vacant_offices
from portal.web.wording import gettext as _
from portal.workflow.answers import Correcting, form_of
from portal.workflow.case import Case
from portal.workflow.correcting import promised_if_corrected
from portal.workflow.deadlines import Moment


@dataclass(frozen=True)
class Wanted:
    """A correction that is waited for: by which office, of which questions, and the promised day if it came today.

    `vacant` are the offices that would have it then and where nobody is appointed, `ahead` such steps after that: then
    no day is promised.
    """

    office: str
    questions: tuple[str, ...]
    promised: date | None
    vacant: tuple[str, ...]
    ahead: tuple[VacantStep, ...] = ()


def wanted(session: Session, service: Service, case: Case) -> Wanted | None:
    """The correction that the case waits for; None while it waits for none."""
    if case.correction is None:
        return None
    language = current_language()
    sent_back = case.deeds[-1].area if case.deeds else ""
    office = AreaNames(session).office(sent_back).in_language(language) if sent_back else ""
    questions = tuple(service.fields[name].label.in_language(language) for name in case.correction.fields)
    vacant = tuple(vacant_offices(session, service, case.correction.resume, case.offices))
    form = form_of(service, case, environment().today())
    ahead = tuple(vacant_ahead(session, form, case.correction.resume, case.offices))
    promised = None if vacant or ahead else promised_if_corrected(case, Moment.of(environment().clock()))
    return Wanted(office, questions, promised, vacant, ahead)


def changes_of(
    session: Session, service: Service, case: Case, values: Mapping[str, Any], *, sent: bool = False
) -> list[str]:
    """What else a correction changes, or once `sent` has changed, a sentence each: what is worked out, the fee, and the
    office that has it."""
    language, names = current_language(), AreaNames(session)
    correcting = Correcting(service, case, environment().today())
    was, now = correcting.before.answers, correcting.reopened(values).form
    after = now.answers
    said = []
    for name, field in now.asked.items():
        if not kind_of(field).is_worked_out:
            continue
        old, new = (display_line(field, one.get(name), language, names.full) for one in (was, after))
        if old != new:
            said.append(_changed(field.label.in_language(language), old, new))
    if (cost := now.fee) != case.fee:
        old, new = (fee_in_words(service, one, language) for one in (case.fee, cost))
        said.append(_changed(_("Fee"), old, new))
    if after.get(service.place) != case.answers.get(service.place):
        first = service.workflow[service.first_step].title.in_language(language)
        office = ", ".join(first_offices(session, service, after))
        if sent:
            moved = _(
                "It has gone to another place, %(office)s, and begins again with: %(step)s.", office=office, step=first
            )
        else:
            moved = _(
                "It goes to another place, %(office)s, and begins again with: %(step)s.", office=office, step=first
            )
        said += [moved, *_where_nobody_is(session, service, after)]
    return said


def _where_nobody_is(session: Session, service: Service, answers: Mapping[str, Any]) -> list[str]:
    above = offices_above(session, service, answers)
    return [nobody_at(one) for one in vacant_offices(session, service, service.first_step, above)]


def _changed(label: str, old: str, new: str) -> str:
    if not old:
        return f"{label}: {new}"
    return _("%(label)s: %(new)s (before: %(old)s)", label=label, new=new, old=old)
