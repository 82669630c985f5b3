"""Which messages become due when a case's events are kept.

A key of a service's `messages` is either a moment in every case's life (`submitted`, `applicant` when it is sent back,
`late` when a task goes up by itself, `withdrawn`) or the name of a step, due when the case enters it or ends in it; the
key of an end that issues a certificate, when the certificate has been made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from portal.definition.model import APPLICANT, LATE, REMARKS, SUBMITTED, EndStep, Service
from portal.workflow.case import Case
from portal.workflow.events import CertificateIssued, Ended, Event, SentBack, StepEntered, Submitted, TaskEscalated

NoticeValue = str | date | None
NO_REMARKS: Final[Mapping[str, str]] = {}


@dataclass(frozen=True)
class Notice:
    """A message that is due: its key in the service's `messages`, and the values of its placeholders.

    `ref` is the reference; `due` the promised day, not yet in words; `note` and `reason` what the officer typed to the
    applicant, empty when there is none. Links and answers are added where the text is made.
    """

    key: str
    values: Mapping[str, NoticeValue] = field(default_factory=dict)


def notices(
    service: Service, case: Case, events: Iterable[Event], remarks: Mapping[str, str] = NO_REMARKS
) -> list[Notice]:
    """The messages that `events` make due, oldest first, each key once.

    `case` is the case after `events`; `remarks` are those of the command that made them, by name, since events hold
    no typed text. They are the applicant's to read when the case was sent back or ended; from one office to the next
    they stay inside. Keys that the service does not declare are left out, and nothing is said about a draft: it has no
    reference to name it by.
    """
    if case.reference is None:
        return []
    always: dict[str, NoticeValue] = {"ref": case.reference, "due": case.promised, **dict.fromkeys(REMARKS, "")}
    said = {**always, **remarks}
    keys = dict.fromkeys(key for event in events for key in _keys(event))
    return [Notice(key, said if _is_told(service, key) else always) for key in keys if key in service.messages]


def _is_told(service: Service, key: str) -> bool:
    return key == APPLICANT or isinstance(service.workflow.get(key), EndStep)


def _keys(event: Event) -> Iterator[str]:
    match event:
        case Submitted():
            yield SUBMITTED
        case SentBack():
            yield APPLICANT
        case Ended(issue=True):
            return  # the applicant hears of it when the paper is there to be fetched
        case CertificateIssued(step=step):
            yield step
        case StepEntered(step=step) | Ended(step=step):
            yield step
        case TaskEscalated():
            yield LATE
