"""`portal places`: load the areas, report what is wrong with their file, find one."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import click

from portal.cli.opened import opened
from portal.definition.model import Level, Text
from portal.lao.language import LANGUAGES, Language
from portal.settings import Settings
from portal.store import place_search
from portal.store import places as store
from portal.store.area_file import AreaFlaw, FlawReason, NotAnAreaFileError, read_areas
from portal.store.database import Database
from portal.store.schema import upgrade

REASONS: Final = {
    FlawReason.UNREADABLE: Text(
        lo="ອ່ານແຖວນີ້ບໍ່ໄດ້ ຈຶ່ງບໍ່ໄດ້ບັນທຶກ: {detail}", en="this line cannot be read and was not kept: {detail}"
    ),
    FlawReason.REPEATED: Text(lo="ແຖວນີ້ຊ້ຳກັນ: {detail}", en="the same row stands above: {detail}"),
    FlawReason.DUPLICATE_CODE: Text(
        lo="ລະຫັດນີ້ມີແລ້ວ ຈຶ່ງບັນທຶກດ້ວຍລະຫັດອື່ນ: {detail}", en="the code is taken, so it was kept under another: {detail}"
    ),
    FlawReason.UNLISTED_PARENT: Text(lo="ບໍ່ມີເຂດຂັ້ນເທິງໃນລາຍຊື່: {detail}", en="the area above is not listed: {detail}"),
    FlawReason.WRONG_PARENT: Text(
        lo="ເຂດຂັ້ນເທິງບໍ່ແມ່ນຂັ້ນທີ່ຖືກຕ້ອງ: {detail}", en="the area above is not one level up: {detail}"
    ),
    FlawReason.EMPTY_NAME: Text(lo="ບໍ່ມີຊື່ພາສາລາວ", en="there is no Lao name"),
    FlawReason.IMPOSSIBLE_SPELLING: Text(
        lo="ພາສາລາວຂຽນແບບນີ້ບໍ່ໄດ້ ຈຶ່ງບໍ່ສະແດງຊື່ນີ້: {detail}",
        en="no Lao word is written so, and the name is not shown: {detail}",
    ),
    FlawReason.DOUBTFUL_WORD: Text(
        lo="ຊື່ນີ້ອາດຂຽນຜິດ, ໃຫ້ຖາມຫ້ອງການໃນເຂດນັ້ນ: {detail}", en="probably another word; ask at the place: {detail}"
    ),
    FlawReason.ODD_CHARACTERS: Text(
        lo="ຊື່ມີຕົວອັກສອນທີ່ບໍ່ຄວນມີ: {detail}", en="the name holds characters that do not belong: {detail}"
    ),
    FlawReason.SHARED_NAME: Text(
        lo="ມີເຂດອື່ນຊື່ດຽວກັນ ໃນເຂດຂັ້ນເທິງດຽວກັນ: {detail}", en="another right beside it has the same name: {detail}"
    ),
    FlawReason.RESPELLED: Text(
        lo="ປັບການສະກົດຊື່ໃຫ້ຖືກຕາມມາດຕະຖານ: {detail}", en="the name was put into standard spelling: {detail}"
    ),
}

_FILE = click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=store.AREAS_FILE, required=False
)
_LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)


@click.group()
def places() -> None:
    """Provinces, districts and villages."""


@places.command()
@_FILE
def load(file: Path) -> None:
    """Bring the areas of FILE (by default those of the portal) into the database; the schema is upgraded first."""
    try:
        with opened(Settings()) as database, database.writing() as session:
            report = store.load_areas(session, file)
    except NotAnAreaFileError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{report.provinces} provinces, {report.districts} districts, {report.villages} villages")
    for reason, count in Counter(flaw.reason for flaw in report.flaws).most_common():
        click.echo(f"{count} rows flawed: {reason.value}")


@places.command()
@_FILE
@_LANGUAGE
@click.option("--json", "as_json", is_flag=True, help="One JSON list, with both languages.")
def report(file: Path, language: str, as_json: bool) -> None:
    """List every flaw of FILE (by default that of the portal) as file:line: code: what is wrong."""
    try:
        _, flaws = read_areas(file)
    except NotAnAreaFileError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps([_as_json(flaw) for flaw in flaws], ensure_ascii=False, indent=1))
        return
    for flaw in flaws:
        click.echo(f"{file}:{flaw.line}: {flaw.reason.value}: {flaw.code}: {_sentence(flaw, language)}")


@places.command()
@click.argument("text")
@click.option("--level", type=click.Choice([level.value for level in Level]), default="village", show_default=True)
@click.option("--within", help="Only in the area of this code.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@_LANGUAGE
def search(text: str, level: str, within: str | None, limit: int, language: Language) -> None:
    """Find the areas that TEXT may mean, in Lao or English: in the database of the PORTAL_* options, or, where none are
    set, in the list that comes with the portal."""
    with _areas() as database, database.reading() as session:
        found = place_search.search(session, text, Level(level), within, limit)
    if not found:
        click.echo(f"No {level} is named so.", err=True)
    for area in found:
        click.echo(f"{area.code}\t{area.full_name(language)}")


@contextmanager
def _areas() -> Iterator[Database]:
    """The database that has the areas; one for the length of the command where no portal is named."""
    if any(name.startswith("PORTAL_") for name in os.environ):
        with opened(Settings()) as database:
            yield database
        return
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/areas.db", creates=True)
        try:
            upgrade(database)
            with database.writing() as session:
                store.load_areas(session)
            yield database
        finally:
            database.dispose()


def _sentence(flaw: AreaFlaw, language: str) -> str:
    return REASONS[flaw.reason].in_language(language).format(detail=flaw.detail)


def _as_json(flaw: AreaFlaw) -> dict[str, object]:
    return {
        "line": flaw.line,
        "code": flaw.code,
        "reason": flaw.reason.value,
        "detail": flaw.detail,
        "lo": _sentence(flaw, "lo"),
        "en": _sentence(flaw, "en"),
    }
