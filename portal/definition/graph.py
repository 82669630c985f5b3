"""Where a case can go from each step: the workflow as a graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from portal.definition.model import APPLICANT, DONE, EndStep, OfficerStep, ParallelStep, Service, Step

Routes = Mapping[str, tuple[str, ...]]
"""The steps that can follow each step, in the order of the file. A step that sends back to the applicant is its own
successor: after the correction the case enters it again."""


def routes(service: Service) -> dict[str, tuple[str, ...]]:
    """The routes of a workflow. Targets that do not exist are left out."""
    return {
        name: tuple(dict.fromkeys(target for target in _targets(name, step) if target in service.workflow))
        for name, step in service.workflow.items()
    }


def can_finish(step: ParallelStep) -> bool:
    """Whether enough branches can be done for the case to go on."""
    finishing = sum(any(action.to == DONE for action in branch.actions.values()) for branch in step.branches.values())
    return finishing >= min(step.needed, len(step.branches))


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
    granted = {
        name for name, step in service.workflow.items() if isinstance(step, EndStep) and step.end.value == "granted"
    }
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
    if isinstance(step, OfficerStep):
        return step.within or 0
    if isinstance(step, ParallelStep):
        times = sorted(branch.within or 0 for branch in step.branches.values())
        return times[min(step.needed, len(times)) - 1]
    return 0


def _targets(name: str, step: Step) -> list[str]:
    if isinstance(step, EndStep):
        return []
    branches = list(step.branches.values()) if isinstance(step, ParallelStep) else [step]
    targets = [step.to] if isinstance(step, ParallelStep) and can_finish(step) else []
    for branch in branches:
        targets += [name if action.to == APPLICANT else action.to for action in branch.actions.values()]
    return targets
