"""The schema of the database, brought forward and back by the revisions in migrations/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from portal.settings import ROOT
from portal.store.database import Database
from portal.store.tables import Base

MIGRATIONS: Final = ROOT / "migrations"
MIGRATION_LOCK = 5_017_329_004
"""Key of the PostgreSQL advisory lock under which revisions run; any number that nothing else uses."""


class BrokenReferencesError(Exception):
    """A revision left rows that point to rows which are gone. Nothing was changed."""


class NotSetUpError(Exception):
    """There is no database, or one that has never been upgraded, and who asks makes none."""


class OtherVersionError(Exception):
    """The database is of another version of the portal than this: a newer one, or one from between two releases."""


def require_set_up(database: Database) -> None:
    """Raises NotSetUpError when there is no database yet, or an empty one: perhaps its disk is not mounted."""
    file = database.file
    if file is not None and not (file.exists() and file.stat().st_size):  # opening an empty one would write to it
        raise NotSetUpError(file)
    if current_revision(database) is None:
        raise NotSetUpError


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema forward to `revision`. Many processes may ask at once: one does it, the others find it done.

    Raises NotSetUpError for an empty database when this one `creates` none, and OtherVersionError for one that this
    version has no way forward from. Where nothing is to be done no lock is taken, so that the portal can start while a
    backup holds it.
    """
    if _stands_at(database, revision):
        if revision == "head":
            _require_own_tables(database)
        return
    if not database.creates:
        require_set_up(database)
    with migrating(database) as connection:
        command.upgrade(_config(connection), revision)


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to `revision` ('base' is the empty database); what the newer tables held is lost."""
    with migrating(database) as connection:
        command.downgrade(_config(connection), revision)


def current_revision(database: Database) -> str | None:
    """The revision the database stands at; None for one that has never been upgraded."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this version of the portal has the revision."""
    return revision in {each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _stands_at(database: Database, revision: str) -> bool:
    current = current_revision(database)
    if current is not None and not is_known(current):
        raise OtherVersionError(current)
    wanted = ScriptDirectory(str(MIGRATIONS)).get_current_head() if revision == "head" else revision
    return wanted is not None and current == wanted


def _require_own_tables(database: Database) -> None:
    """Before the first release the first revision was changed in place: one that says the same may be another."""
    with database.engine.connect() as connection:
        there = sa.inspect(connection)
        tables = set(there.get_table_names())
        for table in Base.metadata.sorted_tables:
            columns = {each["name"] for each in there.get_columns(table.name)} if table.name in tables else set()
            if missing := {column.name for column in table.columns} - columns:
                raise OtherVersionError(f"{table.name} without {', '.join(sorted(missing))}")


@contextmanager
def migrating(database: Database) -> Iterator[Connection]:
    """A connection in one exclusive transaction in which revisions can run, committed at the end or not at all.

    SQLite changes a table by copying it and dropping the old one, for which foreign keys must be off; they are checked
    at the end instead, and BrokenReferencesError is raised when one dangles.
    """
    engine = database.engine.execution_options(begin="BEGIN IMMEDIATE")
    with engine.connect() as connection:
        if not database.is_sqlite:
            with connection.begin():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
                yield connection
            return
        driver = connection.connection
        driver.cursor().execute("PRAGMA foreign_keys=OFF")  # ignored inside a transaction, so before it
        try:
            with connection.begin():
                yield connection
                if dangling := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                    raise BrokenReferencesError(f"{len(dangling)} rows, the first of them in {dangling[0][0]}")
        finally:
            driver.cursor().execute("PRAGMA foreign_keys=ON")


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our column types into a revision as what they are in SQL: a revision outlives the code it was made by."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl!r}"
    return False


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config
