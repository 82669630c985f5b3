"""A certificate is registered at the office that signed it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from portal.cases.escalate import escalate_overdue
from portal.store.tables import CertificateRow
from tests.cases.shelves import changed
from tests.world import World

RESIDENCE = "residence-certificate"
SIGNATURE = "    within: 2 working days\n"


def test_after_a_task_went_up_the_office_it_went_to(tmp_path: Path) -> None:
    goes_up = (SIGNATURE, SIGNATURE + "    late:   {to: province}\n")
    world = World(tmp_path, services=changed(tmp_path, RESIDENCE, goes_up))
    case_id = world.submitted(RESIDENCE)
    world.act(case_id, "village.confirm")
    assert world.task(case_id, "district").area == "0101"
    world.clock.move(days=7)
    assert escalate_overdue(world.environment) == 1
    assert escalate_overdue(world.environment) == 0
    officer = world.act(case_id, "district.sign")
    with world.environment.database.reading() as session:
        ordered = session.scalars(select(CertificateRow)).one()
    assert (ordered.area, ordered.signed_by) == ("01", officer)
    world.work()
    with world.environment.database.reading() as session:
        made = session.scalars(select(CertificateRow)).one()
    assert (made.number or "").split("/")[1] == "01"
    world.close()
