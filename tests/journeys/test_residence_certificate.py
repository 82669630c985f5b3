"""The main job, end to end: a phone in Lao, a village clerk, a district signer, SMS, a certificate that verifies."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import people
from tests.journeys.installation import Installation, installed

pytestmark = pytest.mark.xdist_group("residence_certificate")

PHONE = "020 5555 1234"
VILLAGE = "ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> object:
    with installed(tmp_path_factory.mktemp("portal")) as running:
        running.officer("nongping", "ນາງ ຄຳແພງ", "clerk", "010101")
        running.officer("bonangoua", "ທ້າວ ບຸນມີ", "clerk", "010102")
        running.officer("chanthabuly", "ທ່ານ ສີສະຫວາດ", "signer", "0101")
        yield running


def apply(page: Page, installation: Installation, phone: str = PHONE) -> str:
    """Fill the whole form in and send it; the reference."""
    people.begin(page, installation, "ໃບຢັ້ງຢືນທີ່ຢູ່", phone)
    page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ").fill("ສົມຊາຍ ວົງສາ")
    page.get_by_label("ຊາຍ", exact=True).check()
    people.fill_date(page, "born", 12, 3, 1985)
    page.get_by_label("ເບີໂທລະສັບ").fill("020 5555 1234")
    people.go_on(page)
    people.choose_village(page, "ໜອງປິງ", VILLAGE)
    people.fill_date(page, "since", 1, 1, 2012)
    page.get_by_label("ຂອງຕົນເອງ ຫຼື ຄອບຄົວ").check()
    people.go_on(page)
    expect(page.get_by_text("ສົມຊາຍ ວົງສາ")).to_be_visible()
    return people.send(page)


def test_from_the_phone_to_a_certificate_that_verifies(
    browser: Browser, installation: Installation, tmp_path: Path
) -> None:
    with people.a_browser(browser, installation) as page:
        reference = apply(page, installation)
        assert reference in installation.sms(PHONE, "ໄດ້ຮັບຄຳຮ້ອງ")
        page.goto("/demo/phone")
        expect(page.get_by_text("ໄດ້ຮັບຄຳຮ້ອງ")).to_be_visible()

        with people.at_the_desk(browser, installation, "nongping") as desk:
            desk.get_by_role("link", name=reference).click()
            desk.get_by_role("button", name="ຢັ້ງຢືນ", exact=True).click()
        with people.at_the_desk(browser, installation, "chanthabuly") as desk:
            desk.get_by_role("link", name=reference).click()
            desk.get_by_role("button", name="ເຊັນ", exact=True).click()

        assert reference in installation.sms(PHONE, "ອອກໃບ")
        page.goto(f"/t/{reference}")
        with page.expect_download() as arriving:
            page.get_by_role("link", name="ດາວໂຫຼດ").click()
        paper = tmp_path / "certificate.pdf"
        arriving.value.save_as(paper)

    address = qr_on(paper)
    assert address.startswith(f"{installation.address}/v/")
    with people.a_browser(browser, installation) as anybody:
        anybody.goto(address)
        expect(anybody.get_by_role("heading", name="ໃບນີ້ແມ່ນຂອງແທ້")).to_be_visible()
        expect(anybody.get_by_text("ສົມຊາຍ ວົງສາ")).to_be_visible()


def test_sent_back_corrected_and_signed(browser: Browser, installation: Installation) -> None:
    phone = "020 5555 7777"
    with people.a_browser(browser, installation) as page:
        reference = apply(page, installation, phone)
        with people.at_the_desk(browser, installation, "nongping") as desk:
            desk.get_by_role("link", name=reference).click()
            desk.get_by_role("link", name="ສົ່ງກັບໃຫ້ແກ້ໄຂ").click()
            desk.get_by_label("ອາໄສຢູ່ບ້ານນີ້ຕັ້ງແຕ່ວັນທີ").check()
            desk.locator("[name=note]").fill("ວັນທີບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ")
            desk.locator("main form").last.get_by_role("button").last.click()
        assert "ວັນທີບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ" in installation.sms(phone, "ແກ້ໄຂ")

        page.goto(f"/my/{reference}")
        expect(page.get_by_text("ວັນທີບໍ່ກົງກັບປຶ້ມສຳມະໂນຄົວ").first).to_be_visible()
        page.get_by_role("link", name="ແກ້ໄຂດຽວນີ້").click()
        assert page.locator("[name=full_name]").count() == 0, "only what was sent back is open"
        people.fill_date(page, "since", 1, 5, 1970)
        page.locator("main .govuk-button").last.click()
        expect(page.locator(".govuk-error-summary"), "before the date of birth").to_be_visible()
        assert page.locator("[name=since-year]").input_value() == "1970"
        people.fill_date(page, "since", 1, 5, 2011)
        page.locator("main .govuk-button").last.click()

        with people.at_the_desk(browser, installation, "nongping") as desk:
            desk.get_by_role("link", name=reference).click()
            expect(desk.get_by_text("1 ພຶດສະພາ 2011").first).to_be_visible()
            desk.get_by_role("button", name="ຢັ້ງຢືນ", exact=True).click()
        with people.at_the_desk(browser, installation, "chanthabuly") as desk:
            desk.get_by_role("link", name=reference).click()
            desk.get_by_role("button", name="ເຊັນ", exact=True).click()
        assert reference in installation.sms(phone, "ອອກໃບ")


def test_an_officer_of_another_village_is_told_there_is_no_such_page(
    browser: Browser, installation: Installation
) -> None:
    with people.a_browser(browser, installation) as page:
        reference = apply(page, installation, "020 5555 8888")
    with people.at_the_desk(browser, installation, "nongping") as desk:
        desk.get_by_role("link", name=reference).click()
        address = desk.url
    with people.at_the_desk(browser, installation, "bonangoua") as desk:
        assert desk.get_by_text(reference).count() == 0
        answer = desk.goto(address)
        assert answer is not None
        assert answer.status == 404


def qr_on(paper: Path) -> str:
    """What the QR says on the page as it is printed, at 200 dots an inch."""
    subprocess.run(["pdftoppm", "-r", "200", "-png", str(paper), str(paper.with_suffix(""))], check=True)
    picture = next(paper.parent.glob("certificate-*.png"))
    return subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(picture)], check=True, capture_output=True, text=True
    ).stdout.strip()
