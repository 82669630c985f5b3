"""A service as it will be written: steps, actions and ends, and what each action of DIGIT became."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

from portal.definition.model import APPLICANT, Level, Outcome, Text
from portal.definition.source import Path

Asked = Literal["note", "reason", "receipt_number"]
"""What an action asks its officer; sending back asks for the fields too."""
RECEIPT: Final = "receipt_number"
CLOSE: Final = "close"
"""The action that is added where DIGIT's case is over and can still be moved."""

Became = Literal["handing-in", "action", "correction", "withdrawal", "left-out"]


@dataclass(frozen=True)
class Trace:
    """What became of an action of DIGIT, which stands at `path` in its file: the `action` of a `step`; or the
    applicant's part: handing in, the correction after that action, withdrawal; or nothing, which a finding says."""

    path: Path
    became: Became
    step: str = ""
    action: str = ""


@dataclass
class PlannedAction:
    """An action of an officer. `asks` is in the order in which officers are asked."""

    to: str
    label: Text
    asks: list[Asked] = field(default_factory=list)

    @property
    def sends_back(self) -> bool:
        """Whether the applicant gets the case."""
        return self.to == APPLICANT


@dataclass
class PlannedStep:
    """An officer's step; `within` is in working days, `milliseconds` what the source says. `decided` is the end to
    which the added action leads, where DIGIT's case is over already."""

    title: Text
    state: str
    role: str
    level: Level
    within: int | None = None
    milliseconds: float = 0
    pays: bool = False
    decided: str | None = None
    actions: dict[str, PlannedAction] = field(default_factory=dict)


@dataclass
class PlannedEnd:
    """An end of a case."""

    title: Text
    state: str
    outcome: Outcome
    translated: bool = True


@dataclass
class Plan:
    """A whole service. `promise` is in working days; `steps` begins with the first."""

    slug: str
    source: str
    title: Text
    promise: int = 1
    steps: dict[str, PlannedStep] = field(default_factory=dict)
    ends: dict[str, PlannedEnd] = field(default_factory=dict)
    traces: list[Trace] = field(default_factory=list)

    def following(self, step: str) -> list[tuple[str, str]]:
        """The actions of a step that lead on to another or to an end, each with where it leads."""
        actions = self.steps[step].actions if step in self.steps else {}
        return [(name, action.to) for name, action in actions.items() if not action.sends_back and action.to != step]

    def way(self, start: str, goal: str) -> list[str] | None:
        """The shortest way from a step to another or to an end, as 'step.action'; None where there is none."""
        came: dict[str, tuple[str, str] | None] = {start: None}
        ahead = [start]
        for name in ahead:
            for action, target in self.following(name):
                if target not in came:
                    came[target] = (name, action)
                    ahead.append(target)
        if goal not in came:
            return None
        taken: list[str] = []
        at = came[goal]
        while at is not None:
            taken.append(f"{at[0]}.{at[1]}")
            at = came[at[0]]
        return taken[::-1]
