"""Two photos that the phone called alike can be told apart wherever they are listed or taken away."""

from __future__ import annotations

from flask import Flask

from portal.cases import apply, attach
from portal.cases.command import Done
from portal.demo.papers import specimen
from portal.store.columns import new_id
from tests.web.test_citizen_ways import Citizen
from tests.world import World

SERVICE = "construction-permit"


def test_files_of_one_name_are_numbered_in_lists_and_on_the_buttons(world: World, app: Flask) -> None:
    citizen = Citizen(world, app, "+8562055560401")
    case_id = world.draft(SERVICE, citizen.person, title_photo=["IMG.jpg"])
    home = next(one for one in world.service(SERVICE).form if "title_photo" in one.fields)
    _, other = specimen(home.fields["title_photo"].accept, "IMG.jpg", 1)
    second = attach.attach(world.environment, citizen.person, case_id, "title_photo", "IMG.jpg", other)
    answers = {name: value for name, value in world.case(case_id).answers.items() if name in home.fields}
    both = {**answers, "title_photo": [*answers["title_photo"], second]}
    assert isinstance(apply.save_page(world.environment, citizen.person, case_id, home.page, both, new_id()), Done)
    numbered = ["IMG.jpg (1)", "IMG.jpg (2)"]
    page = citizen.open(f"/applications/{case_id}/pages/{home.page}")
    kept = page.select("#at--title_photo .portal-kept")
    assert [one.select("a")[0].get_text() for one in kept] == numbered
    assert [one.select("button span")[0].get_text().strip() for one in kept] == numbered
    check = citizen.open(f"/applications/{case_id}/check")
    assert [one.get_text() for one in check.select("dd a span") if one.get_text() in numbered] == numbered
    assert "plans.pdf (1)" not in check.get_text(), "a name that is there once stands as it is"
