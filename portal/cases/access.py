"""Who may see a case. Whoever may not learns nothing, not even that it exists."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from sqlalchemy.orm import Session

from portal.cases.command import NoSuchCase
from portal.cases.environment import Environment
from portal.people.appointments import Appointment, appointments_ended, appointments_of, may_see_case, may_work
from portal.store import cases as case_store
from portal.store.cases import History
from portal.workflow.case import Case, Task
from portal.workflow.events import TaskClosed, TaskEscalated, TaskOpened

_MOVES: Final = (TaskOpened, TaskEscalated, TaskClosed)


def own_case(session: Session, person: str, case_id: str, *, lock: bool = False) -> Case:
    """The applicant's own case. Raises NoSuchCase for any other."""
    case = case_store.load(session, case_id, lock=lock)
    if case is None or case.applicant != person:
        raise NoSuchCase(case_id)
    return case


def own_case_by_reference(session: Session, person: str, reference: str) -> Case:
    """The applicant's own case of a reference. Raises NoSuchCase for any other."""
    case_id = case_store.id_of_reference(session, reference)
    if case_id is None:
        raise NoSuchCase(reference)
    return own_case(session, person, case_id)


def seen_case(session: Session, environment: Environment, officer: str, case_id: str) -> Case:
    """A case that is or was at an office the officer is appointed to. Raises NoSuchCase for any other."""
    return seen_with_history(session, environment, officer, case_id)[0]


def seen_with_history(
    session: Session, environment: Environment, officer: str, case_id: str, *, lock: bool = False
) -> tuple[Case, History]:
    """A case like `seen_case`, with what happened to it. `lock` is as in `portal.store.cases.load`."""
    loaded = case_store.load_with_history(session, case_id, lock=lock)
    if loaded is None or not may_see_case(session, officer, case_id, environment.today()):
        raise NoSuchCase(case_id)
    return loaded


def workable_task(
    session: Session, environment: Environment, officer: str, task_id: str, case_id: str
) -> tuple[Case, Task | None]:
    """The case, and its open task when it is still open and the officer's to work.

    A task that someone else closed a moment ago, or that went up from one of the officer's offices, gives None. Raises
    NoSuchCase when the officer may not see the case, and for a task that never was one of it or always was another
    office's.
    """
    case, history = seen_with_history(session, environment, officer, case_id, lock=True)
    task = case.tasks.get(task_id)
    if task is None:
        if not any(isinstance(event, TaskOpened) and event.task == task_id for _row, event in history):
            raise NoSuchCase(case_id)
        return case, None
    appointments = appointments_of(session, officer, environment.today())
    if may_work(appointments, level=task.level, area=task.area, role=task.role, service=case.service):
        return case, task
    if not was_theirs(history, appointments, case, task_id):
        raise NoSuchCase(case_id)
    return case, None


def ended_appointment(
    session: Session, environment: Environment, officer: str, case_id: str, task_id: str
) -> Appointment | None:
    """The officer's appointment that ended last of those under which a task was theirs; None when it never was.

    What came to the office after an appointment, or had left it before, was never theirs under it.
    """
    loaded = case_store.load_with_history(session, case_id)
    if loaded is None:
        return None
    case, history = loaded
    ended = appointments_ended(session, officer, environment.today())
    return next((one for one in ended if _was_theirs_under(history, one, case, task_id)), None)


def was_theirs(history: History, appointments: Iterable[Appointment], case: Case, task_id: str) -> bool:
    """Whether the task ever was at an office of the appointments; a late one goes up to another."""
    held = tuple(appointments)
    return any(
        may_work(held, level=event.level, area=event.area, role=event.role, service=case.service)
        for _row, event in history
        if isinstance(event, TaskOpened | TaskEscalated) and event.task == task_id
    )


def _was_theirs_under(history: History, appointment: Appointment, case: Case, task_id: str) -> bool:
    """Whether the task was at the appointment's office while it held."""
    moves = [event for _row, event in history if isinstance(event, _MOVES) and event.task == task_id]
    return any(
        appointment.covers(level=came.level, area=came.area, role=came.role, service=case.service)
        and appointment.held_between(came.at, left.at if left else None)
        for came, left in pairwise([*moves, None])
        if isinstance(came, TaskOpened | TaskEscalated)
    )
