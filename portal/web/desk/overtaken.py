"""Why a task cannot be decided any more by an officer who has its page open still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape
from sqlalchemy.orm import Session

from portal.definition.model import APPLICANT, WITHDRAWN, Service
from portal.lao.dates import format_datetime
from portal.people.officers import name_of
from portal.store.area_wording import AreaNames
from portal.store.cases import History
from portal.web.language import current_language
from portal.web.line_breaks import whole_name
from portal.web.wording import filled
from portal.web.wording import gettext as _
from portal.workflow.case import Case, Status
from portal.workflow.events import ActionTaken, Event, TaskClosed, TaskEscalated


@dataclass(frozen=True)
class Overtaken:
    """What came first: `title` heads the page that shows what was not sent, `how` says who did what and when: a name in
    it is not parted."""

    title: str
    how: Markup

    @property
    def sentence(self) -> Markup:
        """Both, as it stands above the case."""
        return Markup("{}. {}").format(self.title, self.how) if self.how else escape(self.title)


def overtaken(
    session: Session, service: Service, case: Case, history: History, task_id: str, officer: str
) -> Overtaken:
    """What happened to a task that is closed, or went up, while `officer` had its page open."""
    events = [event for _row, event in history]
    deed = deed_that_closed(events, task_id)
    if deed is not None and (deed.task, deed.officer) == (task_id, officer):
        return Overtaken(_("You have already done this"), _by(session, service, deed, officer))
    if deed is not None and deed.task == task_id:
        how = _by(session, service, deed, officer)
        return Overtaken(_("A colleague was quicker: this step is already dealt with"), how)
    if task_id in case.tasks:
        went_up = [event for event in events if isinstance(event, TaskEscalated) and event.task == task_id]
        area = went_up[-1].area if went_up else case.tasks[task_id].area
        when = went_up[-1].at if went_up else case.tasks[task_id].opened
        return Overtaken(_("Late: passed on to %(office)s", office=_office(session, area)), _since(when))
    if case.step == WITHDRAWN:
        return Overtaken(
            _("The applicant has withdrawn this application"), _since(case.ended) if case.ended else Markup()
        )
    how = _by(session, service, deed, officer) if deed else Markup()
    if deed is not None and deed.to == APPLICANT and case.status is not Status.ENDED:
        if case.status is Status.WITH_APPLICANT:
            again = _("When the applicant has corrected it, you review it again.")
        else:
            again = _("It has come back corrected: review it again.")
        return Overtaken(_("The case was sent back to the applicant, so this was not recorded"), how + " " + again)
    return Overtaken(_("Another step decided first, so this one is not needed any more"), how)


def deed_that_closed(events: Sequence[Event], task_id: str) -> ActionTaken | None:
    """The action that closed the task: the last one before it was closed."""
    deed: ActionTaken | None = None
    for event in events:
        if isinstance(event, ActionTaken):
            deed = event
        elif isinstance(event, TaskClosed) and event.task == task_id:
            return deed
    return None


def _by(session: Session, service: Service, deed: ActionTaken, officer: str) -> Markup:
    language = current_language()
    step = service.officer_step(deed.path)
    action = step.actions.get(deed.action) if step else None
    label = action.label.in_language(language) if action else deed.action
    when = format_datetime(deed.at, language)
    if deed.officer == officer:
        return filled(_("You chose “%(action)s” on %(when)s."), action=label, when=when)
    name = whole_name(name_of(session, deed.officer).in_language(language))
    return filled(_("%(name)s chose “%(action)s” on %(when)s."), name=name, action=label, when=when)


def _since(when: datetime) -> Markup:
    return filled(_("On %(when)s."), when=format_datetime(when, current_language()))


def _office(session: Session, area: str) -> str:
    return AreaNames(session).office(area).in_language(current_language())
