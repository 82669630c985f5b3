"""Which of the officers' words are for the applicant, and which stand on a paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.definition.asked import reader_of
from portal.definition.model import REMARKS, WITHDRAWN, Service
from portal.definition.spoken import NOTHING_SPOKEN, Spoken, together
from portal.workflow import events as happened
from portal.workflow.case import Case
from portal.workflow.events import Event
from portal.workflow.versions import Versions, under_versions


def told_at(versions: Versions, history: Sequence[tuple[int, Event]]) -> int | None:
    """The sequence of the last action by which a case was sent back or ended: its remarks are the applicant's to read,
    if `reader_of` says so.

    `history` is every event with its sequence, oldest first. None when the case was never sent back nor ended by an
    officer, or when what was said then is for offices.
    """
    action: int | None = None
    told: int | None = None
    happening = under_versions((event for _sequence, event in history), versions)
    for (sequence, _), (event, service) in zip(history, happening, strict=True):
        match event:
            case happened.ActionTaken(path=path, action=name):
                action = sequence if _is_told(service, path, name) else None
            case happened.SentBack():
                told = action
            case happened.Ended(step=step):
                told = None if step == WITHDRAWN else action
    return told


def on_paper(service: Service, case: Case, said: Mapping[int, Spoken]) -> Spoken:
    """What a paper of the case may say of the officers' words, which are `said` by the sequence of their event.

    Answers to a service's own questions, of each name what was said last and still holds (see `Case.standing_deeds`). A
    note or a reason only when it stands with the decision that ended the case, for its applicant: of any other action
    it is between offices. Nothing that is for officers only.
    """
    ended_by = next((deed for deed in case.way[-1:] if _is_told(service, deed.path, deed.action)), None)
    spoken = [(deed, said.get(deed.sequence, NOTHING_SPOKEN).told()) for deed in case.standing_deeds]
    return together(one if deed == ended_by else one.without(REMARKS) for deed, one in spoken)


def _is_told(service: Service, path: str, name: str) -> bool:
    """Whether the applicant reads what is said with the action of this name at `path`."""
    step = service.officer_step(path)
    action = step.actions.get(name) if step else None
    return action is not None and reader_of(service, path, action) != "office"
