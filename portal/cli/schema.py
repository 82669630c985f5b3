"""`portal schema`: what an editor needs to complete a service file and to mark what is wrong in it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from portal.definition.schema import service_schema


@click.command()
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write it to this file instead of printing it.",
)
def schema(out: Path | None) -> None:
    """Print the JSON Schema of a service file: an editor completes and marks errors by it.

    Name the file in the first line of a service: # yaml-language-server: $schema=FILE.
    """
    text = json.dumps(service_schema(), ensure_ascii=False, indent=1) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
