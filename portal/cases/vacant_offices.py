"""What an applicant is told when their application comes where nobody is appointed: to go and ask, and no day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from portal.cases.environment import Environment
from portal.definition.model import LATE, SUBMITTED
from portal.definition.own_messages import NOBODY_THERE, NOBODY_YET
from portal.people.applicants import recipient_of
from portal.people.appointments import vacant_posts
from portal.store.area_wording import AreaNames
from portal.workflow.case import Case
from portal.workflow.events import Event, StepEntered, Submitted, TaskEscalated, TaskOpened
from portal.workflow.notices import Notice

NOBODY_KEY = "nobody-there"
"""Key of the portal's own message about it; no step can have a name with a hyphen."""


def saying_where_nobody_is(
    session: Session, environment: Environment, case: Case, events: Sequence[Event], due: Sequence[Notice]
) -> list[Notice]:
    """The notices that `events` make due for `case`, which they led to; one in the portal's own words where the case
    came to a post that nobody holds.

    It stands for what the service says of being handed in, of the step that was entered, or of going up: those words
    may promise a day, or say that somebody deals with the case now.
    """
    arrived = {event.task for event in events if isinstance(event, TaskOpened | TaskEscalated)}
    posts = {(task.area, task.role) for task in case.tasks.values() if task.id in arrived}
    vacant = vacant_posts(session, sorted(posts), case.service, environment.today())
    if not vacant:
        return list(due)
    names, language = AreaNames(session), recipient_of(session, case.applicant).language
    offices = dict.fromkeys(area for area, _role in vacant)
    own = NOBODY_YET if any(isinstance(event, Submitted) for event in events) else NOBODY_THERE
    office = ", ".join(names.office(area).in_language(language) for area in offices)
    entered = {event.step for event in events if isinstance(event, StepEntered)} | {SUBMITTED, LATE}
    instead_of = next((notice for notice in due if notice.key in entered), Notice(NOBODY_KEY))
    said = replace(instead_of, values={**instead_of.values, "ref": case.reference, "office": office}, own=own)
    return [*(notice for notice in due if notice.key not in entered), said]
