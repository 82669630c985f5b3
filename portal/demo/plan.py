"""Which cases the demo makes: one for every goal of every service first, then more as goals weigh; and when. Pure."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from portal.definition.model import APPLICANT, Service
from portal.demo.goals import FAR, Goal, Way, goals
from portal.demo.office_hours import WORKING_DAY, awake, earlier

SPAN: Final = timedelta(days=40)
"""How far back the first case began."""
LATE_EVERY: Final = 4
"""One of so many waiting cases is late, the second of each goal first."""
CLAIMED_EVERY: Final = 3
"""An officer has taken one of so many waiting cases, the first of each goal first."""
_DAY: Final = timedelta(days=1)
_FILLING_IN: Final = timedelta(hours=1)
"""An applicant has done all pages in this time."""
_UNHURRIED: Final = 3
"""Working days for a step that names none."""


@dataclass(frozen=True)
class Planned:
    """One case to make: it begins at `start`, is at its goal by `settle_by`, and in the end perhaps `claimed`."""

    service: Service
    way: Way
    start: datetime
    settle_by: datetime
    number: int
    """Which case of its goal it is, from 0."""

    @property
    def claimed(self) -> bool:
        """Whether an officer is working on it at the end."""
        return self.way.goal.kind == "rest" and self.number % CLAIMED_EVERY == 0


def plan(services: Mapping[str, Service], cases: int, ends: datetime, chance: random.Random) -> list[Planned]:
    """About `cases` cases, at least one for every goal that can be reached, and of waiting ones also one that is late;
    `ends` is the demo's present."""
    reachable = {name: _reachable(service) for name, service in services.items()}
    firsts = [
        (name, goal)
        for name, weights in reachable.items()
        for goal in weights
        for _ in range(2 if goal.kind == "rest" else 1)
    ]
    chosen = [*firsts, *_more(reachable, cases - len(firsts), chance)]
    planned: Counter[tuple[str, Goal]] = Counter()
    made = []
    for name, goal in chosen:
        made.append(_timed(services[name], goal, planned[name, goal], ends, chance))
        planned[name, goal] += 1
    return made


def _reachable(service: Service) -> dict[Goal, int]:
    return {
        goal: weight
        for goal, weight in goals(service).items()
        if goal.kind == "draft" or Way(service, goal).actions_left(service.first_step) < FAR
    }


def _more(reachable: Mapping[str, Mapping[Goal, int]], count: int, chance: random.Random) -> Iterator[tuple[str, Goal]]:
    for _ in range(count if reachable else 0):
        name = chance.choice(list(reachable))
        weights = reachable[name]
        yield name, chance.choices(list(weights), list(weights.values()))[0]


def _timed(service: Service, goal: Goal, number: int, ends: datetime, chance: random.Random) -> Planned:
    way = Way(service, goal)
    left = 0 if goal.kind == "draft" else way.actions_left(service.first_step)
    settle_by = ends - _age(service, goal, number, chance)
    if goal.kind == "act" and not _goes_back(service, goal):
        earliest, latest = ends - SPAN, earlier(ends, left * WORKING_DAY)
        start = earliest + chance.random() * (latest - earliest)
    else:
        before = left - 1 if goal.kind == "rest" else left
        start = earlier(settle_by, before * chance.uniform(0.6, 1.6) * WORKING_DAY)
    start = awake(min(max(start, ends - SPAN), ends - _FILLING_IN), chance)
    return Planned(service, way, start, settle_by, number)


def _age(service: Service, goal: Goal, number: int, chance: random.Random) -> timedelta:
    """For how long, at the demo's present, the case has been where it was to come to."""
    if goal.kind == "draft":
        return chance.uniform(0.5, 15) * _DAY
    if goal.kind == "rest":
        step = service.officer_step(goal.path)
        allowed = (step.within if step and step.within else None) or _UNHURRIED
        if number % LATE_EVERY == 1:
            return (allowed * 1.5 + chance.uniform(4, 8)) * _DAY  # weekends and a holiday may lie between
        return chance.uniform(0.1, allowed) * _DAY
    if goal.kind == "act" and _goes_back(service, goal):
        return chance.uniform(0.1, 8) * _DAY
    return timedelta(minutes=15)


def _goes_back(service: Service, goal: Goal) -> bool:
    step = service.officer_step(goal.path)
    return step is not None and step.actions[goal.action].to == APPLICANT
