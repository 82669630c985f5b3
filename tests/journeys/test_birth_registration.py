"""A birth at home, reported on a phone in Lao: what is asked follows from the answers; the district registers it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from portal import create_app
from portal.settings import ROOT
from portal.store.tables import CaseRow
from tests.browser import serving, sideways_overflow, visiting
from tests.journeys import people
from tests.visits import sign_in
from tests.world import World

NONGPING = "ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ"


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, services=ROOT / "services")
    made.staffed("birth-registration", "010101")
    yield made
    made.close()


def test_a_birth_at_home_is_reported_on_a_phone_and_registered(browser: Browser, world: World, tmp_path: Path) -> None:
    app, mother = create_app(environment=world.environment), world.applicant()
    with serving(app) as address, visiting(browser, address) as page:
        page.set_default_timeout(15_000)
        sign_in(page.context, app, address, "applicant", mother)
        page.goto("/services/birth-registration")
        page.get_by_role("link", name="ເລີ່ມ").click()
        page.locator("main form button").click()
        _report(page, world, people.photo(tmp_path / "paper.jpg"))
        expect(page.get_by_text("ຈົດທະບຽນຊ້າກວ່າ 30 ວັນ"), "reported in time").to_have_count(0)
        _look_back_at_the_parents(page)
        expect(page.get_by_text("10.000 ກີບ").first).to_be_visible()
        assert sideways_overflow(page) == 0
        reference = people.send(page)

        case_id = _only_case(world)
        assert world.case(case_id).reference == reference
        world.act(case_id, "village.confirm")
        world.act(case_id, "district.register", entry="214/2026")
        world.work()
        page.goto(f"/t/{reference}")
        expect(page.get_by_role("link", name="ດາວໂຫຼດ")).to_be_visible()


def _report(page: Page, world: World, paper: Path) -> None:
    """Every page of the form, for a birth ten days ago at home, without a father's name."""
    born = world.environment.today() - timedelta(days=10)
    page.locator("[name=child_name]").fill("ດາວອນ ວົງສາ")
    page.get_by_label("ຍິງ", exact=True).check()
    people.fill_date(page, "born", born.day, born.month, born.year)
    people.go_on(page)
    page.get_by_label("ເຮືອນ", exact=True).check()
    people.choose_village(page, "ໜອງປິງ", NONGPING, "birth_village")
    people.go_on(page)
    expect(page.get_by_role("heading", name="ຜູ້ເຫັນການເກີດ")).to_be_visible()
    page.get_by_label("ໝໍຕຳແຍ").check()
    page.locator("[name=seen_by]").fill("ຕຸ້ຍ ສີສຸລາດ")
    page.locator("[name=birth_paper]").set_input_files(paper)
    people.go_on(page)
    page.locator("[name=mother_name]").fill("ບົວຄຳ ວົງສາ")
    page.locator("[name=father_named][value=no]").check()
    page.locator("[name=family_book]").set_input_files(paper)
    people.go_on(page)
    page.get_by_label("ແມ່", exact=True).check()
    people.choose_village(page, "ໜອງປິງ", NONGPING)
    people.go_on(page)
    expect(page.get_by_role("heading", name="ກວດຄືນຄຳຕອບກ່ອນສົ່ງ")).to_be_visible()


def _look_back_at_the_parents(page: Page) -> None:
    """From the check to the page of the parents, where everything stands as it was answered, and back."""
    page.locator("a[href*='/pages/parents']").first.click()
    expect(page.locator("[name=mother_name]")).to_have_value("ບົວຄຳ ວົງສາ")
    expect(page.locator("[name=father_named][value=no]")).to_be_checked()
    people.go_on(page)


def _only_case(world: World) -> str:
    with world.environment.database.reading() as session:
        return session.scalars(select(CaseRow.id)).one()
