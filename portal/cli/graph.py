"""`portal graph`: the workflow of a service as a picture."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from portal.definition.load import Loaded, load_service
from portal.lao.language import DEFAULT_LANGUAGE, LANGUAGES
from portal.settings import ROOT

_FOLDER: Final = "services"


def _found(_context: click.Context, _parameter: click.Parameter, named: str) -> Path:
    """A file or folder, or else the service of this name here, or of those that come with the portal."""
    candidates = [Path(named), Path(_FOLDER) / named, ROOT / _FOLDER / named]
    file = next((path for path in candidates if path.is_file() or (path / "service.yaml").is_file()), None)
    if file is None:
        raise click.BadParameter(f"there is no service {named}: name its folder")
    return file


@click.command()
@click.argument("service", callback=_found)
@click.option("--lang", type=click.Choice(LANGUAGES), default=DEFAULT_LANGUAGE, show_default=True)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write it to this file instead of printing it.",
)
def graph(service: Path, lang: str, out: Path | None) -> None:
    """Draw the workflow of SERVICE, a name in services/ or the folder of a service, as an SVG image.

    It shows who decides in which step and how long they have, where each action leads, what is sent back and what is
    passed up when it is late. A browser opens and prints it.
    """
    loaded = load_service(service)
    if loaded.service is None:
        raise _refusal(loaded, lang)
    from portal.diagrams.drawing import workflow_svg

    text = workflow_svg(loaded.service, "en" if lang == "en" else "lo")
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")


def _refusal(loaded: Loaded, language: str) -> click.ClickException:
    """Say why there is nothing to draw, as `portal check` does."""
    for each in loaded.findings:
        click.echo(
            f"{each.file}:{each.line}:{each.column}: {each.code}: {each.message.in_language(language)}", err=True
        )
    return click.ClickException("No drawing: mend the file first; `portal check` says how.")
