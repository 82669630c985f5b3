"""Why a command cannot be done. A refusal is a value; the edge says it in words and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """Every reason a command can be refused for."""

    ALREADY_STARTED = "already-started"
    NOT_STARTED = "not-started"
    NOT_A_DRAFT = "not-a-draft"
    UNKNOWN_PAGE = "unknown-page"
    PAGE_NOT_OPEN = "page-not-open"
    UNKNOWN_FIELD = "unknown-field"
    BAD_ANSWERS = "bad-answers"
    INCOMPLETE = "incomplete"
    NO_OFFICE = "no-office"
    UNKNOWN_TASK = "unknown-task"
    UNKNOWN_ACTION = "unknown-action"
    ACTION_NOT_OPEN = "action-not-open"
    CLAIMED_BY_OTHER = "claimed-by-other"
    NOT_CLAIMED = "not-claimed"
    FOUR_EYES = "four-eyes"
    MISSING_REMARK = "missing-remark"
    MISSING_FIELDS = "missing-fields"
    NOT_WAITING_FOR_APPLICANT = "not-waiting-for-applicant"
    FIELD_NOT_OPEN = "field-not-open"
    NOTHING_OVERDUE = "nothing-overdue"
    ENDED = "ended"
    NO_CERTIFICATE_DUE = "no-certificate-due"


@dataclass(frozen=True)
class Refusal:
    """A command that cannot be done, and for which fields (name -> problem code) where that is the cause."""

    why: Why
    fields: Mapping[str, str] = field(default_factory=dict)
