"""Overdue tasks go up, whatever is wrong with the cases of others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import structlog
from sqlalchemy import update

from portal.cases import escalate
from portal.cases.command import carry_out
from portal.cases.escalate import escalate_overdue
from portal.store.cases import CaseConflict
from portal.store.tables import EventRow, TaskRow
from tests.cases.shelves import changed
from tests.world import World

RESIDENCE = "residence-certificate"
SIGNATURE = "    within: 2 working days\n"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A country in which a district's signature that is late goes up to the province."""
    world = World(
        tmp_path, services=changed(tmp_path, RESIDENCE, (SIGNATURE, SIGNATURE + "    late: {to: province}\n"))
    )
    yield world
    world.close()


def at_the_district(world: World, count: int) -> list[str]:
    """So many cases with the district, in the order in which they are looked at."""
    cases = [world.submitted(RESIDENCE) for _ in range(count)]
    for case_id in cases:
        world.act(case_id, "village.confirm")
    return sorted(cases)


def test_a_case_that_cannot_be_read_stops_no_other(world: World) -> None:
    broken, *others = at_the_district(world, 3)
    with world.environment.database.writing() as session:
        session.execute(update(EventRow).where(EventRow.case_id == broken).values(data={"secret": "words"}))
    world.clock.move(days=7)
    with structlog.testing.capture_logs() as lines:
        assert escalate_overdue(world.environment) == 2
    assert [world.task(case_id, "district").area for case_id in others] == ["01", "01"]
    told = [line for line in lines if line["event"] == "case_not_escalated"]
    assert [line["case"] for line in told] == [broken]
    assert "words" not in str(lines)


def test_cases_that_cannot_go_up_starve_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escalate, "BATCH", 1)
    *early, last = at_the_district(world, 3)
    world.clock.move(days=7)
    assert escalate_overdue(world.environment) == 3
    with world.environment.database.writing() as session:  # as if they were late, which their deadlines deny
        session.execute(update(TaskRow).where(TaskRow.case_id.in_(early)).values(goes_up=True, due=date(2026, 1, 1)))
    late = at_the_district(world, 1)
    assert late[0] > last
    world.clock.move(days=7)
    assert escalate_overdue(world.environment) == 1
    assert world.task(late[0], "district").area == "01"


def test_somebody_who_was_quicker_stops_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    quick, other = at_the_district(world, 2)
    world.clock.move(days=7)

    def overtaken(session, environment, case, *rest):  # type: ignore[no-untyped-def]
        if case.id == quick:
            raise CaseConflict(case.id)
        return carry_out(session, environment, case, *rest)

    monkeypatch.setattr(escalate, "carry_out", overtaken)
    assert escalate_overdue(world.environment) == 1
    assert world.task(other, "district").area == "01"
