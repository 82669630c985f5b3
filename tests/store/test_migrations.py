"""Migrations: up and down with data in the tables, twice at once, and in step with the models."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from alembic import op
from alembic.autogenerate import compare_metadata
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, select
from sqlalchemy.exc import DBAPIError

from portal.store.database import Database
from portal.store.schema import BrokenReferencesError, current_revision, downgrade, migrating, upgrade
from portal.store.tables import (
    AnswerRow,
    AreaRow,
    Base,
    CaseNameRow,
    CaseOfficeRow,
    CaseRow,
    EventRow,
    OfficerRow,
    PersonRow,
    PhoneRow,
    ServiceVersionRow,
    TaskRow,
)

NOW = datetime(2026, 11, 24, 2, 30, 15, 123456, tzinfo=UTC)


def _fill(database: Database) -> None:
    with database.writing() as session:
        session.add(AreaRow(code="01", level="province", name_lo="ນະຄອນຫຼວງວຽງຈັນ", search_lo="x"))
        session.flush()
        session.add(AreaRow(code="0101", level="district", parent="01", name_lo="ຈັນທະບູລີ", search_lo="y"))
        session.add(PersonRow(id="p1", language="lo", created_at=NOW))
        session.add(ServiceVersionRow(hash="h", service="s", version="1", definition="{}", published_at=NOW))
        session.add(
            OfficerRow(
                id="o1", username="clerk", password="-", name={"lo": "ກ", "en": "A"}, language="lo", created_at=NOW
            )
        )
        session.flush()
        session.add(PhoneRow(person_id="p1", digest="d", number="+8562055551234", created_at=NOW))
        session.add(
            CaseRow(
                id="c1",
                service="s",
                definition="h",
                applicant_id="p1",
                status="open",
                sequence=1,
                created_at=NOW,
                updated_at=NOW,
            )
        )
        session.flush()
        session.add(EventRow(case_id="c1", sequence=1, kind="started", at=NOW, actor="p", data={"ກ": [1]}, digest="e"))
        session.add(AnswerRow(case_id="c1", name="full_name", value="ສົມສີ", salt="s"))
        office = {"level": "district", "area": "0101", "role": "clerk"}
        session.add(CaseOfficeRow(case_id="c1", service="s", status="with-office", moved_at=NOW, **office))
        session.add(CaseNameRow(case_id="c1", folded="ສົມສີ"))
        session.add(
            TaskRow(
                id="t1",
                case_id="c1",
                service="s",
                path="district",
                level="district",
                area="0101",
                role="clerk",
                due=date(2026, 11, 26),
                opened_at=NOW,
                claimed_by="o1",
            )
        )


def _migrate(database: Database, *statements: str) -> None:
    with migrating(database) as connection:
        for statement in statements:
            connection.execute(sa.text(statement))


def test_up_keeps_what_is_written_and_down_leaves_nothing(empty_database: Database) -> None:
    assert current_revision(empty_database) is None
    upgrade(empty_database)
    _fill(empty_database)
    upgrade(empty_database)
    with empty_database.reading() as session:
        event = session.scalars(select(EventRow)).one()
        assert (event.at, event.data) == (NOW, {"ກ": [1]})
        assert session.scalars(select(AnswerRow.value)).one() == "ສົມສີ"
        assert session.scalars(select(TaskRow.due)).one() == date(2026, 11, 26)

    downgrade(empty_database, "base")
    assert set(inspect(empty_database.engine).get_table_names()) <= {"alembic_version"}
    assert current_revision(empty_database) is None

    upgrade(empty_database)
    _fill(empty_database)


def test_revisions_make_the_tables_that_the_models_describe(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []


def test_the_comparison_sees_a_difference(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(sa.text("DROP INDEX ix_tasks_due"))
        connection.execute(sa.text("ALTER TABLE officers DROP COLUMN locked_until"))
    with database.engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert sorted(kind for kind, *_ in found) == ["add_column", "add_index"]


def test_processes_that_upgrade_at_once_all_find_it_done(empty_database: Database) -> None:
    url = empty_database.engine.url.render_as_string(hide_password=False)
    program = "import sys; from portal.store import database, schema; schema.upgrade(database.Database(sys.argv[1]))"
    running = [subprocess.Popen([sys.executable, "-c", program, url]) for _ in range(3)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    _fill(empty_database)


def test_a_table_is_rebuilt_with_data_in_it_and_references_to_it(database: Database) -> None:
    """What a later revision does on SQLite: copy, drop, rename. Rows that point to the table must live."""
    _fill(database)
    with (
        migrating(database) as connection,
        Operations.context(MigrationContext.configure(connection)),
        op.batch_alter_table("cases") as batch,
    ):
        batch.alter_column("status", type_=sa.String(30), existing_type=sa.String(20))
    with database.reading() as session:
        assert session.scalars(select(CaseRow.status)).one() == "open"
        assert session.scalars(select(TaskRow.case_id)).one() == "c1"


def test_a_revision_that_fails_changes_nothing(database: Database) -> None:
    _fill(database)
    with pytest.raises(DBAPIError):
        _migrate(database, "DROP TABLE answers", "DROP TABLE no_such_table")
    with database.reading() as session:
        assert session.scalars(select(AnswerRow.value)).one() == "ສົມສີ"


def test_sqlite_refuses_a_revision_that_leaves_a_reference_dangling(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    upgrade(database)
    _fill(database)
    emptied = ("cases", "people", "events", "answers", "case_names", "case_offices", "tasks")
    with pytest.raises(BrokenReferencesError, match="phones"):
        _migrate(database, *(f"DELETE FROM {table}" for table in emptied))  # noqa: S608
    with database.writing() as session:
        assert session.scalars(select(PersonRow.id)).one() == "p1"
        assert session.scalar(sa.text("PRAGMA foreign_keys")) == 1
    database.dispose()
