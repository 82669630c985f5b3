"""Which cases the demo makes: one for every goal of every service first, then more as goals weigh; and when. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from portal.definition.model import APPLICANT, Service
from portal.demo.goals import FAR, Goal, Way, goals
from portal.demo.office_hours import by_day

SPAN: Final = timedelta(days=40)
"""How far back the first case began."""
LATE: Final = 0.3
"""How many of the waiting cases are late."""
_DAY: Final = timedelta(days=1)
_UNHURRIED: Final = 3
"""Working days for a step that names none."""


@dataclass(frozen=True)
class Planned:
    """One case to make: it begins at `start` and is at its goal by `settle_by`."""

    service: Service
    way: Way
    start: datetime
    settle_by: datetime
    is_first: bool
    """Whether it is the first case of its goal."""


def plan(services: Mapping[str, Service], cases: int, ends: datetime, chance: random.Random) -> list[Planned]:
    """About `cases` cases, at least one for every goal that can be reached; `ends` is the demo's present."""
    reachable = {
        service.service: {
            goal: weight
            for goal, weight in goals(service).items()
            if goal.kind == "draft" or Way(service, goal).actions_left(service.first_step) < FAR
        }
        for service in services.values()
    }
    firsts = [(services[name], goal) for name, weights in reachable.items() for goal in weights]
    planned = [_timed(service, goal, ends, chance, is_first=True) for service, goal in firsts]
    for service, goal in _more(services, reachable, max(0, cases - len(firsts)), chance):
        planned.append(_timed(service, goal, ends, chance, is_first=False))
    return planned


def _more(
    services: Mapping[str, Service], reachable: Mapping[str, Mapping[Goal, int]], count: int, chance: random.Random
) -> Iterator[tuple[Service, Goal]]:
    for _ in range(count if services else 0):
        name = chance.choice(list(services))
        weights = reachable[name]
        yield services[name], chance.choices(list(weights), list(weights.values()))[0]


def _timed(service: Service, goal: Goal, ends: datetime, chance: random.Random, *, is_first: bool) -> Planned:
    way = Way(service, goal)
    left = 0 if goal.kind == "draft" else way.actions_left(service.first_step)
    settle_by = ends - _age(service, goal, chance)
    if goal.kind == "act" and not _goes_back(service, goal):
        earliest, latest = ends - SPAN, ends - left * _DAY
        start = earliest + chance.random() * (latest - earliest)
    else:
        start = settle_by - (left + 1) * chance.uniform(0.6, 1.6) * _DAY
    return Planned(service, way, by_day(max(start, ends - SPAN), chance), settle_by, is_first)


def _age(service: Service, goal: Goal, chance: random.Random) -> timedelta:
    """For how long, at the demo's present, the case has been where it was to come to."""
    if goal.kind == "draft":
        return chance.uniform(0.5, 15) * _DAY
    if goal.kind == "rest":
        step = service.officer_step(goal.path)
        allowed = (step.within if step and step.within else None) or _UNHURRIED
        late = chance.random() < LATE
        return chance.uniform(allowed + 1, allowed + 6) * _DAY if late else chance.uniform(0.1, allowed) * _DAY
    if goal.kind == "act" and _goes_back(service, goal):
        return chance.uniform(0.1, 8) * _DAY
    return timedelta(minutes=15)


def _goes_back(service: Service, goal: Goal) -> bool:
    step = service.officer_step(goal.path)
    return step is not None and step.actions[goal.action].to == APPLICANT
