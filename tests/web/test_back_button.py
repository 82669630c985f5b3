"""The phone's Back button: what the browser puts back by a control's name never becomes an answer nobody gave."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.browser import serving, visiting
from tests.visits import sign_in
from tests.world import World

FIND, MARKED = "[value^='find:village']", ".portal-matches input:checked"


@pytest.fixture(scope="module")
def address(app: Flask) -> Iterator[str]:
    with serving(app) as address:
        yield address


@contextmanager
def _at(world: World, app: Flask, address: str, browser: Browser, case_id: str, path: str) -> Iterator[Page]:
    person = world.case(case_id).applicant
    with visiting(browser, address) as page:
        sign_in(page.context, app, address, "applicant", person)
        page.goto(path)
        yield page


def _look_for(page: Page, name: str) -> None:
    page.locator("[name=village-search]").fill(name)
    page.locator(FIND).first.click()
    page.wait_for_load_state()


def test_back_marks_no_village_of_another_list(world: World, app: Flask, address: str, browser: Browser) -> None:
    case_id = world.draft("residence-certificate", world.applicant("+8562055540001"))
    before = world.case(case_id).answers["village"]
    path = f"/applications/{case_id}/pages/home"
    with _at(world, app, address, browser, case_id, path) as page:
        _look_for(page, "ໂພນໄຊ")
        page.locator(".portal-matches input").nth(1).check()
        chosen = page.locator(MARKED).get_attribute("value")
        _look_for(page, "ໜອງບົວ")
        assert page.locator(MARKED).count() == 0
        page.go_back(wait_until="load")
        found = [one.get_attribute("value") for one in page.locator(MARKED).all()]
        assert found in ([], [chosen]), "a village that nobody chose is marked"
        page.locator("main [value=continue]").click()
        page.wait_for_load_state()
        assert world.case(case_id).answers["village"] in {before, chosen}


def test_back_moves_no_answer_to_another_row(world: World, app: Flask, address: str, browser: Browser) -> None:
    uses = ("living", "trade", "store")
    case_id = world.draft(
        "construction-permit",
        world.applicant("+8562055540002"),
        parts=[{"use": use, "floors": place, "area": 10 * place} for place, use in enumerate(uses, start=1)],
    )
    with _at(world, app, address, browser, case_id, f"/applications/{case_id}/pages/building") as page:
        page.locator("[value^='remove:parts']").nth(1).click()
        page.wait_for_load_state()
        page.go_back(wait_until="load")
        page.locator("main [value=continue]").click()
        page.wait_for_load_state()
    left = [(part["use"], part["floors"]) for part in world.case(case_id).answers["parts"]]
    assert left in ([("living", 1), ("store", 3)], [("living", 1), ("trade", 2), ("store", 3)]), left


def test_back_chooses_no_village_from_the_lists(world: World, app: Flask, address: str, browser: Browser) -> None:
    case_id = world.draft("residence-certificate", world.applicant("+8562055540004"))
    path = f"/applications/{case_id}/pages/home"
    with _at(world, app, address, browser, case_id, path) as page:
        page.locator("summary").click()
        for box, code in (("province", "01"), ("district", "0102")):
            page.locator(f"[name=village-{box}]").select_option(code)
            page.locator(FIND).last.click()
            page.wait_for_load_state()
        page.locator("[name^=village-listed]").select_option("010201")
        _look_for(page, "ໜອງບົວ")
        page.go_back(wait_until="load")
        page.locator("main [value=continue]").click()
        page.wait_for_load_state()
    assert world.case(case_id).answers["village"] != "010201", "given up for another name"


def test_back_brings_typing_that_was_not_sent(world: World, app: Flask, address: str, browser: Browser) -> None:
    case_id = world.draft("residence-certificate", world.applicant("+8562055540003"))
    with _at(world, app, address, browser, case_id, f"/applications/{case_id}/pages/you") as page:
        page.locator("[name=full_name]").fill("ນາງ ບົວພາ")
        page.locator("[name=phone]").fill("020 5554 9999")
        page.goto("/help")
        page.go_back(wait_until="load")
        assert page.locator("[name=full_name]").input_value() == "ນາງ ບົວພາ"
        assert page.locator("[name=phone]").input_value() == "020 5554 9999"
