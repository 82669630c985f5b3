"""A task of the queue, and a case of a list, as the desk shows them in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.definition.model import Level, Service
from portal.definition.subject import place_of, subject_name, subject_phone
from portal.lao.calendar import working_days_between
from portal.lao.dates import local_date
from portal.lao.phone import mask_phone
from portal.lao.text import fold
from portal.people.officers import name_of
from portal.store import cases as case_store
from portal.store import looks
from portal.store.area_wording import AreaNames
from portal.store.office_cases import OfficeCase
from portal.store.queue import Entry
from portal.store.tables import NO_DUE_DAY, CaseRow, TaskRow
from portal.web.current import environment
from portal.web.language import current_language
from portal.web.visitors import Visitor
from portal.web.wording import gettext as _
from portal.workflow.acting import acted_before
from portal.workflow.case import Status
from portal.workflow.claiming import holds
from portal.workflow.events import ActionTaken, Ended, Event, SentBack
from portal.workflow.standing import Standing, answered_late, standing

_LEVELS = (Level.VILLAGE, Level.DISTRICT, Level.PROVINCE)
"""From the lowest to the highest."""


@dataclass(frozen=True)
class QueueLine:
    """A task as the queue shows it.

    `due` is the last day of this step, `promised` that of the whole case, as its applicant was told; `days_late` and
    `days_broken` say by how many working days each has passed (None: not yet, 0: only days off came since).
    `sent_back_by` is the higher level whose officer gave the case back to this step.
    """

    case_id: str
    reference: str
    service: str
    applicant: str
    place: str
    step: str
    due: date | None
    due_today: bool
    days_late: int | None
    promised: date | None
    days_broken: int | None
    claimed_by: str
    mine: bool
    read_by: str
    kept_from: list[str]
    corrected: bool
    times_sent_back: int
    sent_back_by: str
    escalated: bool


@dataclass(frozen=True)
class CaseLine:
    """A case as a list shows it: where it stands, and when it last moved or was decided (`decision`: how, `decided_by`:
    by whom).

    `phone`, masked, tells namesakes apart; `sent_back` says by whom a case was sent back that waits for its applicant;
    `days_late` is by how many working days its answer came too late (None: it has none yet).
    """

    case_id: str
    reference: str
    service: str
    applicant: str
    place: str
    standing: Standing
    state: str
    at: datetime
    decision: str
    decided_by: str
    phone: str
    sent_back: SentBackLine | None
    days_late: int | None


@dataclass(frozen=True)
class SentBackLine:
    """Who sent a case back, for which answers, and for how many days it has been with its applicant since."""

    by: str
    fields: str
    days: int


def queue_lines(session: Session, entries: Sequence[Entry], visitor: Visitor, names: AreaNames) -> list[QueueLine]:
    """The tasks of a page of the queue."""
    now = environment().clock()
    at_work = {_claimed_by(entry.task) for entry in entries} | {_read_by(entry.task, visitor, now) for entry in entries}
    officers = _names_of(session, at_work)
    names.look_up(code for entry in entries if (code := _place_code(entry.case, entry.answers)))
    deeds = case_store.happened_in(session, {entry.case.id for entry in entries}, ActionTaken)
    return [_queue_line(entry, visitor, names, officers, deeds[entry.case.id]) for entry in entries]


def case_lines(session: Session, entries: Sequence[OfficeCase], names: AreaNames) -> list[CaseLine]:
    """The cases of a page of a list."""
    names.look_up(code for entry in entries if (code := _place_code(entry.case, entry.answers)))
    names.look_up(task.area for entry in entries for task in entry.tasks)
    happened = case_store.happened_in(session, {entry.case.id for entry in entries}, ActionTaken, SentBack, Ended)
    deeds = (event for events in happened.values() for event in events if isinstance(event, ActionTaken))
    officers = _names_of(session, {entry.decided_by for entry in entries} | {deed.officer for deed in deeds})
    called = Counter(fold(_called(entry)) for entry in entries)
    return [
        _case_line(entry, names, officers, happened[entry.case.id], namesake=called[fold(_called(entry))] > 1)
        for entry in entries
    ]


def _queue_line(
    entry: Entry, visitor: Visitor, names: AreaNames, officers: Mapping[str, str], deeds: Sequence[Event]
) -> QueueLine:
    language = current_language()
    task, case = entry.task, entry.case
    service = environment().services.version(case.definition)
    claimed = _claimed_by(task)
    reading = _read_by(task, visitor, environment().clock())
    due = None if task.due == NO_DUE_DAY else task.due
    return QueueLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(language),
        applicant=subject_name(service, entry.answers),
        place=_place(case, entry.answers, names),
        step=_step_title(service, task.path),
        due=due,
        due_today=due == environment().today(),
        days_late=_working_days_since(due),
        promised=case.promised_on,
        days_broken=_working_days_since(case.promised_on),
        claimed_by=officers[claimed] if claimed else "",
        mine=claimed == visitor.person,
        read_by=officers[reading] if reading else "",
        kept_from=_kept_from(service, task.path, visitor, deeds),
        corrected=task.corrected,
        times_sent_back=case.times_sent_back,
        sent_back_by=_sent_back_by(service, task, deeds),
        escalated=task.escalated,
    )


def _case_line(
    entry: OfficeCase, names: AreaNames, officers: Mapping[str, str], happened: Sequence[Event], *, namesake: bool
) -> CaseLine:
    case = entry.case
    service = environment().services.version(case.definition)
    return CaseLine(
        case_id=case.id,
        reference=case.reference or "",
        service=service.title.in_language(current_language()),
        applicant=subject_name(service, entry.answers),
        place=_place(case, entry.answers, names),
        standing=standing(case.status, case.outcome, case.promised_on, environment().today(), entry.papers),
        state=_state(service, entry, names),
        at=entry.at,
        decision=_decision(service, entry.decision),
        decided_by=officers[entry.decided_by] if entry.decided_by else "",
        phone=_masked_phone(service, entry.answers) if namesake else "",
        sent_back=_sent_back(service, case, officers, happened),
        days_late=answered_late(case.outcome, case.promised_on, _ended(happened)),
    )


def _ended(happened: Sequence[Event]) -> datetime | None:
    return next((event.at for event in reversed(happened) if isinstance(event, Ended)), None)


def _sent_back(
    service: Service, case: CaseRow, officers: Mapping[str, str], happened: Sequence[Event]
) -> SentBackLine | None:
    """The last time, while the applicant has the case."""
    found: SentBackLine | None = None
    by = ""
    for event in happened if case.status == Status.WITH_APPLICANT else ():
        if isinstance(event, ActionTaken):
            by = officers[event.officer]
        elif isinstance(event, SentBack):
            named = [service.fields[name] for name in event.fields if name in service.fields]
            fields = ", ".join(field.label.in_language(current_language()) for field in named)
            found = SentBackLine(by, fields, max((environment().today() - local_date(event.at)).days, 0))
    return found


def _called(entry: OfficeCase) -> str:
    return subject_name(environment().services.version(entry.case.definition), entry.answers)


def _masked_phone(service: Service, answers: Mapping[str, Any]) -> str:
    number = subject_phone(service, answers)
    return mask_phone(number) if number else ""


def _kept_from(service: Service, path: str, visitor: Visitor, deeds: Sequence[Event]) -> list[str]:
    step = service.officer_step(path)
    done = [event for event in deeds if isinstance(event, ActionTaken)]
    actions = step.actions.values() if step else ()
    return [
        action.label.in_language(current_language()) for action in actions if acted_before(action, done, visitor.person)
    ]


def _names_of(session: Session, officers: Iterable[str | None]) -> dict[str, str]:
    return {one: name_of(session, one).in_language(current_language()) for one in sorted(filter(None, officers))}


def _state(service: Service, entry: OfficeCase, names: AreaNames) -> str:
    """Where the case stands, in words an officer can pass on to whoever asks."""
    match standing(entry.case.status, entry.case.outcome, None, environment().today(), entry.papers):
        case "correction":
            return _("Sent back to the applicant")
        case "granted":
            return _("Granted")
        case "preparing":
            return _("Certificate being made")
        case "issued":
            return _("Certificate issued")
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
    label = declared.label.in_language(current_language()) if declared else action
    return f"{_step_title(service, path)}: {label}" if path else ""


def _step_title(service: Service, path: str) -> str:
    title = service.step_title(path)
    return title.in_language(current_language()) if title else path


def _working_days_since(day: date | None) -> int | None:
    """How many working days came after a last day; None when it has not passed."""
    today = environment().today()
    return None if day is None or today <= day else working_days_between(day, today)


def _sent_back_by(service: Service, task: TaskRow, deeds: Sequence[Event]) -> str:
    """The level of the higher step whose officer gave the case back to this one, which had already dealt with it."""
    step = task.path.partition(".")[0]
    done = [deed for deed in deeds if isinstance(deed, ActionTaken) and deed.at <= task.opened_at]
    if task.corrected or not done or done[-1].to != step:
        return ""
    before = {deed.path.partition(".")[0] for deed in done[:-1]}
    by, here = service.officer_step(done[-1].path), service.officer_step(task.path)
    higher = by is not None and here is not None and _LEVELS.index(by.office) > _LEVELS.index(here.office)
    return by.office.value if by is not None and higher and step in before else ""


def _claimed_by(task: TaskRow) -> str | None:
    """Who is at the task: a claim lapses by itself."""
    return task.claimed_by if holds(task.claimed_until, environment().clock()) else None


def _read_by(task: TaskRow, visitor: Visitor, now: datetime) -> str | None:
    """Who has the task's case open, unless somebody has taken it, which says more."""
    return None if _claimed_by(task) else looks.reader(task, visitor.person, now)


def _place_code(case: CaseRow, answers: Mapping[str, Any]) -> str | None:
    return place_of(environment().services.version(case.definition), answers)


def _place(case: CaseRow, answers: Mapping[str, Any], names: AreaNames) -> str:
    code = _place_code(case, answers)
    return names.short(code).in_language(current_language()) if code else ""
