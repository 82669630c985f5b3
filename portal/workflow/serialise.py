"""Events as JSON for the store, and back. Field names and kinds are those of `events` and stay as they are."""

from __future__ import annotations

from typing import Any, Final, get_args

from pydantic import TypeAdapter, ValidationError

from portal.workflow.events import Event


class UnreadableEventError(ValueError):
    """Stored data is not an event of its kind, or of no known kind: written by a later version, or damaged."""


def event_to_json(event: Event) -> dict[str, Any]:
    """The event's fields as JSON values, without its `kind`, which the store keeps beside them.

    Moments are ISO 8601 in UTC with six decimals and 'Z', days ISO 8601. The same event always gives the same JSON.
    """
    data: dict[str, Any] = _ADAPTERS[event.kind].dump_python(event, mode="json")
    return data


def event_from_json(kind: str, data: dict[str, Any]) -> Event:
    """The event that `event_to_json` wrote; raise `UnreadableEventError` for an unknown kind or for other data."""
    adapter = _ADAPTERS.get(kind)
    if adapter is None:
        raise UnreadableEventError(f"unknown kind of event: {kind!r}")
    try:
        return adapter.validate_python(data)
    except ValidationError as error:
        # Pydantic's own text quotes the data; only where it is wrong may reach a log.
        where = sorted({".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)})
        raise UnreadableEventError(f"not an event of kind {kind!r}; wrong at: {', '.join(where)}") from None


def _adapter(event_type: type[Event]) -> TypeAdapter[Event]:
    return TypeAdapter(event_type)


_ADAPTERS: Final = {event_type.kind: _adapter(event_type) for event_type in get_args(Event)}
