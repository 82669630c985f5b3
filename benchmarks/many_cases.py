"""Many cases, fast: a few are made through the use cases, and the rest are copies of their rows.

A copy has ids, a reference, an applicant, a name and a place of its own; its digests are worked out anew. So its rows
agree with one another as those of a real case do: the events replay to the case's row and its open tasks.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from sqlalchemy import Connection, insert, select
from sqlalchemy.orm import Session, aliased

from benchmarks.case_pattern import CasePattern, Copy, Place
from portal.demo.names import FAMILIES, MEN, WOMEN
from portal.people.phones import phone_digest
from portal.store.columns import new_id
from portal.store.tables import AreaRow, Base
from tests.world import World

CASES_A_VILLAGE: Final = 125
"""A million cases fill eight thousand villages of the country's nearly nine thousand."""
CASES_A_PERSON: Final = 4
BATCH: Final = 1_000
"""Cases of one transaction."""


@dataclass(frozen=True)
class Kind:
    """Cases that stand alike: an example of a service after some of its actions, or (None) not yet handed in."""

    service: str
    example: str
    actions: int | None
    share: int
    """How many of a hundred cases are of this kind."""


KINDS: Final = (
    Kind("residence-certificate", "granted", None, 5),
    Kind("residence-certificate", "granted", 0, 34),
    Kind("residence-certificate", "granted", 1, 20),
    Kind("residence-certificate", "corrected", 1, 5),
    Kind("residence-certificate", "refused", 1, 20),
    Kind("construction-permit", "granted", 0, 6),
    Kind("construction-permit", "granted", 1, 6),
    Kind("construction-permit", "granted", 3, 4),
)


def places_for(session: Session, cases: int) -> list[Place]:
    """Villages, district after district, for so many cases."""
    above = aliased(AreaRow)
    lying = (
        select(AreaRow.code, AreaRow.parent, above.parent)
        .join(above, AreaRow.parent == above.code)
        .where(AreaRow.level == "village", above.parent.is_not(None))
        .order_by(AreaRow.code)
    )
    villages = [Place(village, str(district), str(province)) for village, district, province in session.execute(lying)]
    return villages[: max(cases // CASES_A_VILLAGE, 1)]


def fill(world: World, cases: int, places: Sequence[Place], advance: Callable[[int], None]) -> None:
    """Bring `cases` cases into the world's database, spread over the places by chance (the same each time).

    `advance` is told how many came with each step.
    """
    patterns = [CasePattern(world, _case_of(world, kind)) for kind in KINDS]
    chance = random.Random("many cases")
    order = chance.choices(patterns, [kind.share for kind in KINDS], k=cases)
    copies = _copies(world, order, places, chance)
    while batch := list(islice(copies, BATCH)):
        with world.environment.database.engine.begin() as connection:
            _insert(connection, batch)
        advance(sum(copy.is_case for copy in batch))


def _insert(connection: Connection, batch: Sequence[Copy]) -> None:
    for table in Base.metadata.sorted_tables:
        rows = [row for copy in batch for row in copy.rows.get(table, ())]
        if rows:
            connection.execute(insert(table), rows)


def _copies(
    world: World, order: Sequence[CasePattern], places: Sequence[Place], chance: random.Random
) -> Iterator[Copy]:
    people, phones = Base.metadata.tables["people"], Base.metadata.tables["phones"]
    secret = world.environment.settings.secret_key.get_secret_value()
    person = ""
    for number, pattern in enumerate(order):
        if number % CASES_A_PERSON == 0:
            person, phone = new_id(), f"+85630{number // CASES_A_PERSON + 1_000_000:07}"
            known = {"created_at": world.clock()}
            row = {"person_id": person, "digest": phone_digest(phone, secret), "number": phone}
            yield Copy(
                {people: [{"id": person, "language": "lo", **known}], phones: [{"id": new_id(), **row, **known}]}, False
            )
        yield pattern.copy(number, person, chance.choice(places), _name(chance))


def _name(chance: random.Random) -> str:
    return f"{chance.choice(chance.choice((MEN, WOMEN)))[0]} {chance.choice(FAMILIES)[0]}"


def _case_of(world: World, kind: Kind) -> str:
    if kind.actions is None:
        return world.draft(kind.service, example=kind.example)
    case_id = world.submitted(kind.service, example=kind.example)
    for step in world.service(kind.service).examples[kind.example].actions[: kind.actions]:
        assert step.do is not None, "the examples' first actions are an officer's"
        world.act(case_id, step.do, fields=step.fields, note=step.note, reason=step.reason)
    return case_id
