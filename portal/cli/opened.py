"""The database as a command has it: there, with all of its log, and no backup being put back meanwhile."""

from __future__ import annotations

import os
import pwd
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from sqlalchemy.exc import SQLAlchemyError

from portal.settings import Settings
from portal.store.backup import DamagedError, check, mend_cut_off
from portal.store.database import Database, cannot_now, file_of, is_damaged, looked_at
from portal.store.in_use import InUseError, in_use, lock_of
from portal.store.ownership import belong_with
from portal.store.schema import (
    NotSetUpError,
    NotThePortalsError,
    OtherVersionError,
    UnusableError,
    require_set_up,
    revision_of,
    upgrade,
)

WITH_A_BACKUP: Final = "Put a backup back with `portal restore FILE`."
_REMEDIES: Final[Mapping[type[UnusableError], str]] = {
    OtherVersionError: "Install the version that made it; demo data are made anew by `portal demo --fresh`.",
    NotThePortalsError: "Are PORTAL_DATA_DIR and PORTAL_DATABASE_URL right?",
}
"""What helps when the database cannot be used, where it is not what helps a damaged one."""


def sqlite_file(settings: Settings) -> Path | None:
    """The file of the database; None when it is none, as PostgreSQL's."""
    return file_of(settings.effective_database_url)


@contextmanager
def serving(settings: Settings) -> Iterator[None]:
    """Have the database together with other processes, once it is seen to be there and whole, and is up to date.

    A click.ClickException of one line says why that cannot be.
    """
    with in_words(settings), _held(settings, creates=False):
        if (file := sqlite_file(settings)) is not None:
            check(file)
        with _ready(settings, creates=False):
            pass  # it is closed again before this process forks
        yield


@contextmanager
def opened(settings: Settings, *, creates: bool = False) -> Iterator[Database]:
    """The database, up to date, for the length of a command. Who `creates` one that is not there yet upgrades it too.

    A click.ClickException of one line says why that cannot be, or why the command could not go on.
    """
    with in_words(settings):
        file = sqlite_file(settings)
        made = file is not None and creates and not file.exists()
        if creates and file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
        with _held(settings, creates=creates):
            try:
                with _ready(settings, creates=creates) as database:
                    yield database
            finally:
                if made and file is not None and file.exists():
                    belong_with(file, file.parent)


@contextmanager
def _ready(settings: Settings, *, creates: bool) -> Iterator[Database]:
    """The database, once it is seen to be one that this version can use; up to date, unless this one `creates` it."""
    file = sqlite_file(settings)
    if file is not None and file.exists() and file.stat().st_size:
        with looked_at(file) as connection:
            revision_of(connection)
    database = Database(settings.effective_database_url, creates=creates)
    try:
        if not creates:
            require_set_up(database)
            upgrade(database)
        yield database
    finally:
        database.dispose()


@contextmanager
def _held(settings: Settings, *, creates: bool) -> Iterator[None]:
    """Keep backups from being put back, and mend what one left that was cut off."""
    file = sqlite_file(settings)
    if file is None:
        yield
    elif not creates and not file.exists():
        raise NotSetUpError(file)  # nothing is written where a disk may not be mounted, not even a lock
    else:
        with in_use(file):
            mend_cut_off(file)
            yield


@contextmanager
def in_words(settings: Settings, mended: str = WITH_A_BACKUP) -> Iterator[None]:
    """Say in one line, as a click.ClickException, why the database cannot be used; `mended` is how a damaged one is."""
    file = sqlite_file(settings)
    where = file or "the database of PORTAL_DATABASE_URL"
    try:
        yield
    except InUseError as error:
        raise click.ClickException("A backup is being put back. Start again when `portal restore` is done.") from error
    except NotSetUpError as error:
        raise click.ClickException(
            f"There is no database of the portal at {where}. Is its disk there, and PORTAL_DATA_DIR right? "
            "`portal migrate` makes a new one, `portal restore FILE` puts a backup back."
        ) from error
    except UnusableError as error:
        raise click.ClickException(f"{where} {error}. {_REMEDIES.get(type(error), mended)}") from error
    except DamagedError as error:
        raise click.ClickException(f"{error}. {mended}") from error
    except (SQLAlchemyError, OSError) as error:
        if is_damaged(error):
            raise click.ClickException(f"{where} is damaged: {_why(error)}. {mended}") from error
        if not cannot_now(error) and not isinstance(error, PermissionError):
            raise
        if file is not None and (words := another_users(file)):
            raise click.ClickException(words) from error
        if isinstance(error, PermissionError):
            where = error.filename or where
        raise click.ClickException(
            f"{where} cannot be used now: {_why(error)}. Is its disk full or read-only, or another at work?"
        ) from error


def another_users(file: Path) -> str | None:
    """Which file of the database belongs to another user who lets nobody else read it, and what to do; None for none.

    Root's command leaves such files when there was nobody yet to give them to.
    """
    for one in (file, lock_of(file), *(file.with_name(file.name + ending) for ending in ("-wal", "-shm"))):
        if os.access(one, os.F_OK) and not os.access(one, os.R_OK):
            owner, mine = _user(one.stat().st_uid), _user(os.geteuid())
            return f"{one} belongs to {owner}, and this runs as {mine}. Give it back with `chown {mine} {one}`."
    return None


def _user(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def _why(error: SQLAlchemyError | OSError) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(getattr(error, "orig", error)).splitlines()[0]
