"""What two versions of a service do differently, as far as somebody who has an open case would meet it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from portal.definition.kinds.table import kind_of
from portal.definition.model import EndStep, FormField, OfficerStep, ParallelStep, Service, Step

What = Literal[
    "step-gone",
    "step-new",
    "step-kind",
    "who-acts",
    "action-gone",
    "action-new",
    "action-leads",
    "action-otherwise",
    "days",
    "join",
    "question-gone",
    "question-new",
    "question-type",
    "option-gone",
    "question-otherwise",
    "fee",
    "promise",
    "messages",
    "certificate",
]
TOUCHES: frozenset[What] = frozenset({"step-gone", "step-kind", "who-acts", "action-gone", "action-leads", "join"})
"""The differences of a step that decide what becomes of a case in it."""


@dataclass(frozen=True)
class Change:
    """One difference: `where` is a step's path or a question's name, `name` the action or option; `before` and `after`
    say what stood and stands there, where that is short."""

    what: What
    where: str = ""
    name: str = ""
    before: str = ""
    after: str = ""

    @property
    def touches_step(self) -> bool:
        """Whether it decides what becomes of a case that stands in the step `where`."""
        return self.what in TOUCHES


def changes(before: Service, after: Service, renamed: Mapping[str, str] | None = None) -> list[Change]:
    """Every difference, those of the workflow first; `renamed` are the steps that have another name in `after`."""
    names = renamed or {}
    return [
        *_of_workflow(before, after, names),
        *_of_form(before, after),
        *_of_the_rest(before, after),
    ]


def _of_workflow(before: Service, after: Service, names: Mapping[str, str]) -> Iterator[Change]:
    for name, step in before.workflow.items():
        other = after.workflow.get(names.get(name, name))
        if other is None:
            yield Change("step-gone", name)
        elif type(step) is not type(other):
            yield Change("step-kind", name)
        else:
            yield from _of_step(name, step, other, names)
    known = {names.get(name, name) for name in before.workflow}
    yield from (Change("step-new", name) for name in after.workflow if name not in known)


def _of_step(name: str, before: Step, after: Step, names: Mapping[str, str]) -> Iterator[Change]:
    if isinstance(before, OfficerStep) and isinstance(after, OfficerStep):
        yield from _of_officer_step(name, before, after, names)
    if isinstance(before, ParallelStep) and isinstance(after, ParallelStep):
        if before.needed != after.needed:
            yield Change("join", name, before=str(before.needed), after=str(after.needed))
        if names.get(before.to, before.to) != after.to:
            yield Change("action-leads", name, "", before.to, after.to)
        yield from _of_branches(name, before, after, names)
    if isinstance(before, EndStep) and isinstance(after, EndStep) and before.end is not after.end:
        yield Change("step-kind", name, before=before.end.value, after=after.end.value)


def _of_branches(name: str, before: ParallelStep, after: ParallelStep, names: Mapping[str, str]) -> Iterator[Change]:
    seen = set()
    for branch, step in before.branches.items():
        path = f"{name}.{branch}"
        now = names.get(path, path).partition(".")[2]
        seen.add(now)
        other = after.branches.get(now)
        if other is None:
            yield Change("step-gone", path)
        else:
            yield from _of_officer_step(path, step, other, names)
    yield from (Change("step-new", f"{name}.{branch}") for branch in after.branches if branch not in seen)


def _of_officer_step(path: str, before: OfficerStep, after: OfficerStep, names: Mapping[str, str]) -> Iterator[Change]:
    posts = [f"{step.role}, {step.office.value}" for step in (before, after)]
    if posts[0] != posts[1]:
        yield Change("who-acts", path, "", *posts)
    if before.within != after.within:
        yield Change("days", path, "", *(str(step.within or "-") for step in (before, after)))
    for name, action in before.actions.items():
        other = after.actions.get(name)
        if other is None:
            yield Change("action-gone", path, name)
        elif names.get(action.to, action.to) != other.to:
            yield Change("action-leads", path, name, action.to, other.to)
        elif action != other.model_copy(update={"to": action.to}):
            yield Change("action-otherwise", path, name)
    yield from (Change("action-new", path, name) for name in after.actions if name not in before.actions)


def _of_form(before: Service, after: Service) -> Iterator[Change]:
    for name, field in before.fields.items():
        other = after.fields.get(name)
        if other is None:
            yield Change("question-gone", name)
        else:
            yield from _of_field(name, field, other)
    yield from (Change("question-new", name) for name in after.fields if name not in before.fields)


def _of_field(name: str, before: FormField, after: FormField) -> Iterator[Change]:
    if before.type is not after.type:
        yield Change("question-type", name, "", before.type.value, after.type.value)
        return
    gone = [option for option in kind_of(before).options(before) if option not in kind_of(after).options(after)]
    yield from (Change("option-gone", name, option) for option in gone)
    if not gone and before != after:
        yield Change("question-otherwise", name)


def _of_the_rest(before: Service, after: Service) -> Iterator[Change]:
    if before.fee != after.fee:
        yield Change("fee")
    if before.promise != after.promise:
        yield Change("promise", before=str(before.promise), after=str(after.promise))
    if before.messages != after.messages:
        yield Change("messages")
    if before.certificate != after.certificate:
        yield Change("certificate")
