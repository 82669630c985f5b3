"""The life of one made-up application, from its first page to its goal, through the use cases everybody uses."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final

import structlog

from portal.cases import apply, attach, work
from portal.cases.command import Done
from portal.cases.environment import Environment
from portal.definition.kinds.table import kind_of
from portal.definition.model import FormField, Page, Service
from portal.definition.reading import read_page
from portal.demo.answers import Varied
from portal.demo.applicants import Applicant
from portal.demo.goals import Deed, Way
from portal.demo.office_hours import is_open, later, office_time
from portal.demo.officers import Post
from portal.demo.papers import specimen
from portal.demo.remarks import Remarks
from portal.store import cases as case_store
from portal.store.columns import new_id
from portal.workflow.acting import open_actions
from portal.workflow.answers import Correcting, form_of
from portal.workflow.case import Case, Status
from portal.workflow.deadlines import Moment
from portal.workflow.refusals import Refusal

FILES_OPENED: Final = 0.5
"""How often an officer looks at the files before acting."""
_DELAYS: Final = (timedelta(minutes=20), timedelta(hours=12))
"""How long a case waits until an officer comes to it, in office time, when there is no hurry."""
_SOON: Final = 10
"""Minutes in which somebody comes to it when there is."""
_DECIDED_ONCE: Final = 60
"""More actions than any case takes; a workflow with a loop must not keep the demo for ever."""

log = structlog.get_logger(__name__)


class _RefusedError(Exception):
    """A use case said no; this life ends where it is."""


@dataclass(frozen=True)
class Life:
    """One application. It starts at `start` and is at its goal by `settle_by`; `ends` is the demo's present, when an
    officer has `claimed` it or not."""

    environment: Environment
    service: Service
    varied: Varied
    remarks: Remarks
    way: Way
    applicant: Applicant
    posts: Mapping[Post, list[str]]
    chance: random.Random
    start: datetime
    settle_by: datetime
    claimed: bool
    ends: datetime

    def live(self) -> Iterator[datetime]:
        """Do one thing after another; each yield says when the next is to be done, on a clock others move."""
        try:
            yield self.start
            case_id = self._done(apply.start(self.environment, self.applicant.id, self.service.service, new_id()))
            yield from self._fill(case_id)
            if self.way.goal.kind == "draft":
                return
            yield self._minutes_later()
            self._done(apply.submit(self.environment, self.applicant.id, case_id, new_id()))
            yield from self._pass_offices(case_id)
            yield from self._settle(case_id)
        except _RefusedError as refused:
            log.warning("demo_case_stopped", service=self.service.service, why=str(refused))

    def _fill(self, case_id: str) -> Iterator[datetime]:
        answers = self.varied.application(self.applicant, self.environment.today(), self.way.conditions())
        stop_before = self.chance.randint(1, len(self.service.form)) if self.way.goal.kind == "draft" else None
        for place in count():
            case = self._case(case_id)
            form = form_of(self.service, case, self.environment.today())
            page = next((each for each in form.pages if each.page not in case.saved_pages), None)
            if page is None or place == stop_before:
                return
            yield self._minutes_later()
            self._save(case, page, answers)

    def _save(self, case: Case, page: Page, answers: Mapping[str, Any]) -> None:
        filled = {**answers, **self._attach(case.id, page.fields, answers)}
        reading = read_page(
            self.service, page, filled, case.answers, self.environment.today(), lambda _level, _code: True
        )
        saved = apply.save_page(self.environment, self.applicant.id, case.id, page.page, reading.values, new_id())
        self._done(saved)

    def _attach(self, case_id: str, fields: Mapping[str, FormField], answers: Mapping[str, Any]) -> dict[str, Any]:
        """Attach a specimen for each file that the answers name; the ids in place of the names."""
        attached: dict[str, Any] = {}
        for name, field in fields.items():
            if kind_of(field).holds_files and answers.get(name):
                files = [specimen(field.accept, wanted, self.chance.randrange(100)) for wanted in answers[name]]
                attached[name] = [
                    attach.attach(self.environment, self.applicant.id, case_id, name, file_name, data)
                    for file_name, data in files
                ]
        return attached

    def _pass_offices(self, case_id: str) -> Iterator[datetime]:
        goal = self.way.goal
        for _ in range(_DECIDED_ONCE):
            case = self._case(case_id)
            if case.status is Status.WITH_APPLICANT:
                yield self._when(self.way.actions_left(case.step))
                self._correct(self._case(case_id))
                continue
            if self._next(case) is None:
                return
            yield self._when(self.way.actions_left(case.step))
            deed = self._next(self._case(case_id))  # asked again, for the task may have gone up in the meantime
            if deed is None:
                return
            self._act(case_id, deed)
            there = (goal.kind, goal.path, goal.action) == ("act", deed.task.path, deed.name)
            if there and self._case(case_id).status is not Status.WITH_OFFICE:
                return

    def _next(self, case: Case) -> Deed | None:
        return self.way.next(case, list(self._deeds(case)), self.chance)

    def _deeds(self, case: Case) -> Iterator[Deed]:
        moment = Moment.of(self.environment.clock())
        for task in case.tasks.values():
            taken: set[str] = set()
            for officer in self.posts.get((task.level, task.area, task.role), ()):
                for name, action in open_actions(self.service, case, task, officer, moment).items():
                    if name not in taken:
                        taken.add(name)
                        yield Deed(task, officer, name, action)

    def _act(self, case_id: str, deed: Deed) -> None:
        case = self._case(case_id)
        asked = list(form_of(self.service, case, self.environment.today()).questions)
        if self.chance.random() < FILES_OPENED:
            self._open_files(case, asked, deed.officer)
        said = self.remarks.on(deed.task.path, deed.name, deed.action, asked, self.chance)
        self._done(work.act(self.environment, deed.officer, case_id, deed.task.id, deed.name, said, new_id()))

    def _open_files(self, case: Case, asked: list[str], officer: str) -> None:
        for name in asked:
            if kind_of(self.service.fields[name]).holds_files:
                for file_id in case.answers.get(name, ()):
                    work.open_file(self.environment, officer, case.id, file_id)

    def _correct(self, case: Case) -> None:
        today = self.environment.today()
        named = case.correction.fields if case.correction else ()
        fresh = self.varied.corrected(case.answers, named, today)
        opened = Correcting(self.service, case, today).reopened(fresh).fields
        kept = {name: case.answers[name] for name in opened if name in case.answers}
        values = {**kept, **fresh}
        fields = {name: self.service.fields[name] for name in opened}
        values |= self._attach(case.id, fields, {name: values.get(name) for name in named})
        self._done(apply.correct(self.environment, self.applicant.id, case.id, values, new_id()))

    def _settle(self, case_id: str) -> Iterator[datetime]:
        """What happens to a case that has come to its goal."""
        if self.way.goal.kind == "withdraw":
            yield self._when(1)
            self._done(apply.withdraw(self.environment, self.applicant.id, case_id, new_id()))
        elif self.claimed and is_open(claims := self.ends - timedelta(minutes=self.chance.uniform(1, 10))):
            yield claims
            deed = next(self._deeds(self._case(case_id)), None)
            if deed is not None:
                self._done(work.claim(self.environment, deed.officer, case_id, deed.task.id, new_id()))

    def _case(self, case_id: str) -> Case:
        with self.environment.database.reading() as session:
            case = case_store.load(session, case_id)
        if case is None:
            raise LookupError(case_id)
        return case

    def _done(self, result: Done | Refusal) -> str:
        if isinstance(result, Refusal):
            raise _RefusedError(result.why.value)
        return result.case_id

    def _minutes_later(self) -> datetime:
        return self.environment.clock() + timedelta(minutes=self.chance.uniform(1, 5))

    def _when(self, actions_left: int) -> datetime:
        """When somebody comes to it: in office hours, and early enough for all that is left before `settle_by`."""
        now = self.environment.clock()
        room = office_time(now, self.settle_by)
        if self.way.goal.kind == "rest":  # it comes there when it was to, and not before
            wait = room / max(actions_left - 1, 1) * self.chance.uniform(0.8, 1)
        else:
            shortest, longest = _DELAYS
            wait = min(shortest + self.chance.random() * (longest - shortest), room / (actions_left + 1))
        return later(now, max(wait, timedelta(minutes=self.chance.uniform(1, _SOON))))
