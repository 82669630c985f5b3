"""`python -m benchmarks`: measure the figures, one part or all."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

import click

from benchmarks import certificates, checker, form_page, queue_page, report, submissions, weight
from benchmarks.figures import Figure
from portal.logs import set_up_logs

Measure = Callable[[], list[Figure]]

EVERY_PART: Final[Mapping[str, Measure]] = {
    "weight": weight.measure,
    "form": form_page.measure,
    "queue": queue_page.measure,
    "submit": submissions.measure,
    "certificates": certificates.measure,
    "check": checker.measure,
}

_json: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
_rounds: Final = click.option(
    "--rounds", type=click.IntRange(20), default=200, show_default=True, help="How often each page is asked for."
)


@click.group(invoke_without_command=True)
@_json
@click.pass_context
def benchmarks(context: click.Context, as_json: bool) -> None:
    """Measure what the portal promises, and print each figure beside its bar.

    Without a command every part runs with its defaults: a few minutes on a quiet machine with two cores. A missed bar
    is said (MISSED) and is no failure; the exit code is 1 only when a part could not run. What a ratio compares is
    measured in turns, in the same run, so a ratio means the same on a slow machine; a time does not. Everything is made
    in temporary folders and removed. docs/benchmarks.md says how each figure is taken.
    """
    set_up_logs("console", logging.ERROR)
    if context.invoked_subcommand is None:
        _run(EVERY_PART, as_json)


@benchmarks.command("weight")
@_json
def _weight(as_json: bool) -> None:
    """Bytes on the wire: the first public page, and a whole application by a phone's browser, both ways.

    The portal runs as it is operated, gunicorn and worker; Chromium (360x740, Lao, no scripts) applies through a relay
    that counts every byte.
    """
    _run({"weight": weight.measure}, as_json)


@benchmarks.command("form")
@_json
@_rounds
def _form(as_json: bool, rounds: int) -> None:
    """Server time of a page of questions against a bare Flask page of the same bytes."""
    _run({"form": partial(form_page.measure, rounds=rounds)}, as_json)


@benchmarks.command("queue")
@_json
@_rounds
@click.option(
    "--cases",
    type=click.IntRange(2_000, 5_000_000),
    default=queue_page.CASES,
    show_default=True,
    help="Cases in the large database; the bar is for 1000000 (some minutes and gigabytes to load).",
)
def _queue(as_json: bool, rounds: int, cases: int) -> None:
    """An officer's queue page among many cases against 1,000, on SQLite."""
    _run({"queue": partial(queue_page.measure, cases=cases, rounds=rounds)}, as_json)


@benchmarks.command("submit")
@_json
@click.option("--count", type=click.IntRange(20, 100_000), default=200, show_default=True, help="Applications.")
@click.option("--threads", type=click.IntRange(1, 64), default=2, show_default=True)
def _submit(as_json: bool, count: int, threads: int) -> None:
    """Applications handed in a second, through the use case, on SQLite."""
    _run({"submit": partial(submissions.measure, count=count, threads=threads)}, as_json)


@benchmarks.command("certificates")
@_json
@click.option("--count", type=click.IntRange(5, 10_000), default=40, show_default=True, help="Papers.")
def _certificates(as_json: bool, count: int) -> None:
    """Certificates a second and core, and where the time goes."""
    _run({"certificates": partial(certificates.measure, count=count)}, as_json)


@benchmarks.command("check")
@_json
def _check(as_json: bool) -> None:
    """What an author and an operator wait for: `portal check`, and the start of the web application."""
    _run({"check": checker.measure}, as_json)


def _run(measures: Mapping[str, Measure], as_json: bool) -> None:
    if not as_json:
        report.show_machine()
    parts = []
    for name, measure in measures.items():
        parts.append(_measured(name, measure))
        if not as_json:
            report.show(parts[-1])
    if as_json:
        click.echo(report.as_json(parts))
    if any(part.failure for part in parts):
        raise click.exceptions.Exit(1)


def _measured(name: str, measure: Measure) -> report.Part:
    try:
        return report.Part(name, measure())
    except Exception as fault:
        traceback.print_exc(file=sys.stderr)
        return report.Part(name, failure=f"{type(fault).__name__}: {fault}")


if __name__ == "__main__":
    prog: Any = {"prog_name": "python -m benchmarks"}
    benchmarks(**prog)
