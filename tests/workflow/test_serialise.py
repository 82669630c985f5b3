"""Events as JSON and back; what was written once stays readable."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.workflow import events as happened
from portal.workflow.events import Event
from portal.workflow.serialise import UnreadableEventError, event_from_json, event_to_json

INSTANTS = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]),
)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "int": st.integers(1, 9),
    "Instant": INSTANTS,
    "str": st.text(max_size=20),
    "bool": st.booleans(),
    "date": st.dates(),
    "date | None": st.none() | st.dates(),
    "int | None": st.none() | st.integers(0, 10**12),
    "tuple[str, ...] | None": st.none() | st.lists(st.text(max_size=5), max_size=3).map(tuple),
    "tuple[str, ...]": st.lists(st.text(max_size=5), max_size=3).map(tuple),
    "Mapping[str, str]": st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
}


def _any_event(event_type: type[Event]) -> st.SearchStrategy[Event]:
    return st.builds(event_type, **{part.name: _VALUES[str(part.type)] for part in fields(event_type)})


EVENTS = st.one_of(*(_any_event(event_type) for event_type in get_args(Event)))


@given(EVENTS)
def test_what_is_written_is_read(event: Event) -> None:
    written = json.loads(json.dumps(event_to_json(event)))
    read = event_from_json(event.kind, written)
    assert read == event
    assert type(read) is type(event)
    assert event_to_json(read) == written


@given(INSTANTS)
def test_one_moment_has_one_spelling(moment: datetime) -> None:
    written = event_to_json(happened.StepEntered(moment, "village"))["at"]
    assert written == moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def test_kinds_and_fields_stay_as_they_were_first_stored() -> None:
    """Stored events are read for ever. A change here needs a reader for the old form as well."""
    assert {event_type.kind: [part.name for part in fields(event_type)] for event_type in get_args(Event)} == {
        "started": ["at", "service", "definition", "applicant"],
        "page-saved": ["at", "page", "digests"],
        "submitted": ["at", "reference", "offices", "promised", "fee"],
        "step-entered": ["at", "step"],
        "task-opened": ["at", "task", "path", "level", "area", "role", "due"],
        "task-closed": ["at", "task"],
        "task-claimed": ["at", "task", "officer", "until"],
        "task-released": ["at", "task", "officer"],
        "task-escalated": ["at", "task", "level", "area", "role", "due"],
        "action-taken": ["at", "task", "path", "action", "to", "officer", "remarks"],
        "branch-done": ["at", "step", "branch"],
        "sent-back": ["at", "fields", "resume"],
        "corrected": ["at", "digests", "offices", "promised", "fee", "anew"],
        "ended": ["at", "step", "outcome", "issue"],
        "moved": ["at", "definition", "step", "paths", "done"],
        "file-opened": ["at", "officer", "file"],
        "certificate-issued": ["at", "step", "issue", "certificate", "number"],
    }


_SUBMITTED = event_to_json(
    happened.Submitted(datetime(2026, 11, 24, tzinfo=UTC), "ABCD-EFGH", {"village": "01"}, date(2026, 11, 27), 20000)
)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("no-such-kind", _SUBMITTED),
        ("submitted", {}),
        ("submitted", {**_SUBMITTED, "fee": "ສົມຊາຍ"}),
        ("submitted", {**_SUBMITTED, "later": 1}),
        ("submitted", {**_SUBMITTED, "at": "2026-11-24T00:00:00"}),
    ],
)
def test_damaged_events_are_refused_without_quoting_them(kind: str, data: dict[str, Any]) -> None:
    with pytest.raises(UnreadableEventError) as refused:
        event_from_json(kind, data)
    assert "ສົມຊາຍ" not in str(refused.value)
