"""The schema of the database, brought forward and back by the revisions in migrations/."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate.api import AutogenContext
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

from portal.settings import ROOT
from portal.store.database import Database
from portal.store.tables import Base

MIGRATIONS: Final = ROOT / "migrations"
MIGRATION_LOCK = 5_017_329_004
"""Key of the PostgreSQL advisory lock under which revisions run; any number that nothing else uses."""
_VERSIONS: Final = "alembic_version"


class BrokenReferencesError(Exception):
    """A revision left rows that point to rows which are gone. Nothing was changed."""


class NotSetUpError(Exception):
    """There is no database, or one that has never been upgraded, and who asks makes none."""


class UnusableError(Exception):
    """This version of the portal cannot use the database. The words say what it is, to follow its name."""


class OtherVersionError(UnusableError):
    """The database is of another version of the portal than this: a newer one, or one from between two releases."""

    def __init__(self, by: str) -> None:
        super().__init__(f"is of another version of the portal ({by})")


class NoVersionError(UnusableError):
    """The tables are the portal's, and of which version they are is written nowhere, or more than once."""

    def __init__(self) -> None:
        super().__init__(f"does not say in {_VERSIONS} of which version of the portal it is")


class NotThePortalsError(UnusableError):
    """The database is another program's."""

    def __init__(self) -> None:
        super().__init__("is not a database of the portal")


def require_set_up(database: Database) -> None:
    """Raises NotSetUpError when there is no database yet, or an empty one: perhaps its disk is not mounted."""
    file = database.file
    if file is not None and not (file.exists() and file.stat().st_size):  # opening an empty one would write to it
        raise NotSetUpError
    if current_revision(database) is None:
        raise NotSetUpError


def require_usable(connection: Connection) -> None:
    """Raises NotSetUpError for an empty database, and UnusableError for one that this version has no way forward
    from."""
    revision = revision_of(connection)
    if revision is None:
        raise NotSetUpError
    if not is_known(revision):
        raise OtherVersionError(revision)
    if revision == _head():
        _require_own_tables(connection)


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the schema forward to `revision`. Many processes may ask at once: one does it, the others find it done.

    Raises NotSetUpError for an empty database when this one `creates` none, and UnusableError for one that this version
    has no way forward from. Where nothing is to be done no lock is taken, so that the portal can start while a
    backup holds it.
    """
    if _stands_at(database, revision):
        if revision == "head":
            with database.engine.connect() as connection:
                _require_own_tables(connection)
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
    """The revision the database stands at; None for an empty one. Raises UnusableError when it has none and should."""
    with database.engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """What `current_revision` says, of a connection.

    It is the portal's when most of its tables are there: other programs too have tables named `files` or `people`, and
    that of Alembic. In PostgreSQL, extensions keep tables of their own in an otherwise empty database.
    """
    there = sa.inspect(connection)
    tables = set(there.get_table_names())
    is_kept = _VERSIONS in tables and "version_num" in _columns(there, _VERSIONS)
    revisions = connection.scalars(sa.text(f"SELECT version_num FROM {_VERSIONS}")).all() if is_kept else []  # noqa: S608
    if len(tables & Base.metadata.tables.keys()) >= len(Base.metadata.tables) / 2:
        if len(revisions) != 1:
            raise NoVersionError
        return str(revisions[0])
    others = tables - {_VERSIONS} if connection.dialect.name == "sqlite" else set()
    if revisions or others or (_VERSIONS in tables and not is_kept):
        raise NotThePortalsError
    return None


def is_known(revision: str) -> bool:
    """Whether this version of the portal has the revision."""
    return revision in {each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _stands_at(database: Database, revision: str) -> bool:
    current = current_revision(database)
    if current is not None and not is_known(current):
        raise OtherVersionError(current)
    wanted = _head() if revision == "head" else revision
    return wanted is not None and current == wanted


def _head() -> str | None:
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _require_own_tables(connection: Connection) -> None:
    """Before the first release the first revision was changed in place: one that says the same may be another."""
    there = sa.inspect(connection)
    tables = set(there.get_table_names())
    for table in Base.metadata.sorted_tables:
        columns = _columns(there, table.name) if table.name in tables else set()
        if missing := {column.name for column in table.columns} - columns:
            raise OtherVersionError(f"{table.name} without {', '.join(sorted(missing))}")


def _columns(there: sa.Inspector, table: str) -> set[str]:
    return {each["name"] for each in there.get_columns(table)}


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
