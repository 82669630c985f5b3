"""`portal backup` and `portal restore`: the SQLite database, copied whole and put back."""

from __future__ import annotations

from pathlib import Path

import click

from portal.cli.opened import another_users, sqlite_file
from portal.settings import Settings
from portal.store import backup as store
from portal.store.in_use import InUseError, alone


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, resolve_path=True, path_type=Path))
def backup(file: Path) -> None:
    """Write a copy of the database to FILE, in place of any older one, while the portal runs.

    The copy is checked before it takes the name. Copy the folder files/ after it: see docs/operating.md.
    """
    database = _database(Settings())
    try:
        store.back_up(database, file)
    except store.CorruptError as error:
        raise click.ClickException(
            f"No backup was made: {error}. Put an older one back with `portal restore FILE`."
        ) from error
    except (store.DamagedError, OSError) as error:
        raise click.ClickException(f"No backup was made: {_why(error, database)}") from error
    click.echo(f"The database is in {file}.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, resolve_path=True, path_type=Path))
def restore(file: Path) -> None:
    """Put FILE, a copy made by `portal backup`, in place of the database. Stop `web` and `worker` first.

    FILE is checked before anything is changed. The database that was there is kept beside it as *.before-restore.
    """
    settings = Settings()
    database = _database(settings)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        with alone(database):
            store.mend_cut_off(database)
            kept = store.restore(file, database)
    except InUseError as error:
        raise click.ClickException("The portal runs. Stop `portal web` and `portal worker` first.") from error
    except (store.DamagedError, OSError) as error:
        raise click.ClickException(f"Nothing was restored: {_why(error, database)}") from error
    click.echo(f"{database} is as it was at the backup." + (f" The one before is {kept}." if kept else ""))


def _why(error: Exception, database: Path) -> str:
    if isinstance(error, OSError) and (words := another_users(database)):
        return words
    return f"{error}."


def _database(settings: Settings) -> Path:
    file = sqlite_file(settings)
    if file is None:
        raise click.ClickException("This is for SQLite. Use pg_dump and pg_restore for PostgreSQL.")
    return file
