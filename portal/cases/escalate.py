"""Overdue tasks go up by themselves, as their service declares."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from portal.cases.command import SYSTEM, carry_out
from portal.cases.environment import Environment
from portal.faults import described
from portal.store import cases as case_store
from portal.store import queue
from portal.workflow.commands import Escalate
from portal.workflow.refusals import Refusal

BATCH = 100
"""Cases looked up at once."""

log = structlog.get_logger(__name__)


def escalate_overdue(environment: Environment, stopping: Callable[[], bool] = lambda: False) -> int:
    """Let the overdue tasks of every case go up, until `stopping()`; return how many cases changed.

    A case is one transaction. One that cannot go up now, or cannot be read, holds up no other.
    """
    changed = 0
    last = ""
    while not stopping():
        with environment.database.reading() as session:
            case_ids = queue.overdue_cases(session, environment.today(), BATCH, after=last)
        if not case_ids:
            break
        last = case_ids[-1]
        moved = sum(_escalate(environment, case_id) for case_id in case_ids if not stopping())
        if moved:
            environment.wake()
        changed += moved
    return changed


def _escalate(environment: Environment, case_id: str) -> bool:
    try:
        with environment.database.writing() as session:
            case = case_store.load(session, case_id, lock=True)
            if case is None:
                return False
            return not isinstance(carry_out(session, environment, case, Escalate(), SYSTEM), Refusal)
    except case_store.CaseConflict:
        return False  # somebody was quicker; the next sweep looks at the case as it is then
    except Exception as fault:
        log.error("case_not_escalated", case=case_id, **described(fault))
        return False
