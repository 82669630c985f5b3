"""Alembic's entry: on a connection that `portal.store.schema` hands over, or on its own.

alembic upgrade head                        the database of the PORTAL_* settings
alembic -x url=sqlite:///other.db current   another one
alembic upgrade head --sql                  print the statements only
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, make_url

from portal.settings import Settings
from portal.store.database import Database
from portal.store.schema import migrating, render_item
from portal.store.tables import Base


def _url() -> str:
    return context.get_x_argument(as_dictionary=True).get("url") or Settings().effective_database_url


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        render_item=render_item,
        transactional_ddl=True,  # also on SQLite: the transaction is ours, not the driver's
    )
    with context.begin_transaction():
        context.run_migrations()


def _print_statements() -> None:
    context.configure(
        dialect_name=make_url(_url()).get_backend_name(),
        target_metadata=Base.metadata,
        literal_binds=True,
        dialect_opts={"paramstyle": "named"},
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
elif context.is_offline_mode():
    _print_statements()
else:
    with migrating(Database(_url())) as own:
        _run(own)
