"""Where a demo's cases come to: every step, every way back to the applicant and every end of a service. Pure."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from portal.definition.graph import actions_to, actions_towards, target_of
from portal.definition.model import APPLICANT, DONE, Action, EndStep, Outcome, ParallelStep, Service
from portal.workflow.case import Case, Task

Kind = Literal["draft", "rest", "act", "withdraw"]

FAR: Final = 10**6
"""No way leads there."""
DETOURS: Final = 0.12
"""How often an officer does not take the straight way."""
USUAL: Final = 4
"""How much more often than another an officer takes the first of the actions that lead on."""


@dataclass(frozen=True)
class Goal:
    """What a case is to come to: staying a draft; waiting at `path`; ending or going back by `action` at `path`; or
    being withdrawn from `path`. The path is a step, 'step.branch' (then the others are done), or '' for a draft.

    Who waits with an `action` was sent back by it, and has been corrected since."""

    kind: Kind
    path: str = ""
    action: str = ""

    @property
    def step(self) -> str:
        """The step the path is in."""
        return self.path.partition(".")[0]


@dataclass(frozen=True)
class Deed:
    """An action that an officer could take on an open task."""

    task: Task
    officer: str
    name: str
    action: Action


def goals(service: Service) -> dict[Goal, int]:
    """Every goal of a service, and how often it is to be chosen: most cases are granted, or wait."""
    found = {Goal("draft"): 3, Goal("withdraw", service.first_step): 1}
    for name, step in service.workflow.items():
        if isinstance(step, ParallelStep):
            found[Goal("rest", name)] = 8
    for path, officer_step in service.officer_steps.items():
        parallel = service.workflow[path.partition(".")[0]]
        if not isinstance(parallel, ParallelStep) or parallel.needed == len(parallel.branches):
            found[Goal("rest", path)] = 8
        for name, action in officer_step.actions.items():
            target = target_of(service, path, action)
            end = service.workflow.get(target)
            if target == APPLICANT and not isinstance(parallel, ParallelStep):
                found[Goal("rest", path, name)] = 3
            if target == APPLICANT or isinstance(end, EndStep):
                granted = isinstance(end, EndStep) and end.end is Outcome.GRANTED
                found[Goal("act", path, name)] = 20 if granted else 2
    return found


class Way:
    """The way of a case to its goal."""

    def __init__(self, service: Service, goal: Goal) -> None:
        self.goal = goal
        self._service = service
        self._away = actions_to(service, goal.step)

    def actions_left(self, step: str | None) -> int:
        """How many actions it takes from a step, at least, the last one included; FAR when there is no way."""
        return self._away.get(step or "", FAR) + 1

    def conditions(self) -> list[str]:
        """What has to hold over the answers, so that officers can take the shortest way and the goal's own action."""
        found = [action.when for _, action in actions_towards(self._service, self._service.first_step, self.goal.step)]
        last = self._service.officer_step(self.goal.path)
        if last and self.goal.kind == "act":
            found.append(last.actions[self.goal.action].when)
        return [condition for condition in found if condition]

    def next(self, case: Case, deeds: Sequence[Deed], chance: random.Random) -> Deed | None:
        """Which of the `deeds` comes next; None once the case is there, or when none leads on."""
        if case.step == self.goal.step:
            return self._last(case, deeds)
        around = self._leading_back(case, deeds)
        if around and chance.random() < DETOURS:
            return chance.choice(around)
        near = min((self._beyond(deed) for deed in deeds), default=FAR)
        onward = [deed for deed in deeds if self._beyond(deed) == near < FAR]
        return chance.choices(onward, [USUAL, *(1 for _ in onward[1:])])[0] if onward else None

    def _last(self, case: Case, deeds: Sequence[Deed]) -> Deed | None:
        """In the goal's step: the action of the goal, or what other branches have to do first."""
        if self.goal.kind == "withdraw" or (self.goal.kind == "rest" and self.goal.path == self.goal.step):
            to_go_back = self.goal.action and not any(deed.action == self.goal.action for deed in case.deeds)
            return next((deed for deed in deeds if deed.name == self.goal.action), None) if to_go_back else None
        here = [deed for deed in deeds if deed.task.path == self.goal.path and deed.name == self.goal.action]
        others = [deed for deed in deeds if deed.task.path != self.goal.path and deed.action.to == DONE]
        return next(iter(here if self.goal.kind == "act" and here else others), None)

    def _leading_back(self, case: Case, deeds: Sequence[Deed]) -> list[Deed]:
        """To the applicant, or to a step from which the goal is still ahead."""
        here = self._away.get(case.step or "", FAR)
        return [
            deed
            for deed in deeds
            if target_of(self._service, deed.task.path, deed.action) == APPLICANT or here < self._beyond(deed) < FAR
        ]

    def _beyond(self, deed: Deed) -> int:
        return self._away.get(target_of(self._service, deed.task.path, deed.action), FAR)
