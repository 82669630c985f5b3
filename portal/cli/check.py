"""`portal check`: everything wrong with service files, where, and how to put it right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import click

from portal.definition.check import check as check_loaded
from portal.definition.examination import SAMPLE_DAY
from portal.definition.findings import Finding, finding
from portal.definition.load import Loaded, load_service
from portal.definition.rules_checking import RULES
from portal.definition.values import AreaExists
from portal.lao.language import LANGUAGES
from portal.store.area_file import read_areas
from portal.store.places import AREAS_FILE
from portal.workflow.examples import run_example

_SERVICES: Final = Path("services")
_FILE_NAME: Final = "service.yaml"


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=_SERVICES, required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON list of findings, with both languages.")
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option(
    "--today",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    default=SAMPLE_DAY.isoformat(),
    show_default=True,
    help="The day on which examples are played; fixed, so that a file does not begin to fail with time.",
)
def check(path: Path, as_json: bool, strict: bool, language: str, today: datetime) -> None:
    """Check the service file, service folder or folder of services at PATH (by default services/).

    Prints file:line:column, a code (docs/checker.md explains each), what is wrong and how to put it right. Exits 1
    when there is an error, or with --strict a warning.
    """
    files = list(_service_files(path))
    if not files:
        raise click.BadParameter(f"there is no {_FILE_NAME} in {path}", param_hint="PATH")
    area_exists = areas_known()
    found = [each for file in files for each in findings_of(load_service(file), today.date(), area_exists)]
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=1))
    else:
        _print(found, files, language)
    if any(each.severity == "error" or strict for each in found):
        raise click.exceptions.Exit(1)


def findings_of(loaded: Loaded, today: date, area_exists: AreaExists) -> list[Finding]:
    """What the checker finds, and, where it finds no error, what playing the examples on `today` shows."""
    found = check_loaded(loaded)
    if loaded.service is None or any(each.severity == "error" for each in found):
        return found
    return [*found, *_example_findings(loaded, today, area_exists)]


def _example_findings(loaded: Loaded, today: date, area_exists: AreaExists) -> Iterator[Finding]:
    if loaded.service is None:
        return
    for name in loaded.service.examples:
        for problem in run_example(loaded.service, name, today, area_exists):
            yield finding(
                RULES,
                "example-fails",
                loaded.file,
                loaded.places.value(*problem.where),
                name=name,
                problem_lo=problem.message.lo,
                problem_en=problem.message.en,
            )


def areas_known() -> AreaExists:
    """Whether there is an area, by the portal's own list: no database is needed to check a file."""
    rows, _ = read_areas(AREAS_FILE)
    known = {(row.level.value, row.code) for row in rows}
    return lambda level, code: (level, code) in known


def _service_files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif (path / _FILE_NAME).is_file():
        yield path / _FILE_NAME
    else:
        yield from sorted(path.glob(f"*/{_FILE_NAME}"))


def _print(found: list[Finding], files: list[Path], language: str) -> None:
    for each in found:
        place = click.style(f"{each.file}:{each.line}:{each.column}", bold=True)
        severity = click.style(each.severity, fg="red" if each.severity == "error" else "yellow")
        click.echo(f"{place}: {severity} {each.code}: {each.message.in_language(language)}")
        click.echo(f"    {each.hint.in_language(language)}")
    errors = sum(each.severity == "error" for each in found)
    counts = {"service": len(files), "error": errors, "warning": len(found) - errors}
    click.echo(", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items()))


def _as_json(each: Finding) -> dict[str, Any]:
    plain = asdict(each)
    return {**plain, "message": each.message.model_dump(), "hint": each.hint.model_dump()}
