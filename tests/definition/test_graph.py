"""The ways through a workflow: whoever asks where a case can go gets one answer."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from portal.definition.graph import (
    actions_leading_to,
    actions_to,
    actions_towards,
    days_needed,
    first_way,
    granted_ends,
    routes,
    target_of,
)
from portal.definition.load import load_service
from portal.definition.model import APPLICANT, DONE, EndStep, ParallelStep, Service
from portal.settings import ROOT
from tests.definition.boat import TEXT, load

SERVICES = sorted((ROOT / "services").iterdir())


@pytest.fixture(params=SERVICES, ids=lambda path: path.name)
def service(request: pytest.FixtureRequest) -> Service:
    loaded = load_service(Path(request.param)).service
    assert loaded is not None
    return loaded


def test_a_way_follows_routes_and_takes_as_many_actions_as_it_has_steps(service: Service) -> None:
    graph = routes(service)
    for end in granted_ends(service):
        way = first_way(service.first_step, lambda name: graph[name], {end})
        assert (way[0], way[-1]) == (service.first_step, end)
        assert all(after in graph[before] for before, after in itertools.pairwise(way))
        assert actions_to(service, end)[service.first_step] >= len(way) - 1


def test_each_action_comes_one_nearer_at_most(service: Service) -> None:
    for goal in service.workflow:
        away = actions_to(service, goal)
        assert away[goal] == 0
        for name in away.keys() - {goal}:
            assert not isinstance(service.workflow[name], EndStep)
            assert any(away[name] > away.get(target, away[name]) for target in routes(service)[name])


def test_a_parallel_step_costs_an_action_a_branch() -> None:
    permit = load_service(ROOT / "services" / "construction-permit").service
    assert permit is not None
    parallel = {name: step for name, step in permit.workflow.items() if isinstance(step, ParallelStep)}
    assert parallel
    for name, step in parallel.items():
        assert actions_to(permit, step.to)[name] == step.needed > 1
        for branch, officer_step in step.branches.items():
            done = [action for action in officer_step.actions.values() if action.to == DONE]
            assert {target_of(permit, f"{name}.{branch}", action) for action in done} == {step.to}


@pytest.mark.parametrize("goal", ["granted", "refused", "province"])
def test_the_actions_towards_a_step_lead_there_and_are_as_few_as_can_be(goal: str) -> None:
    boat = load(TEXT).service
    assert boat is not None
    taken = list(actions_towards(boat, boat.first_step, goal))
    assert len(taken) == actions_to(boat, goal)[boat.first_step]
    assert target_of(boat, *taken[-1]) == goal
    assert len({path for path, _ in taken}) == len(taken), "each review is done once"
    assert list(actions_towards(boat, goal, goal)) == []
    assert list(actions_towards(boat, "granted", "refused")) == []


def test_more_branches_than_there_are_need_not_be_done() -> None:
    boat = load(TEXT.replace("join: all", "join: 9")).service
    assert boat is not None
    assert actions_to(boat, "province")["reviews"] == 2
    assert len(list(actions_towards(boat, "reviews", "province"))) == 2


def test_the_actions_that_lead_on_from_a_parallel_step_are_those_of_its_branches() -> None:
    boat = load(TEXT).service
    assert boat is not None
    leading = {target: [(path, name) for path, name, _ in actions_leading_to(boat, target)] for target in boat.workflow}
    assert leading["province"] == [("reviews.hull", "pass"), ("reviews.safety", "pass")]
    assert leading["refused"] == [("village", "reject"), ("province", "reject")]
    assert leading["village"] == []
    assert [path for path, _, _ in actions_leading_to(boat, APPLICANT)] == ["village"]


def test_without_a_way_there_is_only_the_start(service: Service) -> None:
    assert first_way(service.first_step, lambda _: (), granted_ends(service)) == [service.first_step]
    assert days_needed(service, dict.fromkeys(service.workflow, ())) is None
