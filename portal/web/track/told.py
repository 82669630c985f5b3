"""What an officer said to the applicant of a case."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.store.said import told_last
from portal.web.current import environment
from portal.web.forms.summary import AnswerLine, said_lines
from portal.web.language import current_language
from portal.workflow.case import Case, Status


def told(session: Session, case: Case) -> tuple[AnswerLine, ...]:
    """What an officer said to the applicant last, while it waits for them or when it is over."""
    if not (case.correction or case.status is Status.ENDED):
        return ()
    return said_lines(told_last(session, environment().services.version, case.id), session, current_language())
