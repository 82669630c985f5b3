"""Rules over the steps: every name exists, every step can be reached and left, and every case can end."""

from __future__ import annotations

from typing import Final

from portal.definition.examination import Examination
from portal.definition.graph import can_finish, circle_from, days_needed, leading_to, reachable, routes, target_of
from portal.definition.kinds.table import kind_of
from portal.definition.model import (
    APPLICANT,
    DONE,
    FIELDS,
    RESERVED_STEPS,
    Action,
    EndStep,
    Level,
    OfficerStep,
    Outcome,
    ParallelStep,
)
from portal.definition.posts import posts_of
from portal.definition.samples import OTHER_DAYS
from portal.definition.source import Path

STEP_KIND: Final = ("ຂັ້ນຕອນ", "step")
ROLE_KIND: Final = ("ໜ້າທີ່", "role")
_HEIGHT: Final = {level: height for height, level in enumerate(Level)}


def check_workflow(examination: Examination) -> None:
    """Run every rule of this family."""
    _step_names(examination)
    for path, step_path, officer_step in examination.officer_steps():
        _officer_step(examination, path, step_path, officer_step)
    for name, step in examination.service.workflow.items():
        if isinstance(step, ParallelStep):
            _parallel_step(examination, ("workflow", name), name, step)
    _roles(examination)
    _paths(examination)


def _step_names(examination: Examination) -> None:
    for name in examination.service.workflow:
        if name in RESERVED_STEPS:
            examination.at_key("reserved-name", "workflow", name, name=name)
    for name, meant in examination.misspelt_steps.items():
        examination.at_key("misspelt-step", "workflow", name, name=name, meant=meant)


def _roles(examination: Examination) -> None:
    """Words for a role that no step names: it is misspelt, or left over."""
    known = list(dict.fromkeys(post.role for post in posts_of(examination.service)))
    for name in examination.service.roles:
        if name not in known:
            examination.unknown(ROLE_KIND, name, known, "roles", name)


def _officer_step(examination: Examination, path: Path, step_path: str, step: OfficerStep) -> None:
    for name, action in step.actions.items():
        _action(examination, (*path, "actions", name), step_path, name, action)
    if _may_strand(examination, [action.when for action in step.actions.values()]):
        examination.at_key("may-strand", *path, name=step_path)
    if step.late is not None:
        if _HEIGHT[step.late.to] <= _HEIGHT[step.office]:
            examination.at_value("late-not-above", *path, "late", "to", office=step.office.value, to=step.late.to.value)
        if step.within is None:
            examination.at_key("late-without-within", *path, "late", name=step_path)
    place = examination.service.fields.get(examination.service.place)
    level = kind_of(place).level if place else None
    if level is not None and _HEIGHT[step.office] < _HEIGHT[level]:
        office = step.office.value
        examination.at_value("no-office", *path, "office", name=step_path, office=office, place=level.value)


def _may_strand(examination: Examination, whens: list[str | None]) -> bool:
    """Whether each action of a step has a condition, and there may be answers with which none of them holds."""
    conditions = [when for when in whens if when is not None]
    if len(conditions) < len(whens):
        return False
    search = examination.search
    if not search.hangs.are_sound(conditions):
        return True
    days = OTHER_DAYS if search.hangs.ask_the_day(conditions) else ()
    searches = (search, *map(search.on, days))
    return any(each.look_for([], none_of=conditions) != "none" for each in searches)


def _action(examination: Examination, path: Path, step_path: str, name: str, action: Action) -> None:
    steps = examination.service.workflow
    in_branch = "." in step_path
    if action.to == DONE:
        if not in_branch:
            examination.at_value("done-outside-branch", *path, "to")
    elif action.to != APPLICANT and action.to not in steps and action.to not in examination.misspelt_steps.values():
        known = [*steps, APPLICANT, *([DONE] if in_branch else [])]
        examination.unknown(STEP_KIND, action.to, known, *path, "to")
    if action.to == APPLICANT and FIELDS not in action.asked_names:
        examination.at_key("send-back-without-fields", *path, name=name)
    target = steps.get(target_of(examination.service, step_path, action))
    if isinstance(target, EndStep) and target.end is Outcome.REFUSED and "reason" not in action.asked_names:
        examination.at_key("refusal-without-reason", *path, name=name)


def _parallel_step(examination: Examination, path: Path, name: str, step: ParallelStep) -> None:
    if step.to not in [*examination.service.workflow, *examination.misspelt_steps.values()]:
        examination.unknown(STEP_KIND, step.to, examination.service.workflow, *path, "to")
    if isinstance(step.join, int) and step.join > len(step.branches):
        examination.at_value("join-too-large", *path, "join", join=step.join, branches=len(step.branches))
    for branch, officer_step in step.branches.items():
        never = all(action.to != DONE for action in officer_step.actions.values())
        if never and not can_finish(name, step):
            examination.at_key("branch-never-done", *path, "branches", branch, name=f"{name}.{branch}")


def _paths(examination: Examination) -> None:
    service = examination.service
    graph = routes(service)
    ends = [name for name, step in service.workflow.items() if isinstance(step, EndStep)]
    if not ends:
        examination.at_key("no-end", "workflow")
    if not ends or examination.misspelt_steps:
        return
    if service.first_step in ends:
        examination.at_key("starts-at-end", "workflow", service.first_step, name=service.first_step)
    reached = reachable(graph, service.first_step)
    ending = leading_to(graph, ends)
    for name in service.workflow:
        if name not in reached:
            examination.at_key("unreachable-step", "workflow", name, name=name)
        elif name not in ending:
            _never_ending(examination, name, graph[name])
    needed = days_needed(service, graph)
    if needed is not None and needed > service.promise:
        examination.at_value("promise-too-short", "promise", promise=service.promise, needed=needed)


def _never_ending(examination: Examination, name: str, following: tuple[str, ...]) -> None:
    if following:
        path = " → ".join(circle_from(routes(examination.service), name))
        examination.at_key("endless-loop", "workflow", name, name=name, path=path)
    else:
        examination.at_key("dead-end", "workflow", name, name=name)
