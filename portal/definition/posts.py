"""The posts of a service: at which level, in which role, somebody must be appointed for its cases to move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from portal.definition.model import Level, OfficerStep, Service, keys_of
from portal.definition.source import Path


@dataclass(frozen=True)
class Post:
    """A role at the offices of a level, for the step (or step.branch) of this path, or for its work that is late.

    `written` is where the file names the role.
    """

    step: str
    level: Level
    role: str
    written: Path


def posts_of(service: Service) -> Iterator[Post]:
    """Every post of the service, step by step, in the order of the file."""
    for path, step in service.officer_steps.items():
        yield from _posts(path, keys_of(path), step)


def _posts(name: str, path: Path, step: OfficerStep) -> Iterator[Post]:
    yield Post(name, step.office, step.role, (*path, "role"))
    if step.late:
        named = ("late", "role") if step.late.role else ("role",)
        yield Post(name, step.late.to, step.late.role or step.role, (*path, *named))
