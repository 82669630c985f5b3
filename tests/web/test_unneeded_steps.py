"""A step that nobody refused is not shown as stopped."""

from __future__ import annotations

from portal import create_app
from portal.web.case_steps import steps_of
from tests.world import World


def test_the_review_beside_a_refusal_is_not_needed_any_more(world: World) -> None:
    case = world.case(world.played("construction-permit", "refused"))
    service = world.environment.services.version(case.definition)
    app = create_app(environment=world.environment)
    with app.test_request_context("/"), world.environment.database.reading() as session:
        states = [(line.title, line.state) for line in steps_of(session, service, case)]
    assert states[-3:] == [
        ("ກວດທີ່ດິນ", "done"),
        ("ກວດຜັງເມືອງ ແລະ ແບບກໍ່ສ້າງ", "unneeded"),
        ("ຖືກປະຕິເສດ", "stopped"),
    ]
