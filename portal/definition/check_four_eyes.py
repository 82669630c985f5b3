"""Rules over four eyes: what `not_by` names is a step in which somebody can have acted before."""

from __future__ import annotations

from collections.abc import Iterator

from portal.definition.check_workflow import STEP_KIND
from portal.definition.examination import Examination, guesses
from portal.definition.graph import reachable, routes, target_of
from portal.definition.model import APPLICANT, DONE, EndStep, ParallelStep, Service
from portal.definition.source import Path


def check_four_eyes(examination: Examination) -> None:
    """Run every rule of this family."""
    for path, step_path, step in examination.officer_steps():
        for name, action in step.actions.items():
            for index, earlier in enumerate(action.not_by):
                _named(examination, (*path, "actions", name, "not_by", index), step_path, earlier)


def _named(examination: Examination, path: Path, step_path: str, earlier: str) -> None:
    service = examination.service
    known = _where_somebody_acts(service)
    if isinstance(service.workflow.get(earlier), EndStep):
        examination.at_value("nobody-acts-there", *path, name=earlier, **guesses(earlier, known))
    elif earlier not in known:
        examination.unknown(STEP_KIND, earlier, known, *path)
    elif _leads_on_everywhere(service) and not may_have_acted(service, earlier, step_path):
        before = [each for each in known if may_have_acted(service, each, step_path)]
        examination.at_value("not-before", *path, name=earlier, step=step_path, known=", ".join(before) or "-")


def may_have_acted(service: Service, earlier: str, path: str) -> bool:
    """Whether somebody can have acted at `earlier` (a step or branch) when somebody acts at `path`: a way leads from
    there to here, be it a way back; or both are open at the same time and wait for each other.

    A case that a correction moves to another place begins anew, at other offices, and does not count.
    """
    graph, name = routes(service), path.partition(".")[0]
    parallel = service.workflow[name]
    for acting in _paths_of(service, earlier):
        for action in service.officer_steps[acting].actions.values():
            own, target = acting.partition(".")[0], target_of(service, acting, action)
            onward = own if target == APPLICANT else target
            if onward in service.workflow and name in reachable(graph, onward):
                return True
            if own == name and acting != path and action.to == DONE and isinstance(parallel, ParallelStep):
                return parallel.needed > 1
    return False


def _paths_of(service: Service, named: str) -> Iterator[str]:
    """Where officers act in what is named: a step, one branch, or all branches of a parallel step."""
    return (path for path in service.officer_steps if named in {path, path.partition(".")[0]})


def _where_somebody_acts(service: Service) -> list[str]:
    steps = [name for name, step in service.workflow.items() if not isinstance(step, EndStep)]
    return [*steps, *(path for path in service.officer_steps if "." in path)]


def _leads_on_everywhere(service: Service) -> bool:
    """Whether every action leads to what there is, and a way leads to every step: other rules report where not."""
    graph = routes(service)
    targets = {action.to for step in service.officer_steps.values() for action in step.actions.values()}
    onward = {step.to for step in service.workflow.values() if isinstance(step, ParallelStep)}
    known = {*service.workflow, APPLICANT, DONE}
    return (targets | onward) <= known and reachable(graph, service.first_step) >= service.workflow.keys()
