"""What each kind of step holds: the one place that tells the kinds apart for whoever asks where officers act."""

from __future__ import annotations

from typing import assert_never

from portal.definition.model.workflow import EndStep, OfficerStep, ParallelStep, Step


def officer_steps_of(name: str, step: Step) -> dict[str, OfficerStep]:
    """The officers' steps in the step of a name, by their paths, in the order of the file: itself, the branches of a
    parallel one as 'step.branch', none in an end."""
    match step:
        case OfficerStep():
            return {name: step}
        case ParallelStep(branches=branches):
            return {f"{name}.{branch}": officer_step for branch, officer_step in branches.items()}
        case EndStep():
            return {}
        case _:
            assert_never(step)


def leads_to(step: Step) -> str | None:
    """Where a step leads by itself, when officers have done what it asks; None where only their actions lead on."""
    match step:
        case ParallelStep(to=to):
            return to
        case OfficerStep() | EndStep():
            return None
        case _:
            assert_never(step)


def keys_of(path: str) -> tuple[str, ...]:
    """The keys under which the file holds the officer's step of a path, 'step' or 'step.branch'."""
    name, _, branch = path.partition(".")
    return ("workflow", name, "branches", branch) if branch else ("workflow", name)
