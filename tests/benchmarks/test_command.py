"""`python -m benchmarks`: a missed bar is said, and only a part that cannot run is a failure."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from click.testing import CliRunner, Result

from benchmarks import __main__ as command
from benchmarks.figures import Bar, Figure


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    """The command sets the logs of its process up."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def _missed() -> list[Figure]:
    return [
        Figure("slow page", 45.5, "ms", Bar(40.0), "on a bus"),
        Figure("papers", 21.0, "/s", Bar(20.0, "at least")),
        Figure("start", 3.0, "s"),
    ]


def _broken() -> list[Figure]:
    raise RuntimeError("no browser here")


def _run(monkeypatch: pytest.MonkeyPatch, parts: dict[str, command.Measure], *arguments: str) -> Result:
    monkeypatch.setattr(command, "EVERY_PART", parts)
    return CliRunner().invoke(command.benchmarks, arguments)


def test_a_missed_bar_is_said_and_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _run(monkeypatch, {"pages": _missed})
    slow, papers, start = (" ".join(line.split()) for line in result.stdout.splitlines()[-3:])
    assert slow == "slow page 45.50 ms ≤ 40 ms MISSED on a bus"
    assert papers == "papers 21 /s ≥ 20 /s reached"
    assert start == "start 3 s"
    assert result.exit_code == 0


def test_a_part_that_cannot_run_is_a_failure_and_the_others_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _run(monkeypatch, {"broken": _broken, "pages": _missed})
    assert "could not run: RuntimeError: no browser here" in result.stdout
    assert "slow page" in result.stdout
    assert result.exit_code == 1


def test_json_holds_the_machine_and_every_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    result = _run(monkeypatch, {"broken": _broken, "pages": _missed}, "--json")
    said = json.loads(result.stdout)
    assert said["machine"]["cores"] >= 1
    broken, pages = said["parts"]
    assert (broken["part"], broken["figures"], broken["failure"]) == ("broken", [], "RuntimeError: no browser here")
    assert [figure["verdict"] for figure in pages["figures"]] == ["MISSED", "reached", None]
    assert pages["figures"][0]["bar"] == {"limit": 40.0, "sense": "at most"}
    assert result.exit_code == 1


@pytest.mark.parametrize("part", sorted(command.EVERY_PART))
def test_every_part_can_be_run_by_itself(part: str) -> None:
    result = CliRunner().invoke(command.benchmarks, [part, "--help"])
    assert result.exit_code == 0
    assert "--json" in result.stdout
