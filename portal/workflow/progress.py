"""The way of a case, step by step: what happened, where it is now, and what will probably follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from portal.definition.form import Shown
from portal.definition.graph import first_way, granted_ends, routes
from portal.definition.model import (
    APPLICANT,
    SUBMITTED,
    WITHDRAWN,
    EndStep,
    OfficerStep,
    ParallelStep,
    Service,
    Text,
    officer_steps_of,
)
from portal.lao.dates import local_date
from portal.workflow import events as happened
from portal.workflow.answers import form_of
from portal.workflow.case import Case, Status
from portal.workflow.events import Event
from portal.workflow.versions import Versions, under_versions

State = Literal["done", "current", "waiting", "skipped", "preparing"]

_SUBMISSION: Final = Text(lo="ຍື່ນຄຳຮ້ອງ", en="Application handed in")
_CORRECTION: Final = Text(lo="ແກ້ໄຂຄຳຮ້ອງ", en="Correction by the applicant")
_WITHDRAWAL: Final = Text(lo="ຖອນຄຳຮ້ອງ", en="Application withdrawn")


@dataclass(frozen=True)
class ProgressStep:
    """One stay in a step, or one to come.

    `path` is a step, 'step.branch', or 'submitted', 'applicant', 'withdrawn'. `skipped` is what was left without a
    decision: a branch that was no longer needed, a step the applicant withdrew from. An end is `preparing` until the
    paper that it asks for is there. `level` and `area` say whose office has or had it, the higher one if it was
    `escalated`. `outcome` is the action that was taken, or how the case ended; `outcome_label` the action's label,
    `sent_back` whether it gave the case back to its applicant.
    `branches` are the parts of a parallel step.
    """

    path: str
    title: Text
    state: State
    entered_at: datetime | None = None
    left_at: datetime | None = None
    level: str | None = None
    area: str | None = None
    due: date | None = None
    late: bool = False
    escalated: bool = False
    outcome: str | None = None
    outcome_label: Text | None = None
    sent_back: bool = False
    branches: tuple[ProgressStep, ...] = ()


def progress(versions: Versions, case: Case, events: Iterable[Event], today: date) -> list[ProgressStep]:
    """The steps of `case` up to `today`, oldest first, then the likely ones to come; each in the words of the version
    that held then.

    A step that was entered twice stands twice. What is to come follows the actions that lead to a granted end, the
    first of them where there are several; nothing is to come after the end.
    """
    past = _Past(today)
    for event, service in under_versions(events, versions):
        past.add(event, service)
    return [*past.steps, *_to_come(versions(case.definition), case, today)]


class _Past:
    """Folds events into the steps they make; the last step is the one the case is in."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._path_of: dict[str, str] = {}
        self.steps: list[ProgressStep] = []

    def add(self, event: Event, service: Service) -> None:
        """Take the next event, which happened under `service`."""
        self._service = service
        match event:
            case happened.Started():
                self._begin(SUBMITTED, _SUBMISSION, event.at)
            case happened.Submitted():
                self._leave(event.at, "done")
            case happened.StepEntered(step=step):
                self._leave(event.at, "done")
                self._begin(step, self._title(step), event.at)
            case happened.Moved():
                self._go_on_as(event)
            case happened.SentBack():
                self._leave(event.at, "done")
                self._begin(APPLICANT, _CORRECTION, event.at)
            case happened.Ended():
                self._end(event)
            case happened.CertificateIssued(step=step):
                last = self.steps[-1]
                if last.path == step and last.state == "preparing":
                    self._put(replace(last, state="done", left_at=event.at))
            case _:
                self._add_task_event(event)

    def _add_task_event(self, event: Event) -> None:
        match event:
            case happened.TaskOpened(task=task, path=path):
                self._path_of[task] = path
                self._put(self._opened(event))
            case happened.TaskEscalated(task=task, level=level, area=area, due=due):
                step = self._at(self._path_of[task])
                self._put(replace(step, level=level, area=area, due=due, late=True, escalated=True))
            case happened.ActionTaken(path=path, action=action, to=to):
                officer_step = self._service.officer_step(path)
                taken = officer_step.actions.get(action) if officer_step else None
                label = taken.label if taken else None
                self._put(replace(self._at(path), outcome=action, outcome_label=label, sent_back=to == APPLICANT))
            case happened.TaskClosed(task=task):
                step = self._at(self._path_of[task])
                late = step.escalated or (step.due is not None and local_date(event.at) > step.due)
                state: State = "done" if step.outcome else "skipped"
                self._put(replace(step, state=state, left_at=event.at, late=late))

    def _go_on_as(self, event: happened.Moved) -> None:
        """The step that the case is in, and its branches, have the names and titles of the other version."""
        last = self.steps[-1]
        if last.path == APPLICANT:
            return
        self._path_of = {task: event.paths.get(path, path) for task, path in self._path_of.items()}
        branches = [self._as_now(branch, event) for branch in last.branches]
        self.steps[-1] = replace(self._as_now(last, event), branches=tuple(branches))

    def _as_now(self, step: ProgressStep, event: happened.Moved) -> ProgressStep:
        path = event.paths.get(step.path, step.path)
        title = self._service.step_title(path)
        return replace(step, path=path, title=title) if title else step

    def _title(self, path: str) -> Text:
        return self._service.step_title(path) or Text(lo=path, en=path)

    def _begin(self, path: str, title: Text, at: datetime) -> None:
        self.steps.append(ProgressStep(path, title, "current", entered_at=at))

    def _leave(self, at: datetime, state: State) -> None:
        last = self.steps[-1]
        if last.left_at is None:
            self.steps[-1] = replace(last, state=state, left_at=at)

    def _end(self, event: happened.Ended) -> None:
        withdrawn = event.step == WITHDRAWN
        self._leave(event.at, "skipped" if withdrawn else "done")
        title = _WITHDRAWAL if withdrawn else self._title(event.step)
        end = ProgressStep(event.step, title, "done", event.at, event.at, outcome=event.outcome)
        self.steps.append(replace(end, state="preparing", left_at=None) if event.issue else end)

    def _opened(self, event: happened.TaskOpened) -> ProgressStep:
        entered = ProgressStep(event.path, self._title(event.path), "current", entered_at=event.at)
        late = event.due is not None and self._today > event.due
        return replace(entered, level=event.level, area=event.area, due=event.due, late=late)

    def _at(self, path: str) -> ProgressStep:
        last = self.steps[-1]
        return last if last.path == path else next(branch for branch in last.branches if branch.path == path)

    def _put(self, step: ProgressStep) -> None:
        """Keep `step` in the place of the one with its path: the step the case is in, or a branch of it."""
        last = self.steps[-1]
        if last.path == step.path:
            self.steps[-1] = step
        elif any(branch.path == step.path for branch in last.branches):
            branches = (step if branch.path == step.path else branch for branch in last.branches)
            self.steps[-1] = replace(last, branches=tuple(branches))
        else:
            self.steps[-1] = replace(last, branches=(*last.branches, step))


