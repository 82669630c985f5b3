"""`portal check`: everything wrong with service files, where, and how to put it right."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import click
from sqlalchemy.exc import SQLAlchemyError

from portal.certificates.specimens import specimen_of
from portal.cli.opened import opened
from portal.definition.findings import Finding, finding
from portal.definition.load import Loaded, load_service
from portal.definition.rules_checking import RULES
from portal.definition.samples import SAMPLE_DAY
from portal.lao.dates import local_date
from portal.lao.language import LANGUAGES
from portal.people.vacancies import vacancies
from portal.settings import ROOT, Settings
from portal.store.known_areas import area_known
from portal.workflow.checking import advice_on, findings_of, has_errors

_FILE_NAME: Final = "service.yaml"


def _services() -> Path:
    """The services of the folder where the command is given, or else those that come with the portal."""
    here = Path("services")
    return here if here.exists() else ROOT / "services"


@click.command()
@click.argument("path", type=click.Path(exists=True, path_type=Path), default=_services, required=False)
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
@click.option(
    "--paper",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the certificate of the service's first example that issues one to this PDF, marked as a specimen.",
)
@click.option("--officers", is_flag=True, help="Also say which roles no officer holds, by the portal's database.")
def check(
    path: Path, as_json: bool, strict: bool, language: str, today: datetime, paper: Path | None, officers: bool
) -> None:
    """Check the service file, service folder or folder of services at PATH (by default services/,
    or else the services that come with the portal).

    Prints file:line:column, a code (docs/checker.md explains each), what is wrong and how to put it right. Exits 1
    when there is an error, or with --strict a warning; 2 when there is nothing to check.
    """
    files = list(_service_files(path))
    if not files:
        raise click.BadParameter(f"there is no {_FILE_NAME} in {path}", param_hint="PATH")
    loaded = {file: load_service(file) for file in files}
    found = _findings_of(loaded, today.date())
    if officers:
        found += _vacancies(loaded)
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in found], ensure_ascii=False, indent=1))
    else:
        print_findings(found, files, language)
    if paper is not None:
        _write_paper(paper, list(loaded.values()), found, today.date())
    if any(each.severity == "error" or strict for each in found):
        raise click.exceptions.Exit(1)


def _findings_of(loaded: dict[Path, Loaded], today: date) -> list[Finding]:
    beside = [each.service for each in loaded.values() if each.service]
    only, *more = loaded
    if not more and only.name == _FILE_NAME:
        others = (load_service(file) for file in sorted(_folder(only).parent.glob(f"*/{_FILE_NAME}")))
        beside = [each.service for each in others if each.service]
    found: list[Finding] = []
    for file, each in loaded.items():
        folder = _folder(file).name if file.name == _FILE_NAME else None
        own = findings_of(each, area_known, today=today, folder=folder)
        found += [*own, *advice_on(each, own, beside)]
    return found


def _write_paper(paper: Path, loaded: list[Loaded], found: list[Finding], today: date) -> None:
    """Write a specimen, when there is one service and nothing is wrong with it."""
    if len(loaded) != 1:
        raise click.UsageError("--paper takes one service: name its folder as PATH.")
    service = loaded[0].service
    if service is None or has_errors(found):
        click.echo("No paper: mend the errors first.", err=True)
        return
    content = specimen_of(service, today)
    if content is None:
        raise click.ClickException("No paper: no example of this service ends with a certificate.")
    paper.write_bytes(content)
    click.echo(f"A specimen of the paper is in {paper}", err=True)


def _vacancies(loaded: dict[Path, Loaded]) -> list[Finding]:
    """The roles that no officer holds today, where the files name them."""
    try:
        with opened(Settings()) as database, database.reading() as session:
            return [
                finding(
                    RULES,
                    "role-without-officer",
                    each.file,
                    each.places.value(*post.written),
                    name=post.role,
                    level=post.level.value,
                )
                for each in loaded.values()
                if each.service
                for post in vacancies(session, each.service, local_date(datetime.now(UTC)))
            ]
    except SQLAlchemyError as fault:
        raise click.ClickException(f"The database could not be asked: {type(fault).__name__}.") from None


def _folder(file: Path) -> Path:
    return Path(os.path.abspath(file)).parent  # noqa: PTH100 - keeps links


def _service_files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif (path / _FILE_NAME).is_file():
        yield path / _FILE_NAME
    else:
        yield from sorted(path.glob(f"*/{_FILE_NAME}"))


def print_findings(found: list[Finding], files: list[Path], language: str) -> None:
    """Print findings as a person reads them, and how many there are."""
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
