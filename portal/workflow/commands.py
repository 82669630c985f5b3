"""What can be asked of a case. The use cases check who may ask; `decide` checks whether it can be done now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from portal.definition.model import Service
from portal.workflow.case import Answers
from portal.workflow.said import NOTHING_SAID, Said


@dataclass(frozen=True)
class Start:
    """Open an application for an applicant."""

    service: str
    definition: str
    applicant: str


@dataclass(frozen=True)
class SavePage:
    """Keep the answers of one page. `values` are typed answers, `digests` their salted digests, by the same names.

    `values` is the whole page: a field of the page that is not in it, or is None there, becomes unanswered.
    """

    page: str
    values: Answers
    digests: Mapping[str, str]


@dataclass(frozen=True)
class Submit:
    """Hand the application in. `reference` is fresh; `offices` maps each level to the area code above the place;
    `task_ids` is a source of fresh ids, enough for every task that could open."""

    reference: str
    offices: Mapping[str, str]
    task_ids: tuple[str, ...]


@dataclass(frozen=True)
class Act:
    """An officer's action on a task, with what the action asks.

    `remark_digests` are the salted digests of the answers that were given with what was `said`, by the same names.
    """

    task: str
    action: str
    officer: str
    task_ids: tuple[str, ...]
    said: Said = NOTHING_SAID
    remark_digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Correct:
    """The applicant hands in the corrected fields, all at once.

    A field that was sent back and is not in `values`, or is None there, becomes unanswered. `offices` are those above
    another place that the correction names; where the place is still the same they do not count, and may be empty.
    """

    values: Answers
    digests: Mapping[str, str]
    task_ids: tuple[str, ...]
    offices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Claim:
    """Take a task for oneself until `until`."""

    task: str
    officer: str
    until: datetime


@dataclass(frozen=True)
class Release:
    """Give a claimed task back."""

    task: str
    officer: str


@dataclass(frozen=True)
class Escalate:
    """Let overdue tasks go up, as the definition declares."""


@dataclass(frozen=True)
class Withdraw:
    """The applicant takes the application back."""


@dataclass(frozen=True)
class Move:
    """Let a running case go on under the version `into`, whose content hash is `definition`.

    `steps` says which step or branch of the new version each of the old one became; one that is not named keeps its
    name. The definition the command is decided with is the one that the case has still.
    """

    into: Service
    definition: str
    steps: Mapping[str, str]
    task_ids: tuple[str, ...]


@dataclass(frozen=True)
class OpenFile:
    """An officer opens an uploaded file of the case."""

    officer: str
    file: str


@dataclass(frozen=True)
class RecordCertificate:
    """The paper that `step` asked for, the first or a later `issue`, has been made."""

    step: str
    issue: int
    certificate: str
    number: str


Command = (
    Start
    | SavePage
    | Submit
    | Act
    | Correct
    | Claim
    | Release
    | Escalate
    | Withdraw
    | Move
    | OpenFile
    | RecordCertificate
)
