"""The database as a command has it: there, with all of its log, and no backup being put back meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from portal.settings import Settings
from portal.store.backup import DamagedError, check, take_back
from portal.store.database import Database, cannot_now
from portal.store.in_use import InUseError, in_use
from portal.store.schema import NotSetUpError, require_set_up


def sqlite_file(settings: Settings) -> Path | None:
    """The file of the database; None when it is none, as PostgreSQL's."""
    address = make_url(settings.effective_database_url)
    return Path(address.database) if address.get_backend_name() == "sqlite" and address.database else None


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """Have the database together with other processes, once it is seen to be there and whole.

    A click.ClickException of one line says why that cannot be.
    """
    with _in_words(settings), _held(settings):
        if (file := sqlite_file(settings)) is not None:
            check(file)
        database = Database(settings.effective_database_url, creates=False)
        try:
            require_set_up(database)
        finally:
            database.dispose()  # before this process forks
        yield


@contextmanager
def opened(settings: Settings, *, creates: bool = False) -> Iterator[Database]:
    """The database for the length of a command; one that is not there yet is made only by who `creates` it.

    A click.ClickException of one line says why that cannot be, or why the command could not go on.
    """
    with _in_words(settings):
        if creates and (file := sqlite_file(settings)) is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        with _held(settings):
            database = Database(settings.effective_database_url, creates=creates)
            try:
                if not creates:
                    require_set_up(database)
                yield database
            finally:
                database.dispose()


@contextmanager
def _held(settings: Settings) -> Iterator[None]:
    """Keep backups from being put back, and mend what one left that was cut off."""
    file = sqlite_file(settings)
    if file is None:
        yield
    elif not file.parent.exists():
        raise NotSetUpError(file)
    else:
        with in_use(file):
            take_back(file)
            yield


@contextmanager
def _in_words(settings: Settings) -> Iterator[None]:
    where = sqlite_file(settings) or "the database of PORTAL_DATABASE_URL"
    try:
        yield
    except InUseError as error:
        raise click.ClickException("A backup is being put back. Start again when `portal restore` is done.") from error
    except NotSetUpError as error:
        raise click.ClickException(
            f"There is no database of the portal at {where}. Is its disk there, and PORTAL_DATA_DIR right? "
            "`portal migrate` makes a new one, `portal restore FILE` puts a backup back."
        ) from error
    except DamagedError as error:
        raise click.ClickException(f"{error}. Put a backup back with `portal restore FILE`.") from error
    except (SQLAlchemyError, OSError) as error:
        if not cannot_now(error) and not isinstance(error, PermissionError):
            raise
        why = error.strerror if isinstance(error, OSError) else str(getattr(error, "orig", error)).splitlines()[0]
        raise click.ClickException(
            f"{where} cannot be used now: {why}. Is its disk full or read-only, or another at work?"
        ) from error
