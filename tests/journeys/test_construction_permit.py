"""The construction permit: a village's opinion, two reviews at the same time, a signature of the province."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import people
from tests.journeys.installation import Installation, installed

pytestmark = pytest.mark.xdist_group("construction_permit")

PHONE = "020 5555 4321"
VILLAGE = "ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("portal")) as running:
        running.officer("nongping", "ນາງ ຄຳແພງ", "clerk", "010101")
        running.officer("land", "ທ້າວ ບຸນມີ", "land_officer", "0101")
        running.officer("planning", "ນາງ ດາວອນ", "planner", "0101")
        running.officer("capital", "ທ່ານ ສີສະຫວາດ", "signer", "01")
        yield running


def apply(page: Page, installation: Installation, folder: Path, phone: str = PHONE) -> str:
    """Fill the form in: two parts of the building, two uploads, a fee that follows from the floor area."""
    people.begin(page, installation, "ໃບອະນຸຍາດປຸກສ້າງ", phone, "ຕົນເອງ ຫຼື ຄອບຄົວ", "ເຮືອນຢູ່ອາໄສ")
    page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ").fill("ບົວຄຳ ພົມມະຈັນ")
    page.get_by_label("ເລກບັດປະຈຳຕົວ").fill("01-123456")
    page.get_by_label("ເບີໂທລະສັບ").fill(phone)
    people.go_on(page)
    people.choose_village(page, "Nongping", VILLAGE)
    page.get_by_label("ເລກທີໃບຕາດິນ").fill("12345")
    page.locator("[name=title_photo]").set_input_files(people.photo(folder / "title.jpg"))
    people.go_on(page)
    expect(page.get_by_label("ເຮືອນຢູ່ອາໄສ"), "it was answered before the form").to_be_checked()
    fill_part(page, 0, "living", "2", "120")
    page.get_by_role("button", name="ເພີ່ມອີກ").click()
    fill_part(page, 1, "store", "1", "30,5")
    page.get_by_role("button", name="ເພີ່ມອີກ").click()
    page.locator("[name=plans]").set_input_files(people.pdf(folder / "plans.pdf"))
    page.get_by_role("button", name="ລຶບລາຍການທີ 3").click()
    expect(page.get_by_role("link", name="plans.pdf"), "the upload was kept while a row was taken out").to_be_visible()
    people.go_on(page)
    expect(page.get_by_text("270,5 ຕາແມັດ")).to_be_visible()
    expect(page.get_by_text("405.750 ກີບ")).to_be_visible()
    return people.send(page)


def fill_part(page: Page, row: int, use: str, floors: str, area: str) -> None:
    page.locator(f"[name=parts-{row}-use][value={use}]").check()
    page.locator(f"[name=parts-{row}-floors]").fill(floors)
    page.locator(f"[name=parts-{row}-area]").fill(area)


def act(browser: Browser, installation: Installation, username: str, reference: str, button: str) -> None:
    with people.at_the_desk(browser, installation, username) as desk:
        desk.get_by_role("link", name=reference).click()
        desk.get_by_role("button", name=button, exact=True).click()
        desk.locator(".govuk-notification-banner--success").wait_for()


def waits_for(browser: Browser, installation: Installation, username: str, reference: str) -> bool:
    with people.at_the_desk(browser, installation, username) as desk:
        return desk.get_by_role("link", name=reference).count() == 1


def test_two_reviews_at_once_then_the_signature(browser: Browser, installation: Installation, tmp_path: Path) -> None:
    with people.a_browser(browser, installation) as page:
        reference = apply(page, installation, tmp_path)
        act(browser, installation, "nongping", reference, "ເຫັນດີ")
        assert waits_for(browser, installation, "land", reference)
        assert waits_for(browser, installation, "planning", reference)

        act(browser, installation, "planning", reference, "ເຫັນດີ")
        assert not waits_for(browser, installation, "capital", reference), "one review is still to come"
        page.goto(f"/my/{reference}")
        assert page.locator("[aria-current=step]").count() == 1
        expect(page.locator("[aria-current=step]").get_by_text("ກວດທີ່ດິນ")).to_be_visible()

        act(browser, installation, "land", reference, "ເຫັນດີ")
        act(browser, installation, "capital", reference, "ເຊັນອະນຸຍາດ")
        assert reference in installation.sms(PHONE, "ອອກໃບ")
        page.goto(f"/my/{reference}")
        expect(page.get_by_role("link", name="ດາວໂຫຼດ")).to_be_visible()


def test_who_cannot_apply_is_told_what_to_do_and_changes_the_answer(
    browser: Browser, installation: Installation
) -> None:
    with people.a_browser(browser, installation) as page:
        page.goto("/")
        page.get_by_role("link", name="ໃບອະນຸຍາດປຸກສ້າງ").click()
        expect(page.get_by_role("heading", name="ສິ່ງທີ່ພວກເຮົາຖາມກ່ອນ")).to_be_visible()
        page.get_by_role("link", name="ເລີ່ມ").click()
        page.get_by_label("ຕົນເອງ ຫຼື ຄອບຄົວ").check()
        people.go_on(page)
        page.get_by_label("ພຽງແຕ່ສ້ອມແປງ").check()
        people.go_on(page)
        expect(page.get_by_role("heading", name="ທ່ານຍັງຍື່ນຄຳຮ້ອງນີ້ບໍ່ໄດ້")).to_be_visible()
        expect(page.get_by_text("ບໍ່ຕ້ອງມີໃບອະນຸຍາດ")).to_be_visible()
        page.go_back()
        expect(page.get_by_label("ພຽງແຕ່ສ້ອມແປງ"), "the browser's own way back asks nothing").to_be_checked()
        page.go_forward()
        page.get_by_role("link", name="ແກ້ໄຂ ທ່ານຈະປຸກສ້າງຫຍັງ").click()
        page.get_by_label("ເຮືອນຢູ່ອາໄສ").check()
        people.go_on(page)
        expect(page.get_by_role("heading", name="ທ່ານຍື່ນຄຳຮ້ອງນີ້ໄດ້")).to_be_visible()
        page.get_by_role("button", name="ລຶບດຽວນີ້").click()
        expect(page).to_have_url(f"{installation.address}/services/construction-permit")


def test_a_second_application_is_filled_in_by_choice(
    browser: Browser, installation: Installation, tmp_path: Path
) -> None:
    phone = "020 5555 4399"
    with people.a_browser(browser, installation) as page:
        reference = apply(page, installation, tmp_path, phone)
        page.goto("/")
        page.get_by_role("link", name="ໃບຢັ້ງຢືນທີ່ຢູ່").click()
        page.get_by_role("link", name="ເລີ່ມ").click()
        page.get_by_role("button", name="ເລີ່ມຍື່ນຄຳຮ້ອງ").click()
        expect(page.get_by_role("heading", name="ໃຊ້ຄຳຕອບທີ່ເຄີຍຕອບແລ້ວບໍ")).to_be_visible()
        expect(page.get_by_text(reference).first).to_be_visible()
        page.get_by_role("button", name=f"ໃຊ້ຄຳຕອບເຫຼົ່ານີ້ {reference}").click()
        expect(page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ")).to_have_value("ບົວຄຳ ພົມມະຈັນ")
        expect(page.get_by_text("ດ້ວຍຄຳຕອບຂອງຄຳຮ້ອງ")).to_be_visible()
        page.get_by_label("ຍິງ").check()
        people.fill_date(page, "born", 30, 11, 1999)
        people.go_on(page)
        expect(page.get_by_label(VILLAGE), "the village of the permit").to_be_checked()
        page.get_by_role("button", name="ລຶບຄຳຕອບທີ່ຕື່ມໃຫ້").click()
        expect(page.get_by_label(VILLAGE)).to_have_count(0)
        page.get_by_role("button", name="ກັບຄືນ").click()
        expect(page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ"), "what was sent stays").to_have_value("ບົວຄຳ ພົມມະຈັນ")
