"""Which version of its service each event of a case happened under: one that was moved has met several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from portal.definition.model import Service
from portal.workflow.events import Event, Moved, Started, TaskOpened

Versions = Callable[[str], Service]
"""The service of a version by its content hash."""


def under_versions(events: Iterable[Event], versions: Versions) -> Iterator[tuple[Event, Service]]:
    """Each event with the service that held when it happened: its words, steps and actions are that one's.

    `events` are all of a case, oldest first. Of a move, it is the version that the case has since.
    """
    service: Service | None = None
    for event in events:
        if isinstance(event, Started | Moved):
            service = versions(event.definition)
        if service is None:
            raise ValueError("the first event of a case starts it")
        yield event, service


def paths_of_tasks(events: Iterable[Event]) -> dict[str, str]:
    """Where each task of a case is, or was, by its id in the order in which they were opened: a step or branch, by the
    name that it has in the version which the case has now. `events` are all of the case, oldest first."""
    found: dict[str, str] = {}
    for event in events:
        match event:
            case TaskOpened(task=task, path=path):
                found[task] = path
            case Moved(paths=paths):
                found = {task: paths.get(path, path) for task, path in found.items()}
    return found
