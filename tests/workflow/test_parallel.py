"""Reviews at the same time: all, any, or some of them."""

from __future__ import annotations

import pytest

from portal.workflow.case import Status
from portal.workflow.entering import offices_first
from portal.workflow.refusals import Refusal, Why
from portal.workflow.simulate import Simulation
from tests.workflow.made_services import end, officer_step, permit, service, text
from tests.workflow.playing import handed_in


def in_review(join: str | int) -> Simulation:
    run = handed_in(permit(join))
    run.act("village", "support")
    return run


def open_paths(run: Simulation) -> set[str]:
    return {task.path for task in run.case.tasks.values()}


def test_entering_opens_one_task_a_branch() -> None:
    run = in_review("all")
    assert open_paths(run) == {"reviews.land", "reviews.planning", "reviews.fire"}
    assert {task.role for task in run.case.tasks.values()} == {"land", "planning", "fire"}
    assert len({task.id for task in run.case.tasks.values()}) == 3


@pytest.mark.parametrize(("join", "needed"), [("all", 3), ("any", 1), (2, 2), (3, 3), (9, 3)])
def test_the_case_goes_on_when_enough_branches_are_done(join: str | int, needed: int) -> None:
    run = in_review(join)
    for done, branch in enumerate(("land", "planning", "fire")[:needed], start=1):
        assert run.case.step == "reviews"
        run.act(f"reviews.{branch}", "approve")
        if done < needed:
            assert len(run.case.done_branches) == done
    assert run.case.step == "province"
    assert open_paths(run) == {"province"}
    assert not run.case.done_branches


def test_a_branch_is_done_once() -> None:
    run = in_review("all")
    run.act("reviews.land", "approve")
    assert run.act("reviews.land", "approve") == Refusal(Why.UNKNOWN_TASK)
    assert run.case.done_branches == {"land"}


def test_leaving_a_parallel_step_closes_what_is_open() -> None:
    run = in_review("all")
    run.act("reviews.land", "approve")
    run.act("reviews.planning", "reject", reason="ຜັງເມືອງ")
    assert run.case.status is Status.ENDED
    assert not run.case.tasks
    assert not run.case.done_branches


def test_after_a_correction_every_branch_reviews_again() -> None:
    """What the land office approved may be what was corrected, so its approval does not stand."""
    run = in_review("all")
    run.act("reviews.land", "approve")
    run.act("reviews.planning", "return", fields=("rooms",), note="ກວດຄືນ")
    assert run.case.status is Status.WITH_APPLICANT
    assert run.case.correction is not None
    assert run.case.correction.resume == "reviews"
    assert not run.case.tasks
    run.correct({"rooms": 4})
    assert open_paths(run) == {"reviews.land", "reviews.planning", "reviews.fire"}
    assert not run.case.done_branches


def test_coming_back_to_a_parallel_step_starts_it_anew() -> None:
    run = in_review("any")
    run.act("reviews.land", "approve")
    run.act("province", "back", note="ກວດຄືນ")
    assert open_paths(run) == {"reviews.land", "reviews.planning", "reviews.fire"}


def test_a_case_that_begins_in_parallel_is_first_at_each_office_once() -> None:
    branches = {
        "land": officer_step({"approve": {"to": "done"}}, office="district"),
        "plans": officer_step({"approve": {"to": "done"}}, office="district"),
        "view": officer_step({"approve": {"to": "done"}}, office="province"),
    }
    begins = service(
        {"reviews": {"title": text("reviews"), "to": "issued", "branches": branches}, "issued": end("granted")}
    )
    above = {"village": "010101", "district": "0101", "province": "01"}
    assert offices_first(begins, above) == ("0101", "01")
    run = handed_in(begins)
    assert set(offices_first(begins, run.case.offices)) == {task.area for task in run.case.tasks.values()}
