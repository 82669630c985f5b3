"""A BusinessService of DIGIT (egov-workflow-v2) as it stands in a file, faults and all."""

from __future__ import annotations

from dataclasses import dataclass

from portal.definition.source import Path


@dataclass(frozen=True)
class SourceAction:
    """An action of a state. `next_state` and `current_state` are a state's name or its uuid, or None; `path` is where
    it stands."""

    path: Path
    name: str
    next_state: str | None
    current_state: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True)
class SourceState:
    """A state. The one with the name '' is that of a case which does not exist yet: DIGIT starts there. `sla` is in
    milliseconds, None where there is none."""

    path: Path
    name: str
    uuid: str | None
    status: str
    sla: float | None
    is_start: bool
    is_terminate: bool
    wants_documents: bool
    actions: tuple[SourceAction, ...]


@dataclass(frozen=True)
class BusinessService:
    """A whole workflow. `sla` is in milliseconds, None where there is none."""

    path: Path
    name: str
    sla: float | None
    states: tuple[SourceState, ...]
