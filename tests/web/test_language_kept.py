"""Switching the language in the middle of a form: nothing typed is lost, and nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from portal import create_app
from portal.web.visitors import Kind
from portal.workflow.case import Status
from tests.browser import axe_violations, serving, sideways_overflow, visiting
from tests.visits import sign_in
from tests.world import World

SERVICE = "residence-certificate"
NAME = 'ສົມຊາຍ "ວົງສາ" <ໄຊ>'


@contextmanager
def opened(browser: Browser, world: World, kind: Kind, who: str, path: str) -> Iterator[Page]:
    """A page, open in English in the browser of somebody signed in."""
    app = create_app(environment=world.environment)
    with serving(app) as address, visiting(browser, address, "en") as page:
        sign_in(page.context, app, address, kind, who)
        page.goto(path)
        yield page


def _switch(page: Page, language: str) -> None:
    page.locator(f"header button[lang={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.mark.parametrize("wrong", [False, True], ids=["while typing", "after a mistake"])
def test_a_page_of_answers_stays_as_it_is_typed(browser: Browser, world: World, *, wrong: bool) -> None:
    person = world.applicant("+8562055550301")
    case_id = world.draft(SERVICE, person)
    before = world.events(case_id)
    with opened(browser, world, "applicant", person, f"/applications/{case_id}/pages/you") as page:
        page.locator("[name=full_name]").fill(NAME)
        page.locator("[name=born-day]").fill("31")
        page.locator("[name=born-month]").fill("2")
        if wrong:
            page.locator("main button[value=continue]").click()
        at = page.url.partition("#")[0]
        _switch(page, "lo")
        assert page.url.partition("#")[0] == at
        assert page.locator("[name=full_name]").input_value() == NAME
        assert page.locator("[name=born-day]").input_value() == "31"
        errors = page.locator(".govuk-error-summary__list li").all_inner_texts()
        assert bool(errors) == wrong
        assert all(any("ກ" <= letter <= "ໝ" for letter in said) for said in errors)
        assert axe_violations(page) == []
        assert sideways_overflow(page) == 0
    assert world.events(case_id) == before


def test_the_switch_stands_where_it_does_on_any_page(browser: Browser, world: World) -> None:
    clerk = world.officer("clerk", "010101")
    case_id = world.submitted("residence-certificate")
    tops = []
    for path in ("", f"/tasks/{world.task(case_id, 'village').id}/return"):
        with opened(browser, world, "officer", clerk, f"/desk/cases/{case_id}{path}") as page:
            box = page.locator(".portal-language :is(a, button)").bounding_box()
            assert box is not None
            tops.append((round(box["y"]), round(box["height"])))
    assert tops[0] == tops[1]


def test_enter_goes_on_and_does_not_switch(browser: Browser, world: World) -> None:
    person = world.applicant("+8562055550302")
    case_id = world.draft(SERVICE, person)
    with opened(browser, world, "applicant", person, f"/applications/{case_id}/pages/you") as page:
        page.locator("[name=full_name]").press("Enter")
        page.wait_for_url(lambda url: "/pages/you" not in url)
        expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_correction_and_an_officers_note_stay_too(browser: Browser, world: World) -> None:
    person = world.applicant("+8562055550303")
    case_id = world.submitted(SERVICE, person, village="010101")
    task = world.task(case_id, "village").id
    clerk = world.officer("clerk", "010101")
    with opened(browser, world, "officer", clerk, f"/desk/cases/{case_id}/tasks/{task}/return?only=late") as page:
        page.locator("[name=note]").fill("ກວດວັນທີຄືນ")
        page.locator("input[value=since]").check()
        _switch(page, "lo")
        assert page.locator("[name=note]").input_value() == "ກວດວັນທີຄືນ"
        assert page.locator("input[value=since]").is_checked()
        assert page.url.endswith("/return?only=late")
    assert world.case(case_id).status is Status.WITH_OFFICE
    world.act(case_id, "village.return", officer=clerk, fields=["since"], note="ກວດວັນທີຄືນ")
    where = f"/my/{world.case(case_id).reference}/correct"
    with opened(browser, world, "applicant", person, where) as page:
        page.locator("[name=since-year]").fill("2013")
        _switch(page, "lo")
        assert page.url.endswith("/correct")
        assert page.locator("[name=since-year]").input_value() == "2013"
    assert world.case(case_id).status is Status.WITH_APPLICANT
