"""Other versions of a service, as ministries make them, each with the map that says what became of its steps."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from hypothesis import strategies as st

from portal.definition.model import OfficerStep, ParallelStep, Service

Moved = tuple[Service, dict[str, str]]
"""A version, and what each step or branch that has another name in it became."""


def other_versions(service: Service) -> st.SearchStrategy[Moved]:
    """A version in which one or two things are others."""
    changes = st.sampled_from(
        [_rename_a_step, _rename_a_branch, _other_post, _other_join, _drop_a_step, _drop_a_branch]
    )
    return st.lists(changes, min_size=1, max_size=2).flatmap(lambda chosen: _changed(service, chosen))


@st.composite
def _changed(draw: st.DrawFn, service: Service, changes: list[Any]) -> Moved:
    steps: dict[str, str] = {}
    for number, change in enumerate(changes):
        service, names = change(draw, service, number)
        steps = {old: names.get(new, new) for old, new in steps.items()} | {
            old: new for old, new in names.items() if old not in steps.values()
        }
    if draw(st.booleans()):  # an author who forgot to say what became of the steps
        steps = {}
    number = draw(st.integers(2, 9))
    return service.model_copy(update={"version": f"{number}.0.0"}), steps


def _remade(service: Service, change: Any) -> Service:
    data = service.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    change(data)
    return Service.model_validate(data)


def renamed(service: Service, old: str, new: str) -> Service:
    """The service with another name for a step, everywhere."""

    def change(data: dict[str, Any]) -> None:
        data["workflow"] = {new if name == old else name: step for name, step in data["workflow"].items()}
        data["messages"] = {new if key == old else key: text for key, text in data.get("messages", {}).items()}
        if data.get("certificate", {}).get("signed_by", "").partition(".")[0] == old:
            data["certificate"]["signed_by"] = data["certificate"]["signed_by"].replace(old, new, 1)
        _rename_targets(data["workflow"], old, new)
        data["examples"] = {}

    return _remade(service, change)


def _rename_targets(workflow: dict[str, Any], old: str, new: str) -> None:
    for step in workflow.values():
        if step.get("to") == old:
            step["to"] = new
        for each in (step, *step.get("branches", {}).values()):
            for action in each.get("actions", {}).values():
                if action["to"] == old:
                    action["to"] = new
                action["not_by"] = [
                    new + path[len(old) :] if path.partition(".")[0] == old else path
                    for path in action.get("not_by", ())
                ]


def _unused(name: str, names: Collection[str]) -> str:
    return next(new for number in range(len(names) + 1) if (new := f"{name}_{number}") not in names)


def _rename_a_step(draw: st.DrawFn, service: Service, number: int) -> Moved:
    old = draw(st.sampled_from([name for name, step in service.workflow.items() if not hasattr(step, "end")]))
    new = _unused("anew", service.workflow)
    return renamed(service, old, new), {old: new}


def _rename_a_branch(draw: st.DrawFn, service: Service, number: int) -> Moved:
    parallel = [name for name, step in service.workflow.items() if isinstance(step, ParallelStep)]
    if not parallel:
        return service, {}
    name = draw(st.sampled_from(parallel))
    step = service.workflow[name]
    assert isinstance(step, ParallelStep)
    old, new = draw(st.sampled_from(sorted(step.branches))), _unused("review", step.branches)

    def change(data: dict[str, Any]) -> None:
        branches = data["workflow"][name]["branches"]
        data["workflow"][name]["branches"] = {new if key == old else key: each for key, each in branches.items()}

    return _remade(service, change), {f"{name}.{old}": f"{name}.{new}"}


def _other_post(draw: st.DrawFn, service: Service, number: int) -> Moved:
    path = draw(st.sampled_from(sorted(service.officer_steps)))
    office = draw(st.sampled_from(["village", "district", "province"]))

    def change(data: dict[str, Any]) -> None:
        name, _, branch = path.partition(".")
        step = data["workflow"][name]
        step = step["branches"][branch] if branch else step
        step |= {"role": f"role_{number}", "office": office}
        step.pop("late", None)

    return _remade(service, change), {}


def _other_join(draw: st.DrawFn, service: Service, number: int) -> Moved:
    join = draw(st.sampled_from(["all", "any", 1, 2]))

    def change(data: dict[str, Any]) -> None:
        for step in data["workflow"].values():
            if "branches" in step:
                step["join"] = join

    return _remade(service, change), {}


def _drop_a_step(draw: st.DrawFn, service: Service, number: int) -> Moved:
    """A step is done away with; what led there leads to another, and so do the cases in it."""
    officers = [name for name, step in service.workflow.items() if isinstance(step, OfficerStep)]
    if len(officers) < 2:
        return service, {}
    old = draw(st.sampled_from(officers))
    other = draw(st.sampled_from([name for name in service.workflow if name != old]))

    def change(data: dict[str, Any]) -> None:
        del data["workflow"][old]
        data.get("messages", {}).pop(old, None)
        _rename_targets(data["workflow"], old, other)
        data["examples"] = {}

    return _remade(service, change), {old: other}


def _drop_a_branch(draw: st.DrawFn, service: Service, number: int) -> Moved:
    parallel = {name: step for name, step in service.workflow.items() if isinstance(step, ParallelStep)}
    wide = [name for name, step in parallel.items() if len(step.branches) > 2]
    if not wide:
        return service, {}
    name = draw(st.sampled_from(wide))
    branch = draw(st.sampled_from(sorted(parallel[name].branches)))

    def change(data: dict[str, Any]) -> None:
        del data["workflow"][name]["branches"][branch]

    return _remade(service, change), {}
