"""Cases in the store: their events (the truth), and the rows projected from them (case, open tasks, offices)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, select, update
from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.definition.subject import place_of
from portal.store import answers as answer_store
from portal.store import case_names
from portal.store.tables import NO_DUE_DAY, CaseOfficeRow, CaseRow, CommandRow, EventRow, OfficerDecisionRow, TaskRow
from portal.workflow.case import Case, Status, Task
from portal.workflow.events import (
    ActionTaken,
    CertificateIssued,
    Corrected,
    Event,
    FileOpened,
    Moved,
    SentBack,
    Started,
    Submitted,
    TaskClaimed,
    TaskReleased,
)
from portal.workflow.evolve import replay
from portal.workflow.serialise import event_from_json, event_to_json

_CHANGES_NOTHING = (TaskClaimed, TaskReleased, FileOpened)
"""Events that leave a case where it was."""


History = Sequence[tuple[EventRow, Event]]
"""Every event of a case, oldest first, beside its row."""


class CaseConflict(Exception):
    """The case changed between loading and saving; nothing was written, and the command can be tried again."""


def load(session: Session, case_id: str, *, lock: bool = False) -> Case | None:
    """The case as its events make it, with its answers; None when there is none.

    `lock` holds the case's row until the transaction ends, so that two commands on one case queue.
    """
    loaded = load_with_history(session, case_id, lock=lock)
    return loaded[0] if loaded else None


def load_with_history(session: Session, case_id: str, *, lock: bool = False) -> tuple[Case, History] | None:
    """The case like `load`, with the events that make it: a page that tells of both reads them once."""
    if lock:
        session.scalar(select(CaseRow.id).where(CaseRow.id == case_id).with_for_update())
    happened = history(session, case_id)
    if not happened:
        return None
    case = replay(case_id, [event for _, event in happened])
    return replace(case, answers=answer_store.current(session, case_id)), happened


def history(session: Session, case_id: str) -> History:
    """Every event of a case, oldest first, beside its row."""
    rows = session.scalars(select(EventRow).where(EventRow.case_id == case_id).order_by(EventRow.sequence))
    return [(row, event_from_json(row.kind, row.data)) for row in rows]


def happened_in(session: Session, case_ids: Collection[str], *kinds: type[Event]) -> dict[str, list[Event]]:
    """The events of some kinds of each of these cases, oldest first, in one query."""
    found: dict[str, list[Event]] = {case_id: [] for case_id in case_ids}
    query = select(EventRow).where(EventRow.case_id.in_(case_ids), EventRow.kind.in_([kind.kind for kind in kinds]))
    for row in session.scalars(query.order_by(EventRow.case_id, EventRow.sequence)) if case_ids else ():
        found[row.case_id].append(event_from_json(row.kind, row.data))
    return found


def append(
    session: Session, service: Service, before: Case, events: Sequence[Event], after: Case, *, actor: str, now: datetime
) -> None:
    """Write the events of one command and project them. Raises CaseConflict when the case has moved on."""
    if isinstance(events[0], Started):
        session.add(_case_row(after, now))
        session.flush()
    else:
        _update_row(session, before, after, events, now)
    _write_events(session, before, events, actor)
    _project_tasks(session, service, after, events)
    _project_offices(session, service, before, after, events, now)
    if any(isinstance(event, Submitted | Corrected | CertificateIssued) for event in events):
        case_names.keep(session, service, after)


def _case_row(case: Case, now: datetime) -> CaseRow:
    return CaseRow(
        id=case.id, applicant_id=case.applicant, service=case.service, created_at=now, **_projection(case, now)
    )


def _projection(case: Case, now: datetime) -> dict[str, Any]:
    return {
        "definition": case.definition,
        "status": case.status.value,
        "step": case.step,
        "outcome": case.outcome,
        "reference": case.reference,
        "submitted_at": case.submitted,
        "promised_on": case.promised,
        "fee": case.fee,
        "sequence": case.sequence,
        "updated_at": now,
    }


def _update_row(session: Session, before: Case, after: Case, events: Sequence[Event], now: datetime) -> None:
    sent_back = sum(isinstance(event, SentBack) for event in events)
    matched = session.execute(
        update(CaseRow)
        .where(CaseRow.id == after.id, CaseRow.sequence == before.sequence)
        .values(**_projection(after, now), times_sent_back=CaseRow.times_sent_back + sent_back)
        .returning(CaseRow.id)
        .execution_options(synchronize_session=False)
    ).all()
    if not matched:
        raise CaseConflict(after.id)


def _write_events(session: Session, before: Case, events: Iterable[Event], actor: str) -> None:
    previous = session.scalar(
        select(EventRow.digest).where(EventRow.case_id == before.id, EventRow.sequence == before.sequence)
    )
    for sequence, event in enumerate(events, start=before.sequence + 1):
        kind, data = event.kind, event_to_json(event)
        previous = chain_digest(previous, before.id, sequence, kind, actor, data)
        session.add(
            EventRow(
                case_id=before.id, sequence=sequence, kind=kind, at=event.at, actor=actor, data=data, digest=previous
            )
        )


def chain_digest(previous: str | None, case_id: str, sequence: int, kind: str, actor: str, data: dict[str, Any]) -> str:
    """The sha256 that chains an event to the one before it in its case (canonical JSON: sorted keys, no spaces)."""
    body = json.dumps(
        [previous, case_id, sequence, kind, actor, data], ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(body.encode()).hexdigest()


def _project_tasks(session: Session, service: Service, case: Case, events: Sequence[Event]) -> None:
    corrected = any(isinstance(event, Corrected) for event in events)
    rows = {row.id: row for row in session.scalars(select(TaskRow).where(TaskRow.case_id == case.id))}
    gone = [task_id for task_id in rows if task_id not in case.tasks]
    if gone:
        session.execute(delete(TaskRow).where(TaskRow.id.in_(gone)))
    for task in case.tasks.values():
        row = rows.get(task.id)
        if row is None:
            opened = {"opened_at": task.opened, "corrected": corrected}
            row = TaskRow(id=task.id, case_id=case.id, service=case.service, **opened)
            session.add(row)
        row.path = task.path
        row.level, row.area, row.role, row.due = task.level, task.area, task.role, task.due or NO_DUE_DAY
        row.claimed_by, row.claimed_until, row.escalated = task.claimed_by, task.claimed_until, task.escalated
        step = service.officer_step(task.path)
        row.goes_up = step is not None and step.late is not None and not task.escalated


def _project_offices(
    session: Session, service: Service, before: Case, case: Case, events: Sequence[Event], now: datetime
) -> None:
    """Which offices have, or had, the case, where it lies and stands, and what each of them decided last."""
    if all(isinstance(event, _CHANGES_NOTHING) for event in events):
        return
    rows = session.scalars(select(CaseOfficeRow).where(CaseOfficeRow.case_id == case.id)).all()
    known = {(row.level, row.area, row.role): row for row in rows}
    for task in case.tasks.values():
        office = (task.level, task.area, task.role)
        if office not in known:
            known[office] = CaseOfficeRow(
                case_id=case.id, level=task.level, area=task.area, role=task.role, service=case.service
            )
            session.add(known[office])
    place = place_of(service, case.answers)
    for row in known.values():
        row.status, row.moved_at, row.place = case.status.value, now, place or row.place
    for event in events:
        if isinstance(event, Moved):
            _rename_decisions(session, case, known.values(), event.paths)
        if isinstance(event, ActionTaken):
            task = before.tasks[event.task]
            decided = known[task.level, task.area, task.role]
            decided.decided_at, decided.decided_by = event.at, event.officer
            decided.decision = f"{event.path}.{event.action}"
            _note_decision(session, case, task, event, decided.decision)


def _rename_decisions(session: Session, case: Case, offices: Iterable[CaseOfficeRow], paths: Mapping[str, str]) -> None:
    """What offices and officers decided bears the name that its step has in the version of the case."""
    own = session.scalars(select(OfficerDecisionRow).where(OfficerDecisionRow.case_id == case.id))
    for row in (*offices, *own):
        if row.decision:
            path, _, action = row.decision.rpartition(".")
            row.decision = f"{paths.get(path, path)}.{action}"


def _note_decision(session: Session, case: Case, task: Task, event: ActionTaken, decision: str) -> None:
    office = {"level": task.level, "area": task.area, "role": task.role, "service": case.service}
    row = OfficerDecisionRow(officer_id=event.officer, case_id=case.id, **office)
    row.decided_at, row.decision = event.at, decision
    session.merge(row)


def command_done(session: Session, actor: str, key: str) -> str | None:
    """The case on which this actor's command of this key was carried out, if it was."""
    row = session.get(CommandRow, (actor, key))
    return row.case_id if row else None


def remember_command(session: Session, actor: str, key: str, case_id: str, now: datetime) -> None:
    """Note a command's idempotency key; the database refuses the same key twice."""
    session.add(CommandRow(actor=actor, key=key, case_id=case_id, at=now))


def row_of(session: Session, case_id: str) -> CaseRow | None:
    """The projection of a case."""
    return session.get(CaseRow, case_id)


def id_of_reference(session: Session, reference: str) -> str | None:
    """The case of a reference."""
    return session.scalar(select(CaseRow.id).where(CaseRow.reference == reference))


def of_applicant(session: Session, person_id: str) -> list[CaseRow]:
    """A person's cases and drafts, the one touched last first; not drafts that were thrown away."""
    thrown_away = and_(CaseRow.status == Status.ENDED.value, CaseRow.reference.is_(None))
    query = select(CaseRow).where(CaseRow.applicant_id == person_id, ~thrown_away).order_by(CaseRow.updated_at.desc())
    return list(session.scalars(query))
