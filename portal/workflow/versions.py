"""Which version of its service each event of a case happened under: one that was moved has met several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from portal.definition.model import Service
from portal.workflow.events import Event, Moved, Started

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
