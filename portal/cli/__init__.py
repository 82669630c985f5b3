"""The `portal` command. Each subcommand is loaded when it is called, so that none waits for the others' libraries."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import Final

import click

OWNER_ONLY: Final = 0o077
"""Files that the portal makes (database, uploads, papers) can be read by its own user only."""
_WIDEST: Final = 70
ELSEWHERE: Final = {
    "backup": ("portal.cli.backup:backup", "Write a copy of the database to a file, while the portal runs."),
    "check": ("portal.cli.check:check", "Say what is wrong with service files, and how to put it right."),
    "demo": ("portal.cli.demo:demo", "Start the portal with demo data: web and worker, until Ctrl-C."),
    "graph": ("portal.cli.graph:graph", "Draw the workflow of a service as an SVG image."),
    "import": ("portal.cli.import_:import_", "Make service folders of the workflows of another system."),
    "officers": ("portal.cli.officers:officers", "Officers: their accounts, and the offices they are appointed to."),
    "places": ("portal.cli.places:places", "Provinces, districts and villages."),
    "publish": ("portal.cli.publish:publish_command", "Put a version of a service on offer; open cases are seen to."),
    "restore": ("portal.cli.backup:restore", "Put a copy made by `portal backup` in place of the database."),
    "schema": ("portal.cli.schema:schema", "Print the JSON Schema of service files, for editors."),
}
"""Subcommands with a module of their own: where it is, and what `portal --help` says of it without loading it."""


class _Subcommands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), *ELSEWHERE])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in ELSEWHERE:
            return super().get_command(context, name)
        module, _, attribute = ELSEWHERE[name][0].partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        names = self.list_commands(context)
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._short_help(name)) for name in names])

    def _short_help(self, name: str) -> str:
        return ELSEWHERE[name][1] if name in ELSEWHERE else self.commands[name].get_short_help_str(_WIDEST)


@click.group(cls=_Subcommands)
@click.version_option(package_name="lao-portal")
def portal() -> None:
    """Citizen e-services, declared as files. Options of the portal are PORTAL_* variables: see docs/operating.md."""
    from portal.logs import set_up_logs

    os.umask(OWNER_ONLY)
    set_up_logs("console", logging.WARNING)


@portal.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--threads", type=click.IntRange(1, 256), default=48, show_default=True, help="Requests at a time in each process."
)
def web(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages, until SIGTERM or Ctrl-C."""
    from portal.cli.opened import serving
    from portal.logs import set_up_logs
    from portal.settings import Settings
    from portal.web_server import Serving, serve

    settings = Settings()
    set_up_logs(settings.log_format)
    with serving(settings):
        serve(settings, Serving(host, port, workers, threads))


@portal.command()
def worker() -> None:
    """Send messages and make certificates, until SIGTERM or Ctrl-C."""
    from portal.cli.opened import serving
    from portal.logs import set_up_logs
    from portal.settings import Settings
    from portal.worker import run_worker

    settings = Settings()
    set_up_logs(settings.log_format)
    with serving(settings):
        run_worker(settings)


@portal.command()
def migrate() -> None:
    """Make the database, or bring its schema up to date. `web` and `worker` do the latter too when they start."""
    from portal.cli.opened import opened
    from portal.settings import Settings
    from portal.store.schema import current_revision, upgrade

    with opened(Settings(), creates=True) as database:
        before = current_revision(database)
        upgrade(database)
        after = current_revision(database)
    click.echo(f"The schema is up to date ({after})." if before == after else f"The schema went to {after}.")


def main() -> None:
    """Run the command; options that are missing or wrong are said in a line each."""
    try:
        portal()
    except ValueError as error:
        said = _wrong_options(error)
        if said is None:
            raise
        for line in said:
            click.echo(line, err=True)
        sys.exit(2)


def _wrong_options(error: ValueError) -> list[str] | None:
    """What to say of an error that is the options' (pydantic's kind is one of ValueError); None for any other."""
    from pydantic import ValidationError

    from portal.settings import Settings

    if not isinstance(error, ValidationError) or error.title != Settings.__name__:
        return None
    lines = []
    for fault in error.errors(include_input=False, include_url=False):
        said = f"{fault['msg'].removeprefix('Value error, ')}."
        if fault["loc"]:  # else it is about several options, which it names
            option = str(fault["loc"][0])
            said = f"PORTAL_{option.upper()}: {said} {Settings.model_fields[option].description or ''}".rstrip()
        lines.append(said)
    return lines
