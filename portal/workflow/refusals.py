"""Why a command cannot be done. A refusal is a value; the edge says it in words and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.workflow.events import Event


class Why(StrEnum):
    """Every reason a command can be refused for."""

    ALREADY_STARTED = "already-started"
    NOT_STARTED = "not-started"
    WRONG_SERVICE = "wrong-service"
    """The case or the command belongs to another service than the definition it was put to."""
    NOT_A_DRAFT = "not-a-draft"
    NOT_SUBMITTED = "not-submitted"
    """A draft is finished under the version it was begun with."""
    SAME_VERSION = "same-version"
    STEP_GONE = "step-gone"
    """The other version has no place for `steps`, in which the case stands."""
    UNKNOWN_PAGE = "unknown-page"
    PAGE_NOT_OPEN = "page-not-open"
    UNKNOWN_FIELD = "unknown-field"
    BAD_ANSWERS = "bad-answers"
    """An answer or a remark came without its digest, or a digest without its answer."""
    INCOMPLETE = "incomplete"
    """`fields` are missing or wrong; `pages` have not been saved."""
    ANSWERS_CHANGED = "answers-changed"
    """What would be handed in is not what its applicant was shown."""
    NO_OFFICE = "no-office"
    """The place has no office of a level that the service needs."""
    NO_TASK_IDS = "no-task-ids"
    """Fewer fresh task ids came with the command than tasks have to open."""
    UNKNOWN_TASK = "unknown-task"
    UNKNOWN_ACTION = "unknown-action"
    ACTION_NOT_OPEN = "action-not-open"
    CLAIMED_BY_OTHER = "claimed-by-other"
    CLAIM_OVER = "claim-over"
    """The claim would end before it began."""
    NOT_CLAIMED = "not-claimed"
    FOUR_EYES = "four-eyes"
    MISSING_REMARK = "missing-remark"
    MISSING_FIELDS = "missing-fields"
    NOT_WAITING_FOR_APPLICANT = "not-waiting-for-applicant"
    FIELD_NOT_OPEN = "field-not-open"
    NOTHING_OVERDUE = "nothing-overdue"
    ENDED = "ended"
    UNKNOWN_FILE = "unknown-file"
    TOO_MANY_DRAFTS = "too-many-drafts"
    TOO_MANY_RUNNING = "too-many-running"
    NO_CERTIFICATE_DUE = "no-certificate-due"
    BROKEN_DEFINITION = "broken-definition"
    """The definition leads to a step it does not have, or issues what no officer signed; the checker finds such things
    before a service is published."""


@dataclass(frozen=True)
class Refusal:
    """A command that cannot be done, and for which fields (name -> problem code), pages or steps where that is the
    cause."""

    why: Why
    fields: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()


Decision = tuple[Event, ...] | Refusal
"""What comes of a command: the events that it makes, or why it cannot be done."""
