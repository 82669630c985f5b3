"""The `portal` command. Each subcommand is loaded when it is called, so that none waits for the others' libraries."""

from __future__ import annotations

import logging
import os
import sys
from importlib import import_module
from typing import Final

import click
from pydantic import ValidationError

from portal.logs import set_up_logs
from portal.settings import Settings

OWNER_ONLY: Final = 0o077
"""Files that the portal makes (database, uploads, papers) can be read by its own user only."""
ELSEWHERE: Final = {
    "backup": "portal.cli.backup:backup",
    "check": "portal.cli.check:check",
    "demo": "portal.cli.demo:demo",
    "officers": "portal.cli.officers:officers",
    "places": "portal.cli.places:places",
    "restore": "portal.cli.backup:restore",
}
"""Subcommands with a module of their own."""


class _Subcommands(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return sorted([*super().list_commands(context), *ELSEWHERE])

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in ELSEWHERE:
            return super().get_command(context, name)
        module, _, attribute = ELSEWHERE[name].partition(":")
        command = getattr(import_module(module), attribute)
        return command if isinstance(command, click.Command) else None


@click.group(cls=_Subcommands)
@click.version_option(package_name="lao-portal")
def portal() -> None:
    """Citizen e-services, declared as files. Options of the portal are PORTAL_* variables: see docs/operating.md."""
    os.umask(OWNER_ONLY)
    set_up_logs("console", logging.WARNING)


@portal.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Requests at a time in each process."
)
def web(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages, until SIGTERM or Ctrl-C."""
    from portal.cli.opened import serving
    from portal.web_server import Serving, serve

    settings = Settings()
    set_up_logs(settings.log_format)
    with serving(settings):
        serve(settings, Serving(host, port, workers, threads))


@portal.command()
def worker() -> None:
    """Send messages and make certificates, until SIGTERM or Ctrl-C."""
    from portal.cli.opened import serving
    from portal.worker import run_worker

    settings = Settings()
    set_up_logs(settings.log_format)
    with serving(settings):
        run_worker(settings)


@portal.command()
def migrate() -> None:
    """Make the database, or bring its schema up to date. `web` and `worker` do the latter too when they start."""
    from portal.cli.opened import opened
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
    except ValidationError as error:
        if error.title != Settings.__name__:
            raise
        for fault in error.errors(include_input=False, include_url=False):
            said = f"{fault['msg'].removeprefix('Value error, ')}."
            if fault["loc"]:  # else it is about several options, which it names
                option = str(fault["loc"][0])
                said = f"PORTAL_{option.upper()}: {said} {Settings.model_fields[option].description or ''}".rstrip()
            click.echo(said, err=True)
        sys.exit(2)
