"""What an officer has begun to write for an action and has not sent."""

from __future__ import annotations

from sqlalchemy.orm import Session

from portal.definition.model import APPLICANT
from portal.store import answers as answer_store
from portal.store.cases import History
from portal.web.buttons import DO
from portal.web.desk.overtaken import deed_that_closed
from portal.web.forms.typed import Typed
from portal.workflow.versions import paths_of_tasks


def begun(session: Session, case_id: str, history: History, task_id: str, action: str, officer: str) -> Typed | None:
    """What the officer typed for an action of a task; None when nothing.

    When the task before it in the same step was closed because another step sent the case back to its applicant, what
    was typed there is offered again: the same review is done anew.
    """
    typed = answer_store.remark_typed(session, case_id, officer, task_id, action)
    if typed is not None:
        return typed
    before = _closed_by_another(history, task_id)
    typed = answer_store.remark_typed(session, case_id, officer, before, action) if before else None
    # Without the button: it was not sent here, and is not judged before it is.
    return {name: values for name, values in typed.items() if name != DO} if typed else None


def _closed_by_another(history: History, task_id: str) -> str | None:
    """The task before this one in the same step, if another's sending back closed it."""
    paths = paths_of_tasks(event for _row, event in history)
    before: str | None = None
    for task, path in paths.items():
        if task == task_id:
            break
        if path == paths.get(task_id):
            before = task
    deed = deed_that_closed([event for _row, event in history], before) if before else None
    return before if deed is not None and deed.task != before and deed.to == APPLICANT else None
