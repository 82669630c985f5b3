"""A task of the queue, and a case of a list, as the desk shows them in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.kinds.table import kind_of
from portal.definition.model import EndStep, Service
from portal.people.officers import name_of
from portal.store.area_wording import AreaNames
from portal.store.office_cases import OfficeCase
from portal.store.queue import Entry
from portal.store.tables import NO_DUE_DAY, CaseRow, TaskRow
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.visitors import Visitor
from portal.web.wording import gettext as _
from portal.workflow.claiming import holds
from portal.workflow.standing import Standing, standing


@dataclass(frozen=True)
class QueueLine:
    """A task as the queue shows it.

    `due` is the last day of this step, `promised` that of the whole case, as its applicant was told; `days_late` and
    `days_broken` say by how many days each has passed (0: not yet).
    """

    case_id: str
    reference: str
    service: str
    applicant: str
    place: str
    step: str
    due: date | None
    days_late: int
    promised: date | None
    days_broken: int
    claimed_by: str
    mine: bool
    corrected: bool
    times_sent_back: int
    escalated: bool


@dataclass(frozen=True)
class CaseLine:
    """A case as a list shows it: where it stands, and when it last moved or was decided (`decision`: how)."""

    case_id: str
    reference: str
    service: str
    applicant: str
    place: str
    standing: Standing
    state: str
    at: datetime
    decision: str


def queue_lines(session: Session, entries: Sequence[Entry], visitor: Visitor, names: AreaNames) -> list[QueueLine]:
    """The tasks of a page of the queue."""
    holders = {claimed for entry in entries if (claimed := _claimed_by(entry.task))}
    officers = {officer: name_of(session, officer).in_language(current_language()) for officer in holders}
    names.look_up(code for entry in entries if (code := _place_code(entry.case, entry.answers)))
    return [_queue_line(entry, visitor, names, officers) for entry in entries]


def case_lines(entries: Sequence[OfficeCase], names: AreaNames) -> list[CaseLine]:
    """The cases of a page of a list."""
    names.look_up(code for entry in entries if (code := _place_code(entry.case, entry.answers)))
    names.look_up(task.area for entry in entries for task in entry.tasks)
    return [_case_line(entry, names) for entry in entries]


def applicant_name(service: Service, answers: Mapping[str, Any]) -> str:
    """The first name of a person among the answers: whose case it is to the people at the office."""
    for name, field in service.fields.items():
        if kind_of(field).names_person and answers.get(name):
            return str(answers[name])
    return ""


def _queue_line(entry: Entry, visitor: Visitor, names: AreaNames, officers: Mapping[str, str]) -> QueueLine:
    language = current_language()
    task, case = entry.task, entry.case
    service = environment().services.version(case.definition)
    claimed = _claimed_by(task)
    due = None if task.due == NO_DUE_DAY else task.due
    return QueueLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(language),
        applicant=applicant_name(service, entry.answers),
        place=_place(case, entry.answers, names),
        step=_step_title(service, task.path),
        due=due,
        days_late=_days_since(due),
        promised=case.promised_on,
        days_broken=_days_since(case.promised_on),
        claimed_by=officers[claimed] if claimed else "",
        mine=claimed == visitor.person,
        corrected=task.corrected,
        times_sent_back=case.times_sent_back,
        escalated=task.escalated,
    )


def _case_line(entry: OfficeCase, names: AreaNames) -> CaseLine:
    case = entry.case
    service = environment().services.version(case.definition)
    return CaseLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(current_language()),
        applicant=applicant_name(service, entry.answers),
        place=_place(case, entry.answers, names),
        standing=standing(case.status, case.outcome, case.promised_on, environment().today()),
        state=_state(service, entry, names),
        at=entry.at,
        decision=_decision(service, entry.decision),
    )


def _state(service: Service, entry: OfficeCase, names: AreaNames) -> str:
    """Where the case stands, in words an officer can pass on to whoever asks."""
    match standing(entry.case.status, entry.case.outcome, None, environment().today()):
        case "correction":
            return _("Sent back to the applicant")
        case "granted":
            end = service.workflow.get(entry.case.step or "")
            return _("Certificate issued") if isinstance(end, EndStep) and end.issue else _("Granted")
        case "refused":
            return _("Refused")
        case "withdrawn":
            return _("Withdrawn by the applicant")
        case _:
            offices = dict.fromkeys(names.office(task.area).in_language(current_language()) for task in entry.tasks)
            return _("Waiting at %(offices)s", offices=", ".join(offices))


def _decision(service: Service, decision: str | None) -> str:
    path, _dot, action = (decision or "").rpartition(".")
    step = service.officer_step(path)
    declared = step.actions.get(action) if step else None
    return declared.label.in_language(current_language()) if declared else action


def _step_title(service: Service, path: str) -> str:
    title = service.step_title(path)
    return title.in_language(current_language()) if title else path


def _days_since(day: date | None) -> int:
    return max((environment().today() - day).days, 0) if day else 0


def _claimed_by(task: TaskRow) -> str | None:
    """Who is at the task: a claim lapses by itself."""
    return task.claimed_by if holds(task.claimed_until, environment().clock()) else None


def _place_code(case: CaseRow, answers: Mapping[str, Any]) -> str | None:
    """The code of the area whose offices handle the case."""
    service = environment().services.version(case.definition)
    code = answers.get(service.place)
    return str(code) if code and kind_of(service.fields[service.place]).level else None


def _place(case: CaseRow, answers: Mapping[str, Any], names: AreaNames) -> str:
    code = _place_code(case, answers)
    return names.short(code).in_language(current_language()) if code else ""
