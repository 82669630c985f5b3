"""Which of the officers' words are for the applicant, and which stand on a paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.definition.model import REMARKS, WITHDRAWN
from portal.definition.spoken import NOTHING_SPOKEN, Spoken, together
from portal.workflow import events as happened
from portal.workflow.case import Case
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


def on_paper(case: Case, said: Mapping[int, Spoken]) -> Spoken:
    """What a paper of the case may say of the officers' words, which are `said` by the sequence of their event.

    Answers to a service's own questions, of each name what was said last on the way to the end; what was gone back on
    is not said any more. A note or a reason only when it stands with the decision that ended the case: of any other
    action it is between offices. Nothing that is for officers only.
    """
    spoken = [said.get(deed.sequence, NOTHING_SPOKEN) for deed in case.way]
    between, last = spoken[:-1], spoken[-1:]
    return together([*(one.without(REMARKS) for one in between), *last]).told()
