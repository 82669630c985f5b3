"""Which of the officers' words are for the applicant."""

from __future__ import annotations

from collections.abc import Iterable

from portal.definition.model import WITHDRAWN
from portal.workflow import events as happened
from portal.workflow.events import Event


def told_at(history: Iterable[tuple[int, Event]]) -> int | None:
    """The sequence of the last action by which a case was sent back or ended: its remarks are the applicant's to read.

    `history` is every event with its sequence, oldest first. What officers write in any other action is between
    offices. None when the case was never sent back nor ended by an officer.
    """
    action: int | None = None
    told: int | None = None
    for sequence, event in history:
        match event:
            case happened.ActionTaken():
                action = sequence
            case happened.TaskClosed() | happened.BranchDone():
                pass  # these stand between an action and where it leads
            case happened.SentBack():
                told = action
            case happened.Ended(step=step):
                told = None if step == WITHDRAWN else action
            case _:
                action = None
    return told
