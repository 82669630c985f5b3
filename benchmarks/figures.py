"""A measured figure beside the bar it has to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Verdict = Literal["reached", "MISSED", ""]


@dataclass(frozen=True)
class Bar:
    """The limit of a figure, in the figure's unit."""

    limit: float
    sense: Literal["at most", "at least"] = "at most"

    def is_reached(self, value: float) -> bool:
        """Whether a value keeps to the bar."""
        return value <= self.limit if self.sense == "at most" else value >= self.limit


@dataclass(frozen=True)
class Figure:
    """What was measured, in which unit, and how; without a bar it is there to be read, not judged."""

    name: str
    value: float
    unit: str
    bar: Bar | None = None
    note: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether the bar was reached; empty without one."""
        if self.bar is None:
            return ""
        return "reached" if self.bar.is_reached(self.value) else "MISSED"

    def to_json(self) -> dict[str, Any]:
        """The figure as JSON values."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "bar": {"limit": self.bar.limit, "sense": self.bar.sense} if self.bar else None,
            "verdict": self.verdict or None,
            "note": self.note,
        }
