"""Figures as a table for people, or as JSON for machines."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import click

from benchmarks.figures import Figure

_COLOURS = {"reached": "green", "MISSED": "red", "": None}


@dataclass(frozen=True)
class Part:
    """The figures of one part, or why it could not run."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    failure: str = ""

    def to_json(self) -> dict[str, Any]:
        """The part as JSON values."""
        return {
            "part": self.name,
            "figures": [figure.to_json() for figure in self.figures],
            "failure": self.failure or None,
        }


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.platform(),
    }


def show(part: Part) -> None:
    """Print one part as a table."""
    click.secho(f"\n{part.name}", bold=True)
    if part.failure:
        click.secho(f"  could not run: {part.failure}", fg="red")
    widest = max((len(figure.name) for figure in part.figures), default=0)
    for figure in part.figures:
        verdict = click.style(f"{figure.verdict:<7}", fg=_COLOURS[figure.verdict])
        line = f"  {figure.name:<{widest}}  {_with_unit(figure.value, figure.unit):>13}  {_bar(figure):>18}  {verdict}"
        click.echo(f"{line}  {figure.note}".rstrip())


def show_machine() -> None:
    """Print what the figures are measured on."""
    about = machine()
    click.echo(
        f"{about['cores']} cores, load {about['load']}, Python {about['python']}, SQLite {about['sqlite']}, "
        f"{about['measured_at']}"
    )


def as_json(parts: Sequence[Part]) -> str:
    """All parts and the machine as one JSON object."""
    return json.dumps({"machine": machine(), "parts": [part.to_json() for part in parts]}, ensure_ascii=False, indent=1)


def _bar(figure: Figure) -> str:
    if figure.bar is None:
        return ""
    sign = "\N{LESS-THAN OR EQUAL TO}" if figure.bar.sense == "at most" else "\N{GREATER-THAN OR EQUAL TO}"
    return f"{sign} {_with_unit(figure.bar.limit, figure.unit)}"


def _with_unit(value: float, unit: str) -> str:
    digits = 0 if value == int(value) or value >= 1000 else 1 if value >= 100 else 2
    return f"{value:,.{digits}f} {unit}".rstrip()