def _to_come(service: Service, case: Case, today: date) -> Iterator[ProgressStep]:
    if case.status is Status.ENDED:
        return
    form = form_of(service, case, today)
    if case.status is Status.DRAFT or case.step is None:
        path = likely_path(form, service.first_step)
    elif case.status is Status.WITH_APPLICANT:
        path = likely_path(form, case.step)
    else:
        path = likely_path(form, case.step)[1:]
    for name in path:
        step = service.workflow[name]
        inner = officer_steps_of(name, step)
        branches = tuple(_waiting(path, branch) for path, branch in inner.items() if path != name)
        yield replace(_waiting(name, step), branches=branches)


def _waiting(path: str, step: OfficerStep | ParallelStep | EndStep) -> ProgressStep:
    level = step.office.value if isinstance(step, OfficerStep) else None
    outcome = step.end.value if isinstance(step, EndStep) else None
    return ProgressStep(path, step.title, "waiting", level=level, outcome=outcome)


def likely_path(form: Shown, start: str) -> list[str]:
    """The steps from `start` to a granted end, both included: of the actions open over the answers, always the first
    that leads there without coming back. Just `start` if none does; nothing if there is no such step."""
    if start not in form.service.workflow:
        return []
    graph = routes(form.service, lambda _path, action: action.when is None or form.holds(action.when))
    return first_way(start, graph.__getitem__, granted_ends(form.service))
