"""What an officer wrote to the applicant of a case."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.orm import Session

from portal.store import answers as answer_store
from portal.store import cases as case_store
from portal.workflow.case import Case, Status
from portal.workflow.telling import told_at


def correction_note(session: Session, case: Case) -> str:
    """What the officer wrote when they sent the case back, while it waits for the applicant."""
    return _told(session, case).get("note", "") if case.correction else ""


def reason_of(session: Session, case: Case) -> str:
    """What the officer wrote when they ended the case."""
    return _told(session, case).get("reason", "") if case.status is Status.ENDED else ""


def _told(session: Session, case: Case) -> Mapping[str, str]:
    """What an officer wrote to the applicant last."""
    at = told_at((row.sequence, event) for row, event in case_store.history(session, case.id))
    return answer_store.remarks(session, case.id).get(at, {}) if at is not None else {}
