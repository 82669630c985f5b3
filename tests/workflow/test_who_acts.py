"""Who may act: four eyes, claims, and tasks that go up when they are late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.workflow import commands as asked
from portal.workflow.acting import open_actions
from portal.workflow.deadlines import Moment
from portal.workflow.refusals import Why
from tests.workflow.made_services import RESIDENCE, end, officer_step, permit, service
from tests.workflow.playing import TUESDAY, handed_in, kinds, why


def test_four_eyes_hold_for_every_earlier_act_in_the_step() -> None:
    run = handed_in()
    run.act("village", "confirm", officer="anong")
    run.act("district", "return", officer="chan", note="ກວດຄືນ")
    run.act("village", "confirm", officer="bounmy")
    for officer in ("anong", "bounmy"):
        assert why(run.act("district", "sign", officer=officer)) is Why.FOUR_EYES
    task = next(iter(run.case.tasks.values()))
    assert "sign" not in open_actions(RESIDENCE, run.case, task, "anong", Moment.of(TUESDAY))
    assert "sign" in open_actions(RESIDENCE, run.case, task, "chan", Moment.of(TUESDAY))
    assert why(run.act("district", "sign", officer="chan")) is None


@pytest.mark.parametrize(
    ("not_by", "allowed"),
    [("reviews", {"dara"}), ("reviews.land", {"planner", "dara"}), ("village", {"planner", "land", "dara"})],
)
def test_four_eyes_name_a_parallel_step_or_one_branch(not_by: str, allowed: set[str]) -> None:
    made = permit("any")
    province = made.workflow["province"]
    sign = province.actions["sign"].model_copy(update={"not_by": (not_by,)})  # type: ignore[union-attr]
    made.workflow["province"] = province.model_copy(update={"actions": {"sign": sign}})
    run = handed_in(permit("all"))
    run.act("village", "support", officer="anong")
    for branch, officer in (("land", "land"), ("planning", "planner"), ("fire", "planner")):
        run.act(f"reviews.{branch}", "approve", officer=officer)
    run.service = made
    task = next(iter(run.case.tasks.values()))
    able = {who for who in ("land", "planner", "dara") if open_actions(made, run.case, task, who, Moment.of(TUESDAY))}
    assert able == allowed


def test_claims_are_soft_and_lapse() -> None:
    run = handed_in()
    task = next(iter(run.case.tasks))
    until = TUESDAY + timedelta(hours=2)
    assert why(run.do(asked.Claim(task, "anong", TUESDAY))) is Why.CLAIM_OVER
    assert kinds(run.do(asked.Claim(task, "anong", until))) == ["task-claimed"]
    assert why(run.do(asked.Claim(task, "bounmy", until))) is Why.CLAIMED_BY_OTHER
    assert why(run.act("village", "confirm", officer="bounmy")) is Why.CLAIMED_BY_OTHER
    assert why(run.do(asked.Release(task, "bounmy"))) is Why.NOT_CLAIMED
    assert kinds(run.do(asked.Claim(task, "anong", until + timedelta(hours=1)))) == ["task-claimed"]
    run.now = until
    assert why(run.do(asked.Claim(task, "bounmy", until + timedelta(hours=9)))) is Why.CLAIMED_BY_OTHER
    run.now = until + timedelta(hours=1)
    assert kinds(run.do(asked.Claim(task, "bounmy", until + timedelta(hours=9)))) == ["task-claimed"]
    assert kinds(run.do(asked.Release(task, "bounmy"))) == ["task-released"]
    assert why(run.act("village", "confirm", officer="anong")) is None


def test_a_late_task_goes_up_once_and_frees_itself_of_claims() -> None:
    run = handed_in()
    task = next(iter(run.case.tasks))
    run.now = datetime(2026, 11, 25, 16, tzinfo=UTC)  # eleven at night on the day it is due
    assert why(run.do(asked.Escalate())) is Why.NOTHING_OVERDUE
    run.do(asked.Claim(task, "anong", run.now + timedelta(days=9)))
    run.now = datetime(2026, 11, 25, 18, tzinfo=UTC)
    assert kinds(run.do(asked.Escalate())) == ["task-escalated"]
    moved = run.case.tasks[task]
    assert (moved.path, moved.level, moved.area) == ("village", "district", "district of 010101")
    assert (moved.due, moved.claimed_by, moved.escalated) == (date(2026, 11, 27), None, True)
    run.now += timedelta(days=30)
    assert why(run.do(asked.Escalate())) is Why.NOTHING_OVERDUE
    assert kinds(run.act("village", "confirm"))[-1] == "task-opened"


def test_a_late_task_may_go_to_another_role() -> None:
    late = {"to": "district", "role": "chief"}
    made = service(
        {"village": officer_step({"go": {"to": "yes"}}, within="1 working day", late=late), "yes": end("granted")}
    )
    run = handed_in(made)
    run.now += timedelta(days=9)
    run.do(asked.Escalate())
    assert [(task.level, task.role) for task in run.case.tasks.values()] == [("district", "chief")]


def test_a_late_task_without_a_way_up_stays() -> None:
    run = handed_in()
    run.act("village", "confirm")
    run.now += timedelta(days=30)
    assert why(run.do(asked.Escalate())) is Why.NOTHING_OVERDUE
