"""What officers said with their actions, put together from the events of a case and the rows that hold it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.definition.spoken import NOTHING_SPOKEN, Spoken
from portal.store import answers, cases
from portal.workflow.events import ActionTaken, Event
from portal.workflow.evolve import replay
from portal.workflow.said import spoken
from portal.workflow.telling import on_paper, told_at
from portal.workflow.versions import Versions, under_versions


def told_last(session: Session, versions: Versions, case_id: str) -> Spoken:
    """What the applicant may read of the action by which their case was sent back last, or ended."""
    history = [(row.sequence, event) for row, event in cases.history(session, case_id)]
    at = told_at(versions, history)
    return _said(session, versions, case_id, history)[at].told() if at else NOTHING_SPOKEN


def said_on_paper(session: Session, service: Service, versions: Versions, case_id: str) -> Spoken:
    """What a certificate of the case, by the version `service` that it has now, may say of the officers' words."""
    history = [(row.sequence, event) for row, event in cases.history(session, case_id)]
    case = replay(case_id, (event for _sequence, event in history))
    return on_paper(service, case, _said(session, versions, case_id, history))


def _said(session: Session, versions: Versions, case_id: str, history: list[tuple[int, Event]]) -> dict[int, Spoken]:
    """What was said with each action of the history, by its sequence."""
    kept = answers.remarks(session, case_id)
    happening = under_versions((event for _sequence, event in history), versions)
    return {
        sequence: spoken(service, event, kept.get(sequence, {}))
        for (sequence, _), (event, service) in zip(history, happening, strict=True)
        if isinstance(event, ActionTaken)
    }
