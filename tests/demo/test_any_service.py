"""The demo knows no service: one it has never seen, with odd turns in its workflow, gets officers and cases too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.demo.load import appoint_missing
from portal.store import cases as case_store
from portal.store.tables import AppointmentRow, CaseRow, OfficerRow, TaskRow
from tests.demo.making import DemoMade, make_demo, password_of

pytestmark = pytest.mark.xdist_group("demo-data")

SERVICES = Path(__file__).parent / "services"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DemoMade]:
    made = make_demo(tmp_path_factory.mktemp("demo"), 40, SERVICES)
    yield made
    made.environment.database.dispose()


def test_every_step_and_end_is_reached(demo: DemoMade) -> None:
    with demo.environment.database.reading() as session:
        paths = set(session.scalars(select(TaskRow.path)))
        statuses = {
            (status, step)
            for status, step in session.execute(select(CaseRow.status, CaseRow.step))
            if status != "draft"
        }
    assert paths == {"first", "second", "panel.a", "panel.b", "panel.c"}
    assert {("ended", "granted"), ("ended", "refused"), ("ended", "withdrawn"), ("with-applicant", "first")} <= statuses


def test_four_eyes_have_a_second_officer_of_the_same_post(demo: DemoMade) -> None:
    with demo.environment.database.reading() as session:
        usernames = set(
            session.scalars(
                select(OfficerRow.username)
                .join(AppointmentRow, AppointmentRow.officer_id == OfficerRow.id)
                .where(AppointmentRow.area == "0101", AppointmentRow.role == "orchid_signer")
            )
        )
        signed = [
            {deed.path: deed.officer for deed in case.deeds}
            for case_id in session.scalars(select(CaseRow.id).where(CaseRow.step == "granted"))
            if (case := case_store.load(session, case_id))
        ]
    assert usernames == {"chanthabuly-orchid-signer", "chanthabuly-orchid-signer-2"}
    assert signed
    assert all(deeds["first"] != deeds["second"] for deeds in signed)


def test_what_is_late_goes_to_an_officer_who_is_there(demo: DemoMade) -> None:
    with demo.environment.database.reading() as session:
        gone_up = session.scalars(select(TaskRow).where(TaskRow.escalated.is_(True))).all()
        chiefs = session.scalars(select(AppointmentRow.area).where(AppointmentRow.role == "orchid_chief")).all()
    assert gone_up
    assert {task.area for task in gone_up} <= set(chiefs)


def test_officers_for_a_service_that_comes_later_are_added_once(tmp_path: Path) -> None:
    services = tmp_path / "services"
    services.mkdir()
    demo = make_demo(tmp_path / "demo", 0, services)
    assert demo.made.cases == 0
    (services / "orchid-licence").symlink_to(SERVICES / "orchid-licence")
    later = make_environment_again(demo, services)
    for _ in range(2):
        appoint_missing(later.environment, password_of(demo.home))
        with later.environment.database.reading() as session:
            assert session.scalar(select(func.count()).select_from(OfficerRow)) == 3 * 3 + 2 * 3
    later.environment.database.dispose()


def make_environment_again(demo: DemoMade, services: Path) -> DemoMade:
    """The same demo, after a restart."""
    from portal import create_environment

    demo.environment.database.dispose()
    settings = demo.environment.settings.model_copy(update={"services_dir": services})
    return DemoMade(demo.home, create_environment(settings), demo.made)
