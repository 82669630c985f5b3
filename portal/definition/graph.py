"""Where a case can go from each step: the workflow as a graph, and the ways through it.

The checker, the page that shows what is to come, and the demo ask here; nobody else walks from step to step.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import assert_never

from portal.definition.model import (
    APPLICANT,
    DONE,
    Action,
    EndStep,
    OfficerStep,
    Outcome,
    ParallelStep,
    Service,
    Step,
    officer_steps_of,
)

Routes = Mapping[str, tuple[str, ...]]
"""The steps that can follow each step, in the order of the file. A step that sends back to the applicant is its own
successor: after the correction the case enters it again."""


Counts = Callable[[str, Action], bool]
"""Whether an action at a path (a step or branch) counts when one asks where a case can go."""


def every(_path: str, _action: Action) -> bool:
    """Every action counts."""
    return True


def routes(service: Service, counts: Counts = every) -> dict[str, tuple[str, ...]]:
    """The routes of a workflow by the actions that count. Targets that do not exist are left out."""
    return {
        name: tuple(dict.fromkeys(target for target in _targets(name, step, counts) if target in service.workflow))
        for name, step in service.workflow.items()
    }


def granted_ends(service: Service) -> set[str]:
    """The ends at which the applicant gets what they applied for."""
    return {
        name for name, step in service.workflow.items() if isinstance(step, EndStep) and step.end is Outcome.GRANTED
    }


def issuing_ends(service: Service) -> list[str]:
    """The ends at which a paper is made."""
    return [name for name, step in service.workflow.items() if isinstance(step, EndStep) and step.issue]


def can_finish(name: str, step: ParallelStep, counts: Counts = every) -> bool:
    """Whether enough branches can be done for the case to go on, by the actions that count."""
    finishing = sum(
        any(action.to == DONE and counts(path, action) for action in branch.actions.values())
        for path, branch in officer_steps_of(name, step).items()
    )
    return finishing >= step.needed


def target_of(service: Service, path: str, action: Action) -> str:
    """Where an action at `path` (a step or branch) leads; of a finished branch, where its parallel step leads."""
    step = service.workflow.get(path.partition(".")[0])
    return step.to if action.to == DONE and isinstance(step, ParallelStep) else action.to


def actions_leading_to(service: Service, target: str) -> Iterator[tuple[str, str, Action]]:
    """The actions that lead to `target`, a step or the applicant: where each is taken, its name, and itself."""
    for path, step in service.officer_steps.items():
        for name, action in step.actions.items():
            if target_of(service, path, action) == target:
                yield path, name, action


def may_be_printed_after(service: Service, path: str, action: Action) -> bool:
    """Whether a paper can be made while what is said with an action at `path` holds: until the case comes to that step
    again."""
    step, target = path.partition(".")[0], target_of(service, path, action)
    onward = {name: tuple(each for each in following if each != step) for name, following in routes(service).items()}
    return target != step and not reachable(onward, target).isdisjoint(issuing_ends(service))


def can_miss(service: Service, does: Counts, ends: Collection[str]) -> bool:
    """Whether a case can come to one of `ends` though no action of its way `does` what is wanted.

    `does` is asked of a path (a step or branch) and an action that can be taken there.
    """
    missing = routes(service, lambda path, action: not does(path, action))
    return bool(reachable(missing, service.first_step) & set(ends))


def first_way(start: str, following: Callable[[str], Sequence[str]], ends: Collection[str]) -> list[str]:
    """The steps from `start` to one of `ends`, both included: at each step the first of those `following` it that leads
    there without coming back. Just `start` when none does."""
    came_from: dict[str, str | None] = {}
    ahead: list[tuple[str, str | None]] = [(start, None)]
    while ahead:
        name, before = ahead.pop()
        if name in came_from:
            continue
        came_from[name] = before
        if name in ends:
            return _trail(came_from, name)
        ahead.extend((onward, name) for onward in reversed(following(name)))
    return [start]


def _trail(came_from: Mapping[str, str | None], end: str) -> list[str]:
    trail: list[str] = []
    name: str | None = end
    while name is not None:
        trail.append(name)
        name = came_from[name]
    return trail[::-1]


def actions_to(service: Service, goal: str) -> dict[str, int]:
    """How many actions lead from each step to `goal`, at least; steps from which none do are left out.

    A parallel step takes one for each branch that its join needs.
    """
    away = {goal: 0}
    for _ in service.workflow:  # each round finds steps that are one further away
        for name, step in service.workflow.items():
            for path, officer_step in officer_steps_of(name, step).items():
                for action in officer_step.actions.values():
                    beyond = away.get(target_of(service, path, action))
                    if beyond is not None:
                        left = beyond + _cost(step, action)
                        away[name] = min(away.get(name, left), left)
    return away


def actions_towards(service: Service, start: str, goal: str) -> Iterator[tuple[str, Action]]:
    """The actions of a shortest way from `start` to `goal`, each with where it is taken; none when there is no way.

    Of a parallel step whose branches have to be done, one for each that its join needs.
    """
    away = actions_to(service, goal)
    name = start
    while name != goal and name in away:
        step = service.workflow[name]
        open_here = [
            (path, action) for path, each in officer_steps_of(name, step).items() for action in each.actions.values()
        ]
        onward = [one for one in open_here if target_of(service, *one) in away]
        path, action = min(onward, key=lambda one: _cost(step, one[1]) + away[target_of(service, *one)])
        if isinstance(step, ParallelStep) and action.to == DONE:
            done = [one for one in onward if one[1].to == DONE]
            first = {where: next(one for one in done if one[0] == where) for where, _ in done}
            yield from list(first.values())[: step.needed]
        else:
            yield path, action
        name = target_of(service, path, action)


def _cost(step: Step, action: Action) -> int:
    return step.needed if isinstance(step, ParallelStep) and action.to == DONE else 1


def reachable(graph: Routes, start: str) -> set[str]:
    """The steps that can be reached from `start`, itself included."""
    found = {start}
    waiting = [start]
    while waiting:
        for target in graph.get(waiting.pop(), ()):
            if target not in found:
                found.add(target)
                waiting.append(target)
    return found


def leading_to(graph: Routes, targets: Iterable[str]) -> set[str]:
    """The steps from which one of `targets` can be reached, the targets included."""
    backwards: dict[str, list[str]] = {}
    for name, following in graph.items():
        for target in following:
            backwards.setdefault(target, []).append(name)
    found: set[str] = set()
    for target in targets:
        found |= reachable({name: tuple(before) for name, before in backwards.items()}, target)
    return found


def circle_from(graph: Routes, start: str) -> list[str]:
    """A path from `start` along first routes until a step comes again, to show how a case goes in circles."""
    path = [start]
    while graph.get(path[-1]):
        following = graph[path[-1]][0]
        path.append(following)
        if following in path[:-1]:
            break
    return path


def days_needed(service: Service, graph: Routes) -> int | None:
    """Working days of the quickest way to a granted end when each office uses all its time; None without one."""
    granted = granted_ends(service)
    best: dict[str, int] = {service.first_step: 0}
    waiting = {service.first_step}
    while waiting:
        name = min(waiting, key=lambda each: best[each])
        waiting.remove(name)
        if name in granted:
            return best[name]
        reached = best[name] + _days(service.workflow[name])
        for target in graph[name]:
            if target not in best or reached < best[target]:
                best[target] = reached
                waiting.add(target)
    return None


def _days(step: Step) -> int:
    match step:
        case OfficerStep(within=within):
            return within or 0
        case ParallelStep(branches=branches):
            times = sorted(branch.within or 0 for branch in branches.values())
            return times[step.needed - 1]
        case EndStep():
            return 0
        case _:
            assert_never(step)


def _targets(name: str, step: Step, counts: Counts) -> list[str]:
    targets = [step.to] if isinstance(step, ParallelStep) and can_finish(name, step, counts) else []
    for path, officer_step in officer_steps_of(name, step).items():
        taken = (action for action in officer_step.actions.values() if counts(path, action))
        targets += [name if action.to == APPLICANT else action.to for action in taken]
    return targets
