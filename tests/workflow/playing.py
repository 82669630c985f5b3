"""Short ways to bring a case somewhere, and to look at what was decided."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from portal.definition.model import Service
from portal.workflow.refusals import Decision, Refusal, Why
from portal.workflow.simulate import Simulation
from tests.workflow.made_services import ANSWERS, RESIDENCE

TUESDAY = datetime(2026, 11, 24, 3, tzinfo=UTC)
"""Ten in the morning in Vientiane, on an ordinary working day."""


def why(decision: Decision) -> Why | None:
    """The reason of a refusal; None when the command was done."""
    return decision.why if isinstance(decision, Refusal) else None


def kinds(decision: Decision) -> list[str]:
    """The kinds of the events that came of a command."""
    assert not isinstance(decision, Refusal), decision
    return [event.kind for event in decision]


def started(service: Service = RESIDENCE, now: datetime = TUESDAY) -> Simulation:
    """A draft with nothing in it."""
    run = Simulation(service, now)
    run.start()
    return run


def handed_in(service: Service = RESIDENCE, answers: dict[str, Any] = ANSWERS, now: datetime = TUESDAY) -> Simulation:
    """A case in its first step."""
    run = started(service, now)
    run.fill(answers)
    decision = run.submit()
    assert not isinstance(decision, Refusal), decision
    return run


def sent_back(*fields: str, answers: dict[str, Any] = ANSWERS) -> Simulation:
    """A case that waits for its applicant to correct `fields`."""
    run = handed_in(answers=answers)
    decision = run.act("village", "return", fields=fields, note="ກະລຸນາແກ້ໄຂ")
    assert not isinstance(decision, Refusal), decision
    return run
