"""How a case ends, by the words of its state."""

from __future__ import annotations

from typing import Final

from portal.definition.model import Outcome
from portal.digit.model import SourceState
from portal.digit.words import words_of

_WITHDRAWN: Final = frozenset({"WITHDRAWN", "WITHDRAW", "ABANDONED"})
_REFUSED: Final = frozenset(
    {"REJECTED", "REJECT", "REJECTION", "REFUSED", "REFUSE", "DENIED", "DENY", "DECLINED", "DECLINE", "REVOKED"}
    | {"CANCELLED", "CANCEL", "EXPIRED", "EXPIRE", "INACTIVE", "TERMINATED", "INVALID", "FAILED", "DEACTIVATED", "NOT"}
    | {"REVOKE", "SUSPENDED", "VOID", "DISAPPROVED", "LAPSED", "DELETED"}
)
_GRANTED: Final = frozenset(
    {"APPROVED", "GRANTED", "ISSUED", "ACTIVATED", "ACTIVE", "ACCEPTED", "RESOLVED", "RESOLUTION", "COMPLETED"}
    | {"SANCTIONED", "REGISTERED", "DELIVERED", "CONFIRMED", "SUCCESS", "SUCCESSFUL", "RENEWED", "TRANSFERRED"}
    | {"COMPLETE", "SIGNED", "DISBURSED", "COLLECTED", "FINISHED", "DONE"}
)
_NOT_YET: Final = frozenset({"PENDING", "AWAITING", "WAITING", "PROGRESS", "FOR", "UNDER", "REQUIRED"})
"""Words of a state in which something has still to be done."""


def outcome_of(state: SourceState) -> Outcome | None:
    """How a case ends in a state, by the words of its name and then of its applicationStatus; None if they do not say.

    Refusing words count before granting ones: a case CLOSED_AFTER_REJECTION was not granted.
    """
    return _by_words(state.name) or _by_words(state.status)


def sounds_granted(state: SourceState) -> bool:
    """Whether a state's own name says that the applicant has what they applied for."""
    return _by_words(state.name) is Outcome.GRANTED


def refuses(name: str) -> bool:
    """Whether the name of an action is one of refusing."""
    return not _REFUSED.isdisjoint(words_of(name))


def _by_words(name: str) -> Outcome | None:
    words = set(words_of(name))
    if words & _NOT_YET:
        return None
    for outcome, telling in (
        (Outcome.WITHDRAWN, _WITHDRAWN),
        (Outcome.REFUSED, _REFUSED),
        (Outcome.GRANTED, _GRANTED),
    ):
        if words & telling:
            return outcome
    return None
