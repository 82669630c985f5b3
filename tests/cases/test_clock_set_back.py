"""A clock that is set back: numbers stay without a gap and are given once, claims lapse, and work goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError
from sqlalchemy import select

from portal.cases import work
from portal.cases.command import Done
from portal.settings import Settings
from portal.store.columns import new_id
from portal.store.tables import CaseOfficeRow, CertificateRow, MessageRow
from portal.workflow.claim_limit import LONGEST_CLAIM
from tests.world import World

SERVICE = "residence-certificate"
BACK = pytest.mark.parametrize("back", [2, 365], ids=["two days", "a year"])


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


def issue(world: World) -> set[tuple[str, str]]:
    """Issue a certificate and return the roles and offices that worked on it."""
    case_id = world.played(SERVICE, next(iter(world.service(SERVICE).examples)))
    world.work()
    with world.environment.database.reading() as session:
        rows = session.scalars(select(CaseOfficeRow).where(CaseOfficeRow.case_id == case_id))
        return {(row.role, row.area) for row in rows}


def registers(world: World) -> dict[int, list[int]]:
    """The numbers given in each year, in the order of giving; every certificate is of one office."""
    with world.environment.database.reading() as session:
        rows = session.scalars(select(CertificateRow).order_by(CertificateRow.id)).all()
    assert len({row.area for row in rows}) == 1
    assert all(row.made_at for row in rows)
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row.year, []).append(row.serial or 0)
    return found


@BACK
def test_registers_leave_no_number_out_and_give_none_twice(world: World, back: int) -> None:
    issue(world)
    offices = issue(world)
    world.clock.move(days=-back)
    for role, area in offices:
        world.appoint(world.officer(role, area), role, area)
    issue(world)
    world.clock.move(days=back)
    issue(world)
    for numbers in registers(world).values():
        assert numbers == list(range(1, len(numbers) + 1))
    assert sum(map(len, registers(world).values())) == 4


@BACK
def test_messages_go_out_before_the_clock_has_caught_up(world: World, back: int) -> None:
    world.submitted(SERVICE)
    world.clock.move(days=-back)
    world.submitted(SERVICE)
    world.work()
    with world.environment.database.reading() as session:
        assert set(session.scalars(select(MessageRow.status))) == {"sent"}


@BACK
def test_a_claim_lapses_before_the_clock_has_caught_up(world: World, back: int) -> None:
    case_id = world.submitted(SERVICE)
    [task] = world.case(case_id).tasks.values()
    first, second = world.officer(task.role, task.area), world.officer(task.role, task.area, another=True)
    assert isinstance(work.claim(world.environment, first, case_id, task.id, new_id()), Done)
    assert not isinstance(work.claim(world.environment, second, case_id, task.id, new_id()), Done)
    world.clock.move(days=-back)
    world.appoint(second, task.role, task.area)
    assert isinstance(work.claim(world.environment, second, case_id, task.id, new_id()), Done)
    with world.environment.database.reading() as session:
        held = world.case(case_id).tasks[task.id]
        assert session.is_active
    assert held.claimed_by == second
    assert held.claimed_until == world.clock() + timedelta(minutes=world.environment.settings.claim_minutes)


def test_a_claim_holds_as_long_as_the_settings_allow_at_most() -> None:
    longest = LONGEST_CLAIM // timedelta(minutes=1)
    assert Settings(secret_key=SecretStr("k" * 40), claim_minutes=longest).claim_minutes == longest
    with pytest.raises(ValidationError, match="claim_minutes"):
        Settings(secret_key=SecretStr("k" * 40), claim_minutes=longest + 1)
