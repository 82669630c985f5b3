"""What can have happened to a case. Events hold ids, names and digests, never a person's name, phone or answer.

Each event is a frozen dataclass; `kind` names it in the store and never changes, nor do the names of its fields: events
that were written once are read for ever. `at` is UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, AwareDatetime, ConfigDict, PlainSerializer


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def _iso(moment: datetime) -> str:
    # Always six decimals: the text is digested, so one moment has one spelling.
    return _utc(moment).isoformat(timespec="microseconds").replace("+00:00", "Z")


Instant = Annotated[AwareDatetime, AfterValidator(_utc), PlainSerializer(_iso, when_used="json")]
"""A moment in UTC, written ISO 8601 with six decimals and 'Z'."""


class _Event:
    """A field that an event does not have is an error when it is read back, not something to lose silently."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True)
class Started(_Event):
    """An applicant opened an application. `definition` is the content hash of the service version, kept for life."""

    kind: ClassVar[str] = "started"

    at: Instant
    service: str
    definition: str
    applicant: str


@dataclass(frozen=True)
class PageSaved(_Event):
    """The answers of one page were kept. `digests` are salted, one for each named field."""

    kind: ClassVar[str] = "page-saved"

    at: Instant
    page: str
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Submitted(_Event):
    """The application was handed in. `offices` is the area code of each level; `fee` is whole kip."""

    kind: ClassVar[str] = "submitted"

    at: Instant
    reference: str
    offices: Mapping[str, str]
    promised: date
    fee: int | None


@dataclass(frozen=True)
class StepEntered(_Event):
    """The case reached a step (any kind but an end)."""

    kind: ClassVar[str] = "step-entered"

    at: Instant
    step: str


@dataclass(frozen=True)
class TaskOpened(_Event):
    """Work began to wait for an office."""

    kind: ClassVar[str] = "task-opened"

    at: Instant
    task: str
    path: str
    level: str
    area: str
    role: str
    due: date | None


@dataclass(frozen=True)
class TaskClosed(_Event):
    """The work is done, or no longer wanted."""

    kind: ClassVar[str] = "task-closed"

    at: Instant
    task: str


@dataclass(frozen=True)
class TaskClaimed(_Event):
    """An officer took the task; a soft claim, which lapses at `until`."""

    kind: ClassVar[str] = "task-claimed"

    at: Instant
    task: str
    officer: str
    until: Instant


@dataclass(frozen=True)
class TaskReleased(_Event):
    """The officer gave the task back to the office."""

    kind: ClassVar[str] = "task-released"

    at: Instant
    task: str
    officer: str


@dataclass(frozen=True)
class TaskEscalated(_Event):
    """An overdue task went up to another office by itself."""

    kind: ClassVar[str] = "task-escalated"

    at: Instant
    task: str
    level: str
    area: str
    role: str
    due: date | None


@dataclass(frozen=True)
class ActionTaken(_Event):
    """An officer acted. `remarks` are digests of what it asked and was answered, which is kept with the answers."""

    kind: ClassVar[str] = "action-taken"

    at: Instant
    task: str
    path: str
    action: str
    to: str
    officer: str
    remarks: Mapping[str, str]


@dataclass(frozen=True)
class BranchDone(_Event):
    """One branch of a parallel step is complete."""

    kind: ClassVar[str] = "branch-done"

    at: Instant
    step: str
    branch: str


@dataclass(frozen=True)
class SentBack(_Event):
    """The applicant is asked to correct the named fields; afterwards the case re-enters `resume`."""

    kind: ClassVar[str] = "sent-back"

    at: Instant
    fields: tuple[str, ...]
    resume: str


@dataclass(frozen=True)
class Corrected(_Event):
    """The applicant handed the corrected fields in. `digests` are salted, one for each named field.

    `offices`, `promised` and `fee` are worked out anew: another place has other offices, the fee may depend on any
    answer, and the working days spent waiting for the applicant are not counted against the offices' promise. `anew`
    are the fields whose answer is another now; an event of before that was noted has them among those of its digests.
    """

    kind: ClassVar[str] = "corrected"

    at: Instant
    digests: Mapping[str, str]
    offices: Mapping[str, str]
    promised: date
    fee: int | None
    anew: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Ended(_Event):
    """The case is over in end step `step` ('withdrawn' when taken back). `issue` asks for a certificate."""

    kind: ClassVar[str] = "ended"

    at: Instant
    step: str
    outcome: str
    issue: bool


@dataclass(frozen=True)
class Moved(_Event):
    """The case goes on under another version, `definition`, of its service; it stands in `step` there.

    `paths` are the steps and branches that have another name there, by the name they had; `done` are the branches of
    `step` that need not be done again.
    """

    kind: ClassVar[str] = "moved"

    at: Instant
    definition: str
    step: str
    paths: Mapping[str, str]
    done: tuple[str, ...]


@dataclass(frozen=True)
class FileOpened(_Event):
    """An officer looked at an uploaded file; the applicant can read that it happened."""

    kind: ClassVar[str] = "file-opened"

    at: Instant
    officer: str
    file: str


@dataclass(frozen=True)
class CertificateIssued(_Event):
    """The paper that `step` asked for, the first or a later `issue`, was made: its id and register number."""

    kind: ClassVar[str] = "certificate-issued"

    at: Instant
    step: str
    issue: int
    certificate: str
    number: str


Event = (
    Started
    | PageSaved
    | Submitted
    | StepEntered
    | TaskOpened
    | TaskClosed
    | TaskClaimed
    | TaskReleased
    | TaskEscalated
    | ActionTaken
    | BranchDone
    | SentBack
    | Corrected
    | Ended
    | Moved
    | FileOpened
    | CertificateIssued
)
