"""What officers said with their actions, put together from the events of a case and the rows that hold it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.definition.model import Service
from portal.definition.spoken import NOTHING_SPOKEN, Spoken, together
from portal.store import answers, cases
from portal.workflow.events import ActionTaken
from portal.workflow.said import spoken
from portal.workflow.telling import told_at


def told_last(session: Session, service: Service, case_id: str) -> Spoken:
    """What the applicant may read of the action by which their case was sent back last, or ended."""
    history = [(row.sequence, event) for row, event in cases.history(session, case_id)]
    at = told_at(history)
    return _said(session, service, case_id, [one for one in history if one[0] == at]) if at else NOTHING_SPOKEN


def told_ever(session: Session, service: Service, case_id: str) -> Spoken:
    """What officers said with any action, of each name what was said last, but for what only officers read."""
    return _said(session, service, case_id, [(row.sequence, event) for row, event in cases.history(session, case_id)])


def _said(session: Session, service: Service, case_id: str, history: list[tuple[int, object]]) -> Spoken:
    kept = answers.remarks(session, case_id)
    taken = ((sequence, event) for sequence, event in history if isinstance(event, ActionTaken))
    return together(spoken(service, event, kept.get(sequence, {})) for sequence, event in taken).told()
