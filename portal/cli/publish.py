"""`portal publish`: put a version of a service on offer, once it is seen what that means for the open cases."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import click

from portal.cases.environment import Environment
from portal.cases.publishing import Impact, Older, Stranded, Told, bring_along, impact, publish
from portal.cli.check import print_findings
from portal.cli.opened import opened
from portal.definition.compare import Change
from portal.definition.load import load_service
from portal.definition.model import Service
from portal.settings import Settings
from portal.store import open_cases, versions
from portal.store.known_areas import area_known
from portal.workflow.checking import findings_of, has_errors

_MOST_SHOWN: Final = 10
_WORDS: Final[dict[str, str]] = {
    "step-gone": "{where} is gone",
    "step-new": "{where} is new",
    "step-kind": "{where} is another kind of step",
    "who-acts": "{where} is for {after}; it was for {before}",
    "action-gone": "{where}.{name} is gone",
    "action-new": "{where}.{name} is new",
    "action-leads": "{where} {name} leads to {after}; it led to {before}",
    "action-otherwise": "{where}.{name} is worded or guarded otherwise",
    "days": "{where} has {after} working days; it had {before}",
    "join": "of {where} {after} must be done; it was {before}",
    "question-gone": "question {where} is gone",
    "question-new": "question {where} is new",
    "question-type": "question {where} is of type {after}; it was {before}",
    "option-gone": "option {name} of {where} is gone",
    "question-otherwise": "question {where} is worded or checked otherwise",
    "fee": "the fee is another",
    "promise": "{after} working days are promised; it was {before}",
    "messages": "messages are others",
    "certificate": "the certificate is another",
}


@click.command("publish")
@click.argument("service")
@click.option("--dry-run", is_flag=True, help="Only say what it would mean.")
@click.option("--leave-behind", is_flag=True, help="Publish also if some cases cannot move: they keep their version.")
@click.option("--back-to", metavar="VERSION", help="Put an earlier version on offer again: its number, or its hash.")
@click.option("--list", "listed", is_flag=True, help="List the versions that were on offer, and their open cases.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def publish_command(
    service: str, dry_run: bool, leave_behind: bool, back_to: str | None, listed: bool, as_json: bool
) -> None:
    """Put the file of SERVICE (a name in the folder of services, or the path of a file) on offer.

    Says first what is different for the open cases of earlier versions: how many stand in which step. They are
    finished under their version, unless `moves` in the file lets them go on with the new one. Refused (exit 1) is a
    file with errors, one that does not say what becomes of cases whose step is gone or another's, and one whose
    `moves` would strand some.
    """
    settings = Settings()
    with _environment(settings) as environment:
        if listed:
            _list(environment, _name_of(service), as_json=as_json)
            return
        if back_to:
            new, content_hash = _earlier(environment, _name_of(service), back_to)
        else:
            new, content_hash = _from_file(settings, service)
        with _bar("Looking at open cases", as_json=as_json) as told:
            found = impact(environment, new, content_hash, told, goes_back=bool(back_to))
        refused = found.strands and not (leave_behind and all(each.fate != "undecided" for each in found.older))
        left: list[Stranded] = []
        if not dry_run and not refused:
            publish(environment, new, content_hash)
            with _bar("Bringing cases along", as_json=as_json) as told:
                left = bring_along(environment, found, told)
    if as_json:
        click.echo(json.dumps(_as_json(found, refused=refused, dry_run=dry_run, left=left), ensure_ascii=False))
    else:
        _print(found, refused=refused, dry_run=dry_run, left=left)
    if refused:
        raise click.exceptions.Exit(1)


@contextmanager
def _environment(settings: Settings) -> Iterator[Environment]:
    from portal import create_environment

    with opened(settings):
        environment = create_environment(settings, creates=False)
        try:
            yield environment
        finally:
            environment.database.dispose()


def _name_of(service: str) -> str:
    path = Path(service)
    return path.parent.name if path.name == "service.yaml" else path.name


def _from_file(settings: Settings, service: str) -> tuple[Service, str]:
    path = Path(service)
    if not path.exists():
        path = settings.services_dir / service
    if not path.exists():
        raise click.BadParameter(f"there is no {service}, nor in {settings.services_dir}", param_hint="SERVICE")
    loaded = load_service(path)
    folder = path.name if path.is_dir() else path.resolve().parent.name
    found = findings_of(loaded, area_known, folder=folder)
    if loaded.service is None or has_errors(found):
        print_findings(found, [path], "en")
        raise click.exceptions.Exit(1)
    return loaded.service, loaded.content_hash


def _earlier(environment: Environment, service: str, version: str) -> tuple[Service, str]:
    with environment.database.reading() as session:
        known = versions.publications(session, service)
        for one in known:
            if one.version == version or (len(version) >= 8 and one.content_hash.startswith(version)):
                return versions.version(session, one.content_hash), one.content_hash
    there = ", ".join(dict.fromkeys(one.version for one in known)) or "none"
    raise click.BadParameter(f"{service} never had {version} on offer; there are: {there}", param_hint="--back-to")


@contextmanager
def _bar(label: str, *, as_json: bool) -> Iterator[Told]:
    """Count the cases that were dealt with, on the terminal."""
    done = 0

    def told(cases: int) -> None:
        nonlocal done
        done += cases
        if sys.stderr.isatty() and not as_json:
            click.echo(f"\r{label}: {done}", nl=False, err=True)

    yield told
    if done and sys.stderr.isatty() and not as_json:
        click.echo(err=True)


def _list(environment: Environment, service: str, *, as_json: bool) -> None:
    with environment.database.reading() as session:
        known = versions.publications(session, service)
        standing = open_cases.by_version_and_step(session, service)
    if not known:
        raise click.ClickException(f"No version of {service} was ever on offer.")
    rows = [
        {
            "version": one.version,
            "hash": one.content_hash,
            "at": one.at.isoformat(),
            "open": sum(standing.get(one.content_hash, {}).values()),
        }
        for one in known
    ]
    if as_json:
        click.echo(json.dumps(rows))
        return
    for place, row in enumerate(rows):
        now = "  on offer now" if place == 0 else ""
        click.echo(f"{row['at']:32}  {row['version']:8}  {str(row['hash'])[:12]}  {row['open']} open cases{now}")


def _print(found: Impact, *, refused: bool, dry_run: bool, left: list[Stranded]) -> None:
    name, version = found.service.service, found.service.version
    for older in found.older:
        _print_older(older)
    if refused:
        click.echo(f"{name} {version} was not published: see above what becomes of no case.", err=True)
        return
    if dry_run:
        click.echo(f"{name} {version} would be published.")
        return
    click.echo(f"{name} {version} is on offer ({found.content_hash[:12]}).")
    moving = [each for each in found.older if each.fate == "move"]
    if moving:
        wanted = sum(count for each in moving for step, count in each.standing.items() if step)
        click.echo(f"{wanted - len(left)} of {wanted} cases go on with it.")
    for one in left[:_MOST_SHOWN]:
        click.echo(f"  {one.reference} keeps its version: {_why(one)}", err=True)


def _print_older(older: Older) -> None:
    cases = ", ".join(f"{count} in {step or 'drafts'}" for step, count in older.standing.items())
    click.echo(f"Version {older.version} ({older.content_hash[:12]}): {cases}")
    for change in older.changes:
        mark = "!" if change in older.touched else "-"
        click.echo(f"  {mark} {_said(change)}")
    if older.fate == "undecided":
        click.echo("  These cases would not know what becomes of them. Write under `moves:` in the new file")
        click.echo(f"    {older.version}: stay          to have them finished under {older.version}, or")
        click.echo(
            f"    {older.version}: {{old: new}}    to let them go on, each step that is gone with what it became"
        )
    elif older.fate == "move":
        click.echo(f"  They go on with the new version; {len(older.stranded)} cannot.")
        for one in older.stranded[:_MOST_SHOWN]:
            click.echo(f"    {one.reference} in {one.step}: {_why(one)}")
    else:
        click.echo(f"  They are finished under {older.version}.")


def _said(change: Change) -> str:
    return _WORDS[change.what].format(where=change.where, name=change.name, before=change.before, after=change.after)


def _why(one: Stranded) -> str:
    named = [*one.why.steps, *(f"{name} ({code})" for name, code in one.why.fields.items())]
    return one.why.why.value + (f": {', '.join(named)}" if named else "")


def _as_json(found: Impact, *, refused: bool, dry_run: bool, left: list[Stranded]) -> dict[str, Any]:
    return {
        "service": found.service.service,
        "version": found.service.version,
        "hash": found.content_hash,
        "published": not refused and not dry_run,
        "older": [
            {
                "version": older.version,
                "hash": older.content_hash,
                "fate": older.fate,
                "standing": dict(older.standing),
                "changes": [vars(change) for change in older.changes],
                "stranded": [_stranded(one) for one in older.stranded],
            }
            for older in found.older
        ],
        "left_behind": [_stranded(one) for one in left],
    }


def _stranded(one: Stranded) -> dict[str, str]:
    return {"case": one.case_id, "reference": one.reference, "step": one.step, "why": _why(one)}
