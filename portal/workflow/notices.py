"""Which messages become due when a case's events are kept.

A key of a service's `messages` is either a moment in every case's life (`submitted`, `applicant` when it is sent back,
`late` when a task goes up by itself, `withdrawn`) or the name of a step, due when the case enters it or ends in it; the
key of an end that issues a certificate, when the certificate has been made. `corrected` is none of the service's: the
portal itself says when a correction changed the fee or the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from portal.definition.model import APPLICANT, CORRECTED, LATE, SUBMITTED, EndStep, Message, Service, Text
from portal.definition.own_messages import changed_by_correction
from portal.definition.spoken import NOTHING_SPOKEN, Spoken
from portal.workflow.case import Case
from portal.workflow.events import (
    CertificateIssued,
    Corrected,
    Ended,
    Event,
    SentBack,
    StepEntered,
    Submitted,
    TaskEscalated,
)

NoticeValue = str | date | None


@dataclass(frozen=True)
class Notice:
    """A message that is due: its key in the service's `messages`, and the values of its placeholders.

    `ref` is the reference; `due` the promised day, not yet in words; `said` what the officer said to the applicant.
    Links and answers are added where the text is made, and what there is to say of the `certificate` that was made,
    when that is the news. `own` are the portal's words, of a message that the service does not give.
    """

    key: str
    values: Mapping[str, NoticeValue] = field(default_factory=dict)
    said: Spoken = NOTHING_SPOKEN
    certificate: str | None = None
    own: Text | None = None

    def template(self, service: Service) -> Text | Message:
        """The message in both languages, its placeholders not yet filled."""
        return self.own or service.messages[self.key]


def notices(
    service: Service, before: Case, case: Case, events: Sequence[Event], said: Spoken = NOTHING_SPOKEN
) -> list[Notice]:
    """The messages that `events` make due, oldest first, each key once.

    `case` is the case after `events`, `before` that before them; `said` is what was said with the action that led
    there, since events hold none of it. It is the applicant's to read when the case was sent back or ended; from one
    office to the next it stays inside, as does what only officers read. Keys that the service does not declare are left
    out, and nothing is said about a draft: it has no reference to name it by.
    """
    if case.reference is None:
        return []
    values: dict[str, NoticeValue] = {"ref": case.reference, "due": case.promised}
    due = {key: _certificate(event) for event in events for key in _keys(event)}
    changed = _changed(before, case) if any(isinstance(event, Corrected) for event in events) else None
    return [
        *([Notice(CORRECTED, values, own=changed)] if changed else []),
        *_declared(service, due, values, said),
    ]


def _declared(
    service: Service, due: Mapping[str, str | None], values: Mapping[str, NoticeValue], said: Spoken
) -> list[Notice]:
    """The notices that the service words; `due` holds the certificate that each key is about, if any."""
    return [
        Notice(key, values, said.told() if _is_told(service, key) else NOTHING_SPOKEN, certificate)
        for key, certificate in due.items()
        if key in service.messages
    ]


def _changed(before: Case, case: Case) -> Text | None:
    """The message about what a correction changed; None when neither the fee nor the offices are others."""
    return changed_by_correction(fee=case.fee != before.fee, office=bool(case.tasks) and case.offices != before.offices)


def _certificate(event: Event) -> str | None:
    return event.certificate if isinstance(event, CertificateIssued) else None


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
