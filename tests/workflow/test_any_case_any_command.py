"""From any case that events can make, any command gives events or a refusal; and what a case is, its events say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from portal.definition.asked import questions_asked
from portal.definition.model import APPLICANT, ParallelStep
from portal.definition.samples import ordinary
from portal.lao.dates import local_date
from portal.workflow import commands as asked
from portal.workflow.answers import form_of
from portal.workflow.case import Status
from portal.workflow.commands import Command
from portal.workflow.deadlines import is_late
from portal.workflow.events import ActionTaken, Moved
from portal.workflow.evolve import replay
from portal.workflow.progress import progress
from portal.workflow.refusals import Refusal
from portal.workflow.said import Said
from portal.workflow.serialise import event_from_json, event_to_json
from portal.workflow.simulate import Simulation, digests
from portal.workflow.versions import under_versions
from tests.workflow.material import MATERIALS, VALUES, Material
from tests.workflow.other_versions import other_versions

OFFICERS = st.sampled_from(["anong", "bounmy", "chan"])
OFFICES = st.dictionaries(st.sampled_from(["village", "district", "province", "moon"]), st.just("01"))
REMARKS = st.sampled_from(["", "   ", "ກະລຸນາແກ້ໄຂ"])


def _kept(values: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    return values, digests(values)


class AnyCase(RuleBasedStateMachine):
    """Applicants and officers who do what they should, what they should not, and what makes no sense."""

    @initialize(material=MATERIALS)
    def begin(self, material: Material) -> None:
        self.material = material
        self.run = Simulation(material.service, datetime(2026, 11, 24, 3, tzinfo=UTC))
        self.run.start()

    # What people do who use the pages as they are meant.

    @precondition(lambda self: self.run.case.status is Status.ENDED)
    @rule()
    def begin_another(self) -> None:
        self.begin(self.material)

    @precondition(lambda self: self.run.case.status is Status.DRAFT)
    @rule(data=st.data())
    def hand_in(self, data: st.DataObject) -> None:
        self.run.fill(data.draw(self.material.some_answers()))
        self.run.submit()

    @precondition(lambda self: self.run.case.tasks)
    @rule(data=st.data(), officer=OFFICERS)
    def act_as_asked_again(self, data: st.DataObject, officer: str) -> None:
        self.act_as_asked(data, officer)

    @precondition(lambda self: self.run.case.tasks)
    @rule(data=st.data(), officer=OFFICERS)
    def act_as_asked(self, data: st.DataObject, officer: str) -> None:
        case = self.run.case
        task = data.draw(st.sampled_from(sorted(case.tasks.values(), key=lambda task: task.id)))
        step = self.run.service.officer_step(task.path)
        assert step is not None
        name, action = data.draw(st.sampled_from(sorted(step.actions.items())))
        known = sorted(form_of(self.run.service, case, local_date(self.run.now)).questions)
        fields = data.draw(st.lists(st.sampled_from(known), min_size=1, unique=True)) if action.asks_fields else []
        questions_here = questions_asked(self.run.service, task.path, action)
        answers = {
            each: ordinary(question)
            for each, question in questions_here.items()
            if question.required or data.draw(st.booleans())
        }
        ids = self.run.task_ids()
        self.do(asked.Act(task.id, name, officer, ids, Said(tuple(fields), answers), digests(answers)))

    @precondition(lambda self: self.run.case.correction)
    @rule(data=st.data())
    def correct_as_asked(self, data: st.DataObject) -> None:
        answers = data.draw(self.material.some_answers())
        opened = self.run.case.correction.fields if self.run.case.correction else ()
        self.run.correct({name: answers[name] for name in opened if name in answers})

    @rule(hours=st.sampled_from([1, 24, 24 * 9]))
    def wait(self, hours: int) -> None:
        self.run.now += timedelta(hours=hours)

    @precondition(lambda self: any(is_late(task, local_date(self.run.now)) for task in self.run.case.tasks.values()))
    @rule()
    def escalate(self) -> None:
        self.do(asked.Escalate())

    # What anyone may send, by mistake or on purpose.

    @rule(data=st.data())
    def ask_anything(self, data: st.DataObject) -> None:
        self.do(data.draw(self.any_command()))

    def any_command(self) -> st.SearchStrategy[Command]:
        tasks = st.sampled_from([*self.run.case.tasks, "no-task"])
        fresh = self.run.task_ids()
        ids = st.sampled_from([fresh, fresh, (), ("same", "same"), tuple(self.run.case.tasks)])
        until = st.integers(-1, 30).map(lambda hours: self.run.now + timedelta(hours=hours))
        return st.one_of(
            st.builds(
                asked.Start, st.sampled_from([self.run.service.service, "other"]), st.just("hash"), st.just("applicant")
            ),
            self.material.pages().map(lambda page: asked.SavePage(page[0], *_kept(page[1]))),
            self.material.pages().map(lambda page: asked.SavePage(page[0], page[1], {"full_name": "digest"})),
            st.builds(asked.Submit, st.just("2222-2222"), OFFICES, ids),
            st.builds(
                lambda task, action, officer, ids, fields, remarks: asked.Act(
                    task, action, officer, ids, Said(tuple(fields), remarks), digests(remarks)
                ),
                tasks,
                self.material.actions(),
                OFFICERS,
                ids,
                st.lists(self.material.names(), max_size=2),
                st.dictionaries(st.sampled_from(["note", "reason", "receipt", "day", "nobody"]), REMARKS | VALUES),
            ),
            st.builds(
                lambda values, ids, offices: asked.Correct(*_kept(values), ids, offices),
                self.material.answers(),
                ids,
                OFFICES,
            ),
            st.builds(asked.Claim, tasks, OFFICERS, until),
            st.builds(asked.Claim, tasks, OFFICERS, until.map(lambda moment: moment.replace(tzinfo=None))),
            st.builds(asked.Release, tasks, OFFICERS),
            st.builds(asked.OpenFile, OFFICERS, st.sampled_from(["file-1", "plans.pdf", "consent.jpg", "file-9"])),
            st.builds(
                asked.RecordCertificate,
                st.sampled_from(["issued", "end"]),
                st.just("certificate"),
                st.just("2026/01/00001"),
            ),
            st.just(asked.Escalate()),
        )

    @precondition(lambda self: any(task.claimed_by is None for task in self.run.case.tasks.values()))
    @rule(data=st.data(), officer=OFFICERS)
    def claim(self, data: st.DataObject, officer: str) -> None:
        task = data.draw(st.sampled_from(sorted(self.run.case.tasks)))
        self.do(asked.Claim(task, officer, self.run.now + timedelta(hours=2)))

    @precondition(lambda self: len(self.run.events) > 15)
    @rule()
    def withdraw(self) -> None:
        self.do(asked.Withdraw())

    def do(self, command: Command) -> None:
        before = self.run.case
        decision = self.run.do(command)
        if isinstance(decision, Refusal):
            assert self.run.case == before
        else:
            assert decision, "a command that is not refused makes something happen"

    @precondition(lambda self: self.run.case.step)
    @rule(data=st.data())
    def go_on_with_another_version(self, data: st.DataObject) -> None:
        into, steps = data.draw(other_versions(self.run.service))
        before = self.run.case
        done = self.run.move(into, steps, f"version-{len(self.run.versions)}")
        if isinstance(done, Refusal):
            assert self.run.case == before
            assert self.run.service is not into

    # What must hold whatever happened.

    @invariant()
    def replay_is_the_projection(self) -> None:
        read_back = [event_from_json(event.kind, event_to_json(event)) for event in self.run.events]
        assert read_back == self.run.events
        again = replay("simulated", read_back)
        answers = self.run.case.answers
        assert {**vars(again), "answers": answers} == vars(self.run.case)
        assert self.run.case.sequence == len(self.run.events)

    @invariant()
    def the_case_is_somewhere(self) -> None:
        case, workflow = self.run.case, self.run.service.workflow
        assert (case.status is Status.WITH_OFFICE) == bool(case.tasks)
        assert (case.status is Status.WITH_APPLICANT) == (case.correction is not None)
        assert (case.status is Status.ENDED) == (case.outcome is not None) == (case.ended is not None)
        assert (case.status is Status.DRAFT) == (case.step is None)
        assert case.correction is None or case.correction.fields
        if case.status is Status.WITH_OFFICE:
            assert {task.path.partition(".")[0] for task in case.tasks.values()} == {case.step}
        if case.status is not Status.ENDED and case.step is not None:
            assert case.step in workflow

    @invariant()
    def branches_are_done_or_open(self) -> None:
        case = self.run.case
        step = self.run.service.workflow.get(case.step or "")
        if not isinstance(step, ParallelStep) or case.status is not Status.WITH_OFFICE:
            assert not case.done_branches
            return
        open_branches = {task.path.partition(".")[2] for task in case.tasks.values()}
        assert open_branches | case.done_branches == step.branches.keys()
        assert not open_branches & case.done_branches
        assert len(open_branches) == len(case.tasks)
        assert len(case.done_branches) < step.needed

    @invariant()
    def four_eyes_hold(self) -> None:
        acted: list[tuple[str, str]] = []
        for event, service in under_versions(self.run.events, self.run.version):
            if isinstance(event, Moved):
                acted = [(event.paths.get(path, path), officer) for path, officer in acted]
            if isinstance(event, ActionTaken):
                step = service.officer_step(event.path)
                assert step is not None
                forbidden = step.actions[event.action].not_by
                assert not _names([path for path, officer in acted if officer == event.officer]) & set(forbidden)
                acted.append((event.path, event.officer))

    @invariant()
    def the_way_leads_here_without_detours(self) -> None:
        case = self.run.case
        taken = [event for event in self.run.events if isinstance(event, ActionTaken)]
        places = [next(place for place, deed in enumerate(case.deeds) if deed == one) for one in case.way]
        assert places == sorted(places)
        steps = [step for step, _deeds in groupby(deed.path.partition(".")[0] for deed in case.way)]
        assert len(steps) == len(set(steps)), "it comes through no step twice"
        if case.issuances:
            assert case.way[-1] == case.deeds[-1], "the decision that ended the case is on it"
            assert all(taken[place].to != APPLICANT for place in places), "nobody on it sent the case back"
        assert set(case.way) <= set(case.standing_deeds) <= set(case.deeds), "who led here has not lost their words"

    @invariant()
    def offices_hold_their_tasks(self) -> None:
        for task in self.run.case.tasks.values():
            assert task.area == self.run.case.offices[task.level]

    def teardown(self) -> None:
        run = self.run
        seen = progress(run.version, run.case, run.events, local_date(run.now))
        assert seen[0].path == "submitted"
        left = [part for step in seen for part in (step, *step.branches) if part.state in ("done", "skipped")]
        assert all(part.left_at for part in left)
        assert sum(step.state == "current" for step in seen) == (run.case.status is not Status.ENDED)


def _names(paths: list[str]) -> set[str]:
    """Every name that a `not_by` may use for what was done at these paths."""
    return {*paths, *(path.partition(".")[0] for path in paths)}


TestAnyCase = AnyCase.TestCase
TestAnyCase.settings = settings(
    max_examples=100, stateful_step_count=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
