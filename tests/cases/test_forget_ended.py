"""What has an end is forgotten once it is over, also when nobody comes again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from portal.cases import parking
from portal.cases.forget_ended import forget_ended
from portal.people.sessions import open_session
from portal.people.sign_in import request_code
from portal.store.columns import new_id
from portal.store.tables import MessageRow, ParkedInputRow, SessionRow, SignInCodeRow
from tests.world import World

ENDING = (SignInCodeRow, MessageRow, SessionRow, ParkedInputRow)


def _rows(world: World) -> list[int]:
    with world.environment.database.reading() as session:
        return [session.scalar(select(func.count()).select_from(table)) or 0 for table in ENDING]


def test_nothing_that_has_an_end_outlives_it(world: World) -> None:
    person = world.applicant()
    case_id = world.draft("residence-certificate", person)
    now, settings = world.clock(), world.environment.settings
    with world.environment.database.writing() as session:
        request_code(session, "+8562055551234", "lo", settings, now, browser="theirs")
        open_session(session, "applicant", person, now, timedelta(hours=settings.session_longest_hours))
    kept = parking.park(
        world.environment, new_id(), case_id, "you", {"full_name": ["x"]}, with_files=False, is_known_here=bool
    )
    assert kept
    assert _rows(world) == [1, 1, 1, 1]
    assert forget_ended(world.environment) == 0
    world.clock.move(minutes=61)
    assert forget_ended(world.environment) == 1
    assert _rows(world) == [1, 1, 1, 0]
    world.clock.move(hours=settings.session_longest_hours)
    forget_ended(world.environment)
    assert _rows(world) == [1, 1, 0, 0]
    world.clock.move(days=1)
    forget_ended(world.environment)
    assert _rows(world) == [0, 0, 0, 0]
