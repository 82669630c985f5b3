"""What the queue's page asks of the database does not grow with what stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select

from portal import create_app
from portal.store.tables import AreaRow
from tests.visits import client_of
from tests.world import World

DISTRICT = "0101"


@contextmanager
def counted(world: World) -> Iterator[list[str]]:
    """The statements that the database is given while the block runs."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    engine = world.environment.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_a_page_of_many_villages_costs_as_many_statements_as_one_of_one_village(world: World) -> None:
    client = client_of(create_app(environment=world.environment), "officer", world.officer("signer", DISTRICT))
    with world.environment.database.reading() as session:
        villages = list(session.scalars(select(AreaRow.code).where(AreaRow.parent == DISTRICT).limit(6)))
    asked = []
    for village in villages:
        world.act(world.submitted("residence-certificate", village=village), "village.confirm")
        with counted(world) as statements:
            page = client.get("/desk")
        assert page.status_code == 200
        asked.append(len(statements))
    assert page.text.count('<th scope="row"') == len(villages)
    assert asked[0] == asked[-1], asked
