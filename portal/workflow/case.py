"""The state of a case as its events make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

Answers = Mapping[str, Any]
"""Answers by field name, each a JSON value: text, whole kip, ISO date, area code, list of rows, list of file ids."""


class Status(StrEnum):
    """Where a case stands, in one word."""

    DRAFT = "draft"
    WITH_OFFICE = "with-office"
    WITH_APPLICANT = "with-applicant"
    ENDED = "ended"


@dataclass(frozen=True)
class Task:
    """One piece of work that waits for an office.

    `path` is the step, or 'step.branch'. `level` and `area` say whose office; `due` is the last day in Vientiane.
    """

    id: str
    path: str
    level: str
    area: str
    role: str
    due: date | None
    opened: datetime
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    escalated: bool = False


@dataclass(frozen=True)
class Deed:
    """Who did what in which step, and for which office; four-eyes rules and the certificate look here.

    `level` and `area` are of the office that had the task then: the higher one when it had gone up. `sequence` is that
    of its event.
    """

    path: str
    action: str
    officer: str
    level: str
    area: str
    sequence: int

    @property
    def step(self) -> str:
        """The step it was done in, of a branch the whole parallel step."""
        return self.path.partition(".")[0]


@dataclass(frozen=True)
class Correction:
    """A send-back, waiting since `since`: only `fields` are open; then the case re-enters step `resume`."""

    fields: tuple[str, ...]
    resume: str
    since: datetime


@dataclass(frozen=True)
class Issuance:
    """A paper of the case, asked for when it reached `step`; made once it has the `number` of its `certificate`.

    `issue` counts the papers of that step from 1, so that two of them are told apart in whatever order they are made.
    """

    step: str
    issue: int
    certificate: str | None = None
    number: str | None = None

    @property
    def is_made(self) -> bool:
        """Whether there is something to fetch."""
        return self.certificate is not None


@dataclass(frozen=True)
class Case:
    """All that deciding needs to know. `answers` are joined by the store: events carry their names only.

    `sequence` is the number of events so far; it is also the optimistic version of the case. `step` is the step it is
    in, or was sent back from, or ended in ('withdrawn' when taken back). `issuances` are its papers, due or made, in
    the order in which they were asked for. `deeds` are all that officers ever did; `way` are those that led to where
    the case stands: what was gone back on, by a send-back or a correction, is not among them. `standing_deeds` are
    those whose words still hold, of the latest stay of the case in each step: an opinion that another office was asked
    for holds also after the case has come back from it, until that office has the case again or the place is another.
    """

    id: str
    service: str = ""
    definition: str = ""
    applicant: str = ""
    status: Status = Status.DRAFT
    step: str | None = None
    tasks: Mapping[str, Task] = field(default_factory=dict)
    done_branches: frozenset[str] = frozenset()
    correction: Correction | None = None
    deeds: tuple[Deed, ...] = ()
    way: tuple[Deed, ...] = ()
    standing_deeds: tuple[Deed, ...] = ()
    offices: Mapping[str, str] = field(default_factory=dict)
    saved_pages: tuple[str, ...] = ()
    reference: str | None = None
    submitted: datetime | None = None
    promised: date | None = None
    fee: int | None = None
    outcome: str | None = None
    sequence: int = 0
    answers: Answers = field(default_factory=dict)
    given_on: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    """The days, in Vientiane, on which each answer was given that was given anew since the case was handed in."""
    ended: datetime | None = None
    issuances: tuple[Issuance, ...] = ()
    looks: Mapping[tuple[str, str], datetime] = field(default_factory=dict)
    """When each officer opened each uploaded file last, by (officer, file)."""

    @property
    def is_started(self) -> bool:
        """Whether anything has happened yet."""
        return self.sequence > 0
