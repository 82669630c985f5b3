"""The web process is killed (SIGKILL) between any two steps: nothing that the citizen saw as saved is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import people
from tests.journeys.installation import Installation, installed
from tests.journeys.test_residence_certificate import VILLAGE

pytestmark = pytest.mark.xdist_group("killed")

PHONE = "020 5555 9999"


@pytest.fixture
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("portal")) as running:
        running.officer("nongping", "ນາງ ຄຳແພງ", "clerk", "010101")
        running.officer("chanthabuly", "ທ່ານ ສີສະຫວາດ", "signer", "0101")
        yield running


def test_nothing_saved_is_lost(browser: Browser, installation: Installation) -> None:
    def killed() -> None:
        installation.kill("web")
        installation.start("web")

    def seen(page: Page, press: Callable[[], object]) -> None:
        """Press, and wait until the page that answers is there: what a person has seen, they rely on."""
        with page.expect_navigation(wait_until="load"):
            press()

    with people.a_browser(browser, installation) as page:
        page.goto("/apply/residence-certificate")
        page.get_by_label("ພິມເບີໂທລະສັບຂອງທ່ານ").fill(PHONE)
        seen(page, page.get_by_role("button", name="ສົ່ງລະຫັດໃຫ້ຂ້ອຍ").click)
        killed()
        page.get_by_label("ພິມລະຫັດ").fill(installation.code(PHONE))
        seen(page, lambda: people.go_on(page))
        killed()
        page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ").fill("ສົມຊາຍ ວົງສາ")
        page.get_by_label("ຊາຍ", exact=True).check()
        seen(page, lambda: people.go_on(page))  # the day of birth is missing: what was typed is kept all the same
        killed()
        page.reload()
        assert page.get_by_label("ຊື່ ແລະ ນາມສະກຸນ").input_value() == "ສົມຊາຍ ວົງສາ"
        assert page.get_by_label("ຊາຍ", exact=True).is_checked()
        people.fill_date(page, "born", 12, 3, 1985)
        page.get_by_label("ເບີໂທລະສັບ").fill(PHONE)
        seen(page, lambda: people.go_on(page))
        killed()
        people.choose_village(page, "ໜອງປິງ", VILLAGE)
        people.fill_date(page, "since", 1, 1, 2012)
        page.get_by_label("ຂອງຕົນເອງ ຫຼື ຄອບຄົວ").check()
        seen(page, lambda: people.go_on(page))
        killed()
        page.reload()
        expect(page.get_by_text("12 ມີນາ 1985")).to_be_visible()
        expect(page.get_by_text(VILLAGE)).to_be_visible()
        reference = people.send(page)
        killed()
        page.reload()
        expect(page.get_by_text(reference).first).to_be_visible()
        assert reference in installation.sms(PHONE, "ໄດ້ຮັບຄຳຮ້ອງ")

        for username, button in (("nongping", "ຢັ້ງຢືນ"), ("chanthabuly", "ເຊັນ")):
            with people.at_the_desk(browser, installation, username) as desk:
                seen(desk, desk.get_by_role("link", name=reference).click)
                killed()
                seen(desk, desk.get_by_role("button", name=button, exact=True).click)
                killed()
        installation.kill("worker")
        installation.start("worker")
        assert reference in installation.sms(PHONE, "ອອກໃບ")
        page.goto(f"/my/{reference}")
        with page.expect_download() as arriving:
            page.get_by_role("link", name="ດາວໂຫຼດ").click()
        assert arriving.value.path().read_bytes().startswith(b"%PDF")
