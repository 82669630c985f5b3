"""Why a task cannot be decided any more by an officer who has its page open still."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.definition.model import WITHDRAWN
from portal.store import cases as case_store
from portal.store.area_wording import AreaNames
from portal.web.language import current_language
from portal.web.refusals import sentence
from portal.web.wording import gettext as _
from portal.workflow.case import Case
from portal.workflow.events import ActionTaken, TaskEscalated
from portal.workflow.refusals import Refusal, Why


@dataclass(frozen=True)
class Overtaken:
    """What came first: `title` heads the page that shows what was not sent, `sentence` stands above the case."""

    title: str
    sentence: str


def overtaken(session: Session, case: Case, task_id: str) -> Overtaken:
    """What happened to a task that is closed, or went up, while an officer had its page open."""
    events = [event for _row, event in case_store.history(session, case.id)]
    if any(isinstance(event, ActionTaken) and event.task == task_id for event in events):
        dealt_with = sentence(Refusal(Why.UNKNOWN_TASK))
        return Overtaken(_("A colleague was quicker: this step is already dealt with"), dealt_with)
    if task_id in case.tasks:
        went_up = [event for event in events if isinstance(event, TaskEscalated) and event.task == task_id]
        area = went_up[-1].area if went_up else case.tasks[task_id].area
        return _same(_("Late: passed on to %(office)s", office=_office(session, area)))
    if case.step == WITHDRAWN:
        return _same(_("The applicant has withdrawn this application"))
    return _same(_("Another step decided first, so this one is not needed any more"))


def _office(session: Session, area: str) -> str:
    return AreaNames(session).office(area).in_language(current_language())


def _same(text: str) -> Overtaken:
    return Overtaken(text, text)
