"""The desk in a real browser: by keyboard alone, and what is met only when two officers work at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from portal import create_app
from portal.workflow.case import Status
from tests.browser import DESK, SMALLEST, axe_violations, serving, sideways_overflow, visiting
from tests.visits import sign_in
from tests.world import World

VILLAGE = "010101"
MOST_TABS = 60
MOST_KEYS = 5
"""From one case to the next: to the button that decides, on to the link to the next case, and Enter twice."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path)
    yield made
    made.close()


@contextmanager
def at_the_desk(browser: Browser, world: World, language: str = "en", viewport: ViewportSize = DESK) -> Iterator[Page]:
    """The clerk of the village, signed in, with a browser open."""
    app = create_app(environment=world.environment)
    with serving(app) as address, visiting(browser, address, language, viewport) as page:
        sign_in(page.context, app, address, "officer", world.officer("clerk", VILLAGE))
        yield page


def _tab_to(page: Page, name: str) -> int:
    """Press Tab until the link, button or box of this name has the focus; how often that was."""
    for pressed in range(1, MOST_TABS + 1):
        page.keyboard.press("Tab")
        found = page.evaluate(
            """() => {
                const one = document.activeElement;
                const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
                return (label || "").trim().split("\\n")[0];
            }"""
        )
        if found == name:
            return pressed
    raise AssertionError(f"{MOST_TABS} tabs do not reach {name!r}")


def test_a_queue_is_cleared_by_keyboard_alone(browser: Browser, world: World) -> None:
    first = world.submitted("residence-certificate", full_name="ແກ້ວ ອຸດອນ")
    world.clock.move(days=1)
    second = world.submitted("residence-certificate", full_name="ບົວຄຳ ພົມມະຈັນ")
    with at_the_desk(browser, world) as page:
        page.goto("/desk")
        _tab_to(page, "ແກ້ວ ອຸດອນ")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/cases/{first}")
        _tab_to(page, "Confirm")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/cases/{first}?decided=*")
        assert "“Confirm” is done" in page.locator(".govuk-notification-banner").inner_text()
        _tab_to(page, "Next case")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/cases/{second}#*")
        _tab_to(page, "Send back")
        page.keyboard.press("Enter")
        page.wait_for_url("**/return")
        _tab_to(page, "Living there since")
        page.keyboard.press("Space")
        _tab_to(page, "What has to be done")
        page.keyboard.insert_text("ກວດວັນທີຄືນ")
        _tab_to(page, "Send back")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/desk/cases/{second}?decided=*")
        _tab_to(page, "Queue")
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk")
    assert world.case(first).step == "district"
    assert world.case(second).status is Status.WITH_APPLICANT


def test_a_case_takes_few_keys(browser: Browser, world: World) -> None:
    cases = []
    for _ in range(3):
        cases.append(world.submitted("residence-certificate"))
        world.clock.move(minutes=10)
    keys = []
    with at_the_desk(browser, world) as page:
        page.goto(f"/desk/cases/{cases[0]}")
        for case_id, following in pairwise(cases):
            pressed = _tab_to(page, "Confirm") + 1
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/desk/cases/{case_id}?decided=*")
            pressed += _tab_to(page, "Next case") + 1
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/desk/cases/{following}#*")
            keys.append(pressed)
    assert keys[1] <= MOST_KEYS, keys


@pytest.mark.parametrize("viewport", [SMALLEST, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("language", ["lo", "en"])
def test_what_was_written_too_late_is_shown_without_a_barrier(
    browser: Browser, world: World, language: str, viewport: ViewportSize
) -> None:
    case_id = world.submitted("residence-certificate")
    note = "ວັນທີຍ້າຍເຂົ້າບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ ກະລຸນາກວດຄືນ"
    with at_the_desk(browser, world, language, viewport) as page:
        page.goto(f"/desk/cases/{case_id}/tasks/{world.task(case_id, 'village').id}/return")
        page.locator("input[value=since]").check()
        page.locator("[name=note]").fill(note)
        world.act(case_id, "village.confirm", officer=world.officer("clerk", VILLAGE, another=True))
        page.locator("main form button").last.click()
        assert note in page.locator("main").inner_text()
        assert axe_violations(page) == []
        assert sideways_overflow(page) == 0
        page.locator("main a.govuk-button").last.click()
        page.wait_for_url(f"**/desk/cases/{case_id}")


def test_a_double_click_decides_once(browser: Browser, world: World) -> None:
    case_id = world.submitted("residence-certificate")
    with at_the_desk(browser, world) as page:
        page.goto(f"/desk/cases/{case_id}")
        page.get_by_role("button", name="Confirm").dblclick()
        page.wait_for_url("**?decided=*")
        assert page.locator(".govuk-notification-banner").count() == 1
        assert "“Confirm” is done" in page.locator(".govuk-notification-banner").inner_text()
    assert world.case(case_id).step == "district"


_PARTED_OFFICES = """() => [...document.querySelectorAll(".portal-officer p > span")]
    .filter(one => one.getBoundingClientRect().height > 1.5 * parseFloat(getComputedStyle(one).lineHeight))
    .map(one => one.innerText)"""


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_office_of_an_officer_is_parted_between_lines(
    browser: Browser, world: World, language: str, width: int
) -> None:
    officer = world.officer("clerk", VILLAGE)
    for area in ("010102", "0101", "01"):
        world.appoint(officer, "clerk", area)
    with at_the_desk(browser, world, language, {"width": width, "height": 740}) as page:
        page.goto("/desk")
        assert page.locator(".portal-officer p > span").count() == 4
        assert page.evaluate(_PARTED_OFFICES) == []
        assert sideways_overflow(page) == 0
