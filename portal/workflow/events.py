"""What can have happened to a case. Events hold ids, names and digests, never a person's name, phone or answer.

Each event is a frozen dataclass; `kind` names it in the store. `at` is UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Started:
    """An applicant opened an application. `definition` is the content hash of the service version, kept for life."""

    at: datetime
    service: str
    definition: str
    applicant: str


@dataclass(frozen=True)
class PageSaved:
    """The answers of one page were kept. `digests` are salted, one for each named field."""

    at: datetime
    page: str
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Submitted:
    """The application was handed in. `offices` is the area code of each level; `fee` is whole kip."""

    at: datetime
    reference: str
    offices: Mapping[str, str]
    promised: date
    fee: int | None


@dataclass(frozen=True)
class StepEntered:
    """The case reached a step (any kind but an end)."""

    at: datetime
    step: str


@dataclass(frozen=True)
class TaskOpened:
    """Work began to wait for an office."""

    at: datetime
    task: str
    path: str
    level: str
    area: str
    role: str
    due: date | None


@dataclass(frozen=True)
class TaskClosed:
    """The work is done, or no longer wanted."""

    at: datetime
    task: str


@dataclass(frozen=True)
class TaskClaimed:
    """An officer took the task; a soft claim, which lapses at `until`."""

    at: datetime
    task: str
    officer: str
    until: datetime


@dataclass(frozen=True)
class TaskReleased:
    """The officer gave the task back to the office."""

    at: datetime
    task: str
    officer: str


@dataclass(frozen=True)
class TaskEscalated:
    """An overdue task went up to another office by itself."""

    at: datetime
    task: str
    level: str
    area: str
    role: str
    due: date | None


@dataclass(frozen=True)
class ActionTaken:
    """An officer acted. `remarks` are digests of what was typed (note, reason), whose text is kept with the answers."""

    at: datetime
    task: str
    path: str
    action: str
    to: str
    officer: str
    remarks: Mapping[str, str]


@dataclass(frozen=True)
class BranchDone:
    """One branch of a parallel step is complete."""

    at: datetime
    step: str
    branch: str


@dataclass(frozen=True)
class SentBack:
    """The applicant is asked to correct the named fields; afterwards the case re-enters `resume`."""

    at: datetime
    fields: tuple[str, ...]
    resume: str


@dataclass(frozen=True)
class Corrected:
    """The applicant handed the corrected fields in. `digests` are salted, one for each named field."""

    at: datetime
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Ended:
    """The case is over in end step `step`. `issue` asks for a certificate."""

    at: datetime
    step: str
    outcome: str
    issue: bool


@dataclass(frozen=True)
class FileOpened:
    """An officer looked at an uploaded file; the applicant can read that it happened."""

    at: datetime
    officer: str
    file: str


@dataclass(frozen=True)
class CertificateIssued:
    """The paper was made: its id and register number."""

    at: datetime
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
    | FileOpened
    | CertificateIssued
)
