"""Parallel reviews as their applicant sees them: nobody refused, one office has both."""

from __future__ import annotations

from portal import create_app
from portal.store import cases as case_store
from portal.web.case_steps import holding, steps_of
from tests.world import World


def test_the_review_beside_a_refusal_is_not_needed_any_more(world: World) -> None:
    case = world.case(world.played("construction-permit", "refused"))
    service = world.environment.services.version(case.definition)
    app = create_app(environment=world.environment)
    with app.test_request_context("/"), world.environment.database.reading() as session:
        history = case_store.history(session, case.id)
        states = [(line.title, line.state) for line in steps_of(session, service, case, history)]
    assert states[-3:] == [
        ("ກວດທີ່ດິນ", "done"),
        ("ກວດຜັງເມືອງ ແລະ ແບບກໍ່ສ້າງ", "unneeded"),
        ("ຖືກປະຕິເສດ", "stopped"),
    ]


def test_an_office_that_has_two_reviews_is_named_once(world: World) -> None:
    case_id = world.submitted("construction-permit")
    world.act(case_id, "village.support")
    case = world.case(case_id)
    for task in case.tasks.values():
        world.officer(task.role, task.area)
    service = world.environment.services.version(case.definition)
    app = create_app(environment=world.environment)
    with app.test_request_context("/"), world.environment.database.reading() as session:
        steps = steps_of(session, service, case, case_store.history(session, case_id))
    assert [step.state for step in steps].count("current") == 2
    assert [step.holder for step in holding(steps)] == ["ຫ້ອງວ່າການປົກຄອງເມືອງ ຈັນທະບູລີ"]
