"""The way of a case as a timeline: what is done, who has it now, what will probably follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portal.definition.model import Outcome, Service
from portal.store import cases as case_store
from portal.store.area_wording import AreaNames
from portal.web.current import environment
from portal.web.language import current_language
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
    note: str = ""


_STATES = {"done": "done", "current": "current", "waiting": "coming", "skipped": "unneeded"}


def steps_of(session: Session, service: Service, case: Case) -> list[StepLine]:
    """The way of a case for the timeline, branches of parallel steps as lines of their own."""
    names = AreaNames(session)
    events = [event for _row, event in case_store.history(session, case.id)]
    lines: list[StepLine] = []
    for step in progress(service, case, events, environment().today()):
        lines += [_line(one, names, case) for one in (step.branches or (step,))]
    return lines


def holding(steps: list[StepLine]) -> list[StepLine]:
    """The steps that are at an office now: one, or several at once in parallel reviews; each office once."""
    now = (step for step in steps if step.state == "current" and step.holder)
    return list({(step.holder, None if step.late else step.due): step for step in now}.values())


def _state(step: ProgressStep, case: Case) -> str:
    """Being refused and being withdrawn are ways to stop, though their step is done."""
    is_end = case.outcome in {Outcome.REFUSED, Outcome.WITHDRAWN} and step.path == case.step
    return "stopped" if is_end else _STATES[step.state]


def _line(step: ProgressStep, names: AreaNames, case: Case) -> StepLine:
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
        note=note,
    )
