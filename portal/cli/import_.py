"""`portal import digit`: service folders made of another system's workflows, and what was wrong with these."""

from __future__ import annotations

import json
import os
import stat
import tempfile
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import click

from portal.definition.findings import Finding, Place, Severity, finding
from portal.definition.model import Level
from portal.digit.importing import Imported, ImportedService, import_digit
from portal.digit.json_source import LARGEST_FILE
from portal.digit.rules import RULES
from portal.lao.language import LANGUAGES

_FILE_NAME: Final = "service.yaml"
_COLOURS: Final[dict[Severity, str]] = {"error": "red", "warning": "yellow", "note": "blue"}
_FOR_EVERYBODY: Final = 0o644
_FOLDER_FOR_EVERYBODY: Final = 0o755
"""A service file holds nothing secret, and the portal may run as another user than its author."""


@click.group(name="import")
def import_() -> None:
    """Make service folders of the workflows of another system."""


def _offices(_context: click.Context, _option: click.Parameter, given: Iterable[str]) -> dict[str, Level]:
    """The levels of roles, by their names in small letters."""
    offices: dict[str, Level] = {}
    for each in given:
        role, equals, level = each.rpartition("=")
        if not equals or not role.strip() or level not in set(Level):
            levels = ", ".join(Level)
            raise click.BadParameter(f"{each!r}: write ROLE=LEVEL, where LEVEL is one of {levels}")
        offices[role.strip().casefold()] = Level(level)
    return offices


@import_.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("services"),
    show_default=True,
    help="The folder of services.",
)
@click.option(
    "--office",
    "offices",
    multiple=True,
    metavar="ROLE=LEVEL",
    callback=_offices,
    help="Where officers of a role are: village, district or province. Others are at the district.",
)
@click.option("--force", is_flag=True, help="Write service files anew that are there already.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: the services written, and findings.")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
def digit(file: Path, into: Path, offices: dict[str, Level], force: bool, as_json: bool, language: str) -> None:
    """Make a service folder of each BusinessService of DIGIT in FILE, a JSON file.

    Prints file:line:column, a code (docs/import-digit.md explains each), what is wrong with the source or what was
    chosen, and what to do. Exits 1 when nothing could be imported, or a finding is an error.
    """
    name = click.format_filename(file)
    imported = _imported(file, name, offices)
    if imported.services and (unknown := offices.keys() - imported.roles):
        known = ", ".join(sorted(imported.roles)) or "none"
        raise click.BadParameter(
            f"no role {', '.join(sorted(unknown))} in {name}; there are: {known}", param_hint="--office"
        )
    done: dict[str, Path] = {}
    for service in imported.services:
        target = into / service.slug / _FILE_NAME
        if os.path.lexists(target) and not force:
            shown = {"folder": click.format_filename(target.parent), "name": service.source}
            imported.findings.append(finding(RULES, "folder-exists", name, Place(1, 1), **shown))
        else:
            _write(service, target)
            done[service.slug] = target
    if as_json:
        click.echo(json.dumps(_as_json(imported, done), ensure_ascii=False, indent=1))
    else:
        _print(imported, done, language)
    if not done or any(each.severity == "error" for each in imported.findings):
        raise click.exceptions.Exit(1)


def _imported(file: Path, name: str, offices: dict[str, Level]) -> Imported:
    """The import of an ordinary file, read up to a byte past the largest allowed. A pipe or device never makes it
    wait."""
    try:
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(descriptor, "rb") as opened:  # noqa: PTH123 - of a descriptor
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return Imported(findings=[finding(RULES, "not-a-file", name, Place(1, 1))])
            content = opened.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        return Imported(findings=[finding(RULES, "not-a-file", name, Place(1, 1))])
    except OSError as error:
        problem = error.strerror or type(error).__name__
        return Imported(findings=[finding(RULES, "no-file", name, Place(1, 1), problem=problem)])
    return import_digit(content, name, offices)


def _write(service: ImportedService, target: Path) -> None:
    """Write a service file whole or not at all, in place of any other."""
    try:
        if not target.parent.is_dir():
            target.parent.parent.mkdir(parents=True, exist_ok=True)
            target.parent.mkdir()
            target.parent.chmod(_FOLDER_FOR_EVERYBODY)
        with tempfile.NamedTemporaryFile("w", dir=target.parent, encoding="utf-8", delete=False) as beside:
            try:
                beside.write(service.text)
                beside.close()
                Path(beside.name).chmod(_FOR_EVERYBODY)
                Path(beside.name).replace(target)
            except BaseException:
                Path(beside.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        shown = click.format_filename(target)
        raise click.ClickException(f"{shown} could not be written: {error.strerror or type(error).__name__}.") from None


def _print(imported: Imported, done: dict[str, Path], language: str) -> None:
    for each in imported.findings:
        place = click.style(f"{each.file}:{each.line}:{each.column}", bold=True)
        severity = click.style(each.severity, fg=_COLOURS[each.severity])
        click.echo(f"{place}: {severity} {each.code}: {each.message.in_language(language)}")
        click.echo(f"    {each.hint.in_language(language)}")
    for target in done.values():
        click.echo(f"Written: {click.format_filename(target)}")
    counts: dict[str, int] = {"service": len(done)} | {
        severity: _count(imported.findings, severity) for severity in _COLOURS
    }
    click.echo(", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in counts.items()))
    if done:
        click.echo("Now complete them, and try them with `portal check`: docs/import-digit.md.")


def _count(findings: list[Finding], severity: Severity) -> int:
    return sum(each.severity == severity for each in findings)


def _as_json(imported: Imported, done: dict[str, Path]) -> dict[str, Any]:
    sources = {service.slug: service.source for service in imported.services}
    return {
        "services": [
            {"service": slug, "source": sources[slug], "file": click.format_filename(target)}
            for slug, target in done.items()
        ],
        "findings": [
            {**asdict(each), "message": each.message.model_dump(), "hint": each.hint.model_dump()}
            for each in imported.findings
        ],
    }
