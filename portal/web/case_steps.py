"""The way of a case as a timeline: what is done, who has it now, what will probably follow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from portal.definition.model import Level, Outcome, Service
from portal.people.appointments import vacant_posts
from portal.store.area_wording import AreaNames
from portal.store.cases import History
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.vacant_steps import office_above
from portal.web.wording import gettext as _
from portal.workflow.case import Case
from portal.workflow.progress import ProgressStep, progress


@dataclass(frozen=True)
class StepLine:
    """A step as the timeline shows it."""

    title: str
    state: str
    holder: str = ""
    at: datetime | None = None
    due: date | None = None
    late: bool = False
    vacant: bool = False
    """Whether nobody is appointed, today, to the post that has it now: nobody keeps its day either."""
    above: str = ""
    """The office to which a step without anybody goes on by itself when it is late, if somebody is there."""
    note: str = ""
    passed_up: str = ""


_ENDS: Final[dict[str, str]] = {Outcome.REFUSED: "stopped", Outcome.WITHDRAWN: "withdrawn"}
_STATES = {"done": "done", "current": "current", "waiting": "coming", "skipped": "unneeded", "preparing": "preparing"}


def steps_of(session: Session, service: Service, case: Case, history: History) -> list[StepLine]:
    """The way of a case for the timeline, branches of parallel steps as lines of their own."""
    names = AreaNames(session)
    events = [event for _row, event in history]
    posts = {task.path: (task.area, task.role) for task in case.tasks.values()}
    vacant = vacant_posts(session, posts.values(), service.service, environment().today())
    nobody_at = {path: _goes_on_to(session, service, case, path) for path, post in posts.items() if post in vacant}
    lines: list[StepLine] = []
    for step in progress(environment().services.version, case, events, environment().today()):
        lines += [_line(one, names, service, case, nobody_at) for one in (step.branches or (step,))]
    return lines


def holding(steps: list[StepLine]) -> list[StepLine]:
    """The steps that are at an office now: one, or several at once in parallel reviews; each office once, and each step
    for which nobody is appointed."""
    now = (step for step in steps if step.state == "current" and step.holder)
    shown = {(step.title if step.vacant else step.holder, None if step.late else step.due): step for step in now}
    return list(shown.values())


def _state(step: ProgressStep, case: Case) -> str:
    """Being refused is a way to stop, though its step is done; to withdraw is the applicant's own wish."""
    ended = _ENDS.get(case.outcome) if case.outcome and step.path == case.step else None
    if step.state == "done" and step.sent_back:
        return "returned"  # it is not done then
    return ended or _STATES[step.state]


def _passed_up(step: ProgressStep) -> str:
    """Why another office has, or had, the step than the service says."""
    if not step.escalated:
        return ""
    if step.level == Level.PROVINCE:
        return _("Passed on to the province because it was late.")
    return _("Passed on to the district because it was late.")


def _goes_on_to(session: Session, service: Service, case: Case, path: str) -> str:
    """The office to which the task of a step will go by itself; '' when it went up already, for each goes up once."""
    step = service.officer_step(path)
    if step is None or any(task.escalated for task in case.tasks.values() if task.path == path):
        return ""
    return office_above(session, service, step, case.offices)


def _line(step: ProgressStep, names: AreaNames, service: Service, case: Case, nobody_at: Mapping[str, str]) -> StepLine:
    """The line of a step; `nobody_at` are the paths of those without anybody, with the office each goes on to."""
    language = current_language()
    area = step.area or case.offices.get(step.level or "")
    note = step.outcome_label.in_language(language) if step.outcome_label else ""
    return StepLine(
        title=step.title.in_language(language),
        state=_state(step, case),
        holder=names.office(area).in_language(language) if area else "",
        at=step.left_at or step.entered_at,
        due=step.due if step.state == "current" else None,
        late=step.late,
        vacant=step.state == "current" and step.path in nobody_at,
        above=nobody_at.get(step.path, "") if step.state == "current" else "",
        note=note,
        passed_up=_passed_up(step),
    )
