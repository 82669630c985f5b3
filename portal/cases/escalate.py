"""Overdue tasks go up by themselves, as their service declares."""

from __future__ import annotations

from portal.cases.command import SYSTEM, carry_out
from portal.cases.environment import Environment
from portal.store import cases as case_store
from portal.store import queue
from portal.workflow.commands import Escalate
from portal.workflow.refusals import Refusal

BATCH = 100
"""Cases looked at in one sweep; the next sweep takes the next ones."""


def escalate_overdue(environment: Environment) -> int:
    """Let overdue tasks of up to BATCH cases go up; return how many cases changed. A case is one transaction."""
    with environment.database.reading() as session:
        case_ids = queue.overdue_cases(session, environment.today(), BATCH)
    changed = 0
    for case_id in case_ids:
        with environment.database.writing() as session:
            case = case_store.load(session, case_id, lock=True)
            if case is not None:
                result = carry_out(session, environment, case, Escalate(), SYSTEM)
                changed += not isinstance(result, Refusal)
    if changed:
        environment.wake()
    return changed
