"""A case that lives in memory, run by the same `decide` and `evolve` as the real ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import count
from typing import Any, Final

from portal.definition.kinds.table import kind_of
from portal.definition.model import ExampleAction, Level, Page, Service
from portal.definition.spoken import NOTHING_SPOKEN, Spoken
from portal.lao.calendar import LAO_HOLIDAYS, Holidays
from portal.lao.dates import local_date
from portal.workflow.answers import Correcting, answers_after, form_of
from portal.workflow.case import Answers, Case
from portal.workflow.commands import Act, Command, Correct, Move, RecordCertificate, SavePage, Start, Submit
from portal.workflow.decide import decide
from portal.workflow.entering import task_ids_needed
from portal.workflow.events import ActionTaken, Event
from portal.workflow.evolve import evolve
from portal.workflow.notices import Notice, notices
from portal.workflow.reference import new_reference
from portal.workflow.refusals import Decision, Refusal, Why
from portal.workflow.said import Said, spoken
from portal.workflow.telling import told_at

_LEVELS: Final = tuple(Level)
"""From the lowest up."""


def offices_above(service: Service, answers: Answers) -> dict[str, str]:
    """Made-up codes of the offices of each level from the place up; none while the place is not answered.

    Real cases ask the store's table of areas. A code here holds the answer, so that another place has other offices.
    """
    place = service.fields.get(service.place)
    lowest = kind_of(place).level if place else None
    code = answers.get(service.place)
    if lowest is None or not code:
        return {}
    return {level.value: f"{level.value} of {code}" for level in _LEVELS[_LEVELS.index(lowest) :]}


def officer_of(path: str) -> str:
    """The made-up officer who acts at `path` when a case is played: another one for every step and branch."""
    return f"officer-{path}"


@dataclass
class Simulation:
    """One case: its state, all that happened and was said (by the sequence of its event), and the messages it made due.

    `service` is the version that the case has now, `versions` are all that it had. `now` may be moved between steps.
    """

    service: Service
    now: datetime
    holidays: Holidays = LAO_HOLIDAYS
    case: Case = field(default_factory=lambda: Case(id="simulated"))
    events: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    spoken: dict[int, Spoken] = field(default_factory=dict)
    versions: dict[str, Service] = field(default_factory=dict)
    _ids: count[int] = field(default_factory=lambda: count(1), repr=False)

    def do(self, command: Command) -> Decision:
        """Put `command` to the case; when it is not refused, let it happen."""
        decision = decide(self.service, self.case, command, self.now, self.holidays)
        if isinstance(decision, Refusal):
            return decision
        answers = answers_after(self.service, self.case, command, local_date(self.now))
        if isinstance(command, Start | Move):
            self.service = command.into if isinstance(command, Move) else self.service
            self.versions[command.definition] = self.service
        before = case = self.case
        for event in decision:
            case = evolve(case, event)
        self.case = replace(case, answers=answers)
        self.events += decision
        history = list(enumerate(self.events, start=1))
        if isinstance(command, Act):
            taken = history[-len(decision) :]
            self.spoken |= {
                sequence: spoken(self.service, event, command.said.given)
                for sequence, event in taken
                if isinstance(event, ActionTaken)
            }
        said = self.spoken.get(told_at(self.version, history) or 0, NOTHING_SPOKEN)
        self.notices += notices(self.service, before, self.case, decision, said)
        return decision

    def start(self, applicant: str = "applicant") -> Decision:
        """Open the application."""
        return self.do(Start(self.service.service, self.service.version, applicant))

    def fill(self, answers: Answers) -> Decision:
        """Save every page that these answers make visible, in the order in which an applicant meets them."""
        saved: tuple[Event, ...] = ()
        while page := self._next_page():
            values = {name: answers[name] for name in page.fields if name in answers}
            decision = self.do(SavePage(page.page, values, digests(values)))
            if isinstance(decision, Refusal):
                return decision
            saved += decision
        return saved

    def submit(self, offices: Mapping[str, str] | None = None) -> Decision:
        """Hand in, to the offices above the place unless others are given."""
        above = offices_above(self.service, self.case.answers) if offices is None else offices
        return self.do(Submit(new_reference(next(self._ids)), above, self.task_ids()))

    def act(
        self,
        path: str,
        action: str,
        *,
        officer: str | None = None,
        fields: tuple[str, ...] = (),
        **answers: Any,
    ) -> Decision:
        """Take `action` on the open task at `path`, with the `fields` to correct and the `answers` to what it asks."""
        return self.say(path, action, Said(fields, answers), officer)

    def say(self, path: str, action: str, said: Said, officer: str | None = None) -> Decision:
        """Take `action` on the open task at `path`, with what is `said`."""
        task = next((task.id for task in self.case.tasks.values() if task.path == path), None)
        if task is None:
            return Refusal(Why.UNKNOWN_TASK)
        who = officer or officer_of(path)
        return self.do(Act(task, action, who, self.task_ids(), said, digests(said.given)))

    def correct(self, values: Answers) -> Decision:
        """Hand corrected values in; the open fields that are not among them keep what they were."""
        corrected = self.with_kept(values)
        offices = offices_above(self.service, {**self.case.answers, **corrected})
        return self.do(Correct(corrected, digests(corrected), self.task_ids(), offices))

    def with_kept(self, values: Answers) -> Answers:
        """Corrected values together with what the other open fields are."""
        opened = Correcting(self.service, self.case, local_date(self.now)).reopened(values).fields
        kept = {name: self.case.answers[name] for name in opened if name in self.case.answers}
        return {**kept, **values}

    def move(self, into: Service, steps: Mapping[str, str], definition: str = "") -> Decision:
        """Let the case go on under another version, by its version number unless a `definition` is named."""
        ids = tuple(f"task-{next(self._ids)}" for _ in range(task_ids_needed(into)))
        return self.do(Move(into, definition or into.version, steps, ids))

    def version(self, definition: str) -> Service:
        """A version that the case has had."""
        return self.versions[definition]

    def task_ids(self) -> tuple[str, ...]:
        """Fresh ids, enough for any command."""
        return tuple(f"task-{next(self._ids)}" for _ in range(task_ids_needed(self.service)))

    def _next_page(self) -> Page | None:
        form = form_of(self.service, self.case, local_date(self.now))
        return next((page for page in form.pages if page.page not in self.case.saved_pages), None)


@dataclass(frozen=True)
class Stopped:
    """Where a script was refused: the number of its step (0 before the first: the form or handing in) and why."""

    step: int
    refusal: Refusal


def play(
    service: Service,
    answers: Answers,
    script: Iterable[str | ExampleAction],
    now: datetime,
    holidays: Holidays = LAO_HOLIDAYS,
) -> tuple[Simulation, Stopped | None]:
    """Run one case: the form filled with `answers` and handed in, then each step of `script`, until one is refused.

    A step is 'step.action', 'step.branch.action', or an `ExampleAction`, whose answers and corrections are typed values
    here.
    """
    run = Simulation(service, now, holidays)
    for decision in (run.start(), run.fill(answers), run.submit()):
        if isinstance(decision, Refusal):
            return run, Stopped(0, decision)
    for number, step in enumerate(script, start=1):
        decision = _perform(run, ExampleAction(do=step) if isinstance(step, str) else step)
        if isinstance(decision, Refusal):
            return run, Stopped(number, decision)
    for number, due in enumerate(run.case.issuances, start=1):
        # In memory nothing delays the making of a paper.
        run.do(RecordCertificate(due.step, due.issue, f"certificate-{number}", str(number)))
    return run, None


def _perform(run: Simulation, step: ExampleAction) -> Decision:
    if step.do is None:
        return run.correct(step.correct or {})
    path, _, action = step.do.rpartition(".")
    return run.say(path, action, Said.in_example(step))


def digests(values: Mapping[str, object]) -> dict[str, str]:
    """Digests for a case without a store; not salted, so never for real answers."""
    return {
        name: hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
        for name, value in values.items()
    }
