"""What people do in the browser: a citizen with a phone, an officer at the desk. They read Lao and use no script."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page
from reportlab.pdfgen.canvas import Canvas

from tests.browser import DESK, PHONE
from tests.journeys.installation import PASSWORD, Installation

CONTINUE = "ສືບຕໍ່"


@contextmanager
def a_browser(browser: Browser, installation: Installation, viewport: Any = PHONE) -> Iterator[Page]:
    """A fresh browser of one person, with scripts switched off."""
    context = browser.new_context(
        viewport=viewport, base_url=installation.address, java_script_enabled=False, locale="lo-LA"
    )
    context.set_default_timeout(15_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def sign_in_by_phone(page: Page, installation: Installation, phone: str) -> None:
    """From any page that asks for the phone number, to the page behind it."""
    page.get_by_label("ພິມເບີໂທລະສັບຂອງທ່ານ").fill(phone)
    page.get_by_role("button", name="ສົ່ງລະຫັດໃຫ້ຂ້ອຍ").click()
    page.get_by_label("ພິມລະຫັດ").fill(installation.code(phone))
    page.get_by_role("button", name=CONTINUE, exact=True).click()


def begin(page: Page, installation: Installation, service: str, phone: str, *beforehand: str) -> None:
    """From the front page to the first page of a service's form, by the options that are chosen before it."""
    page.goto("/")
    page.get_by_role("link", name=service).click()
    page.get_by_role("link", name="ເລີ່ມ").click()
    for option in beforehand:
        page.get_by_label(option, exact=True).check()
        go_on(page)
    if beforehand:
        page.get_by_role("link", name="ໄປຍື່ນຄຳຮ້ອງ").click()
    sign_in_by_phone(page, installation, phone)


def go_on(page: Page) -> None:
    """Press Continue."""
    page.get_by_role("button", name=CONTINUE, exact=True).last.click()


def fill_date(page: Page, field: str, day: int, month: int, year: int) -> None:
    """Type a day into its three boxes."""
    for part, value in (("day", day), ("month", month), ("year", year)):
        page.locator(f"[name={field}-{part}]").fill(str(value))


def choose_village(page: Page, typed: str, full_name: str, field: str = "village") -> None:
    """Look a village up by name and choose it among the matches."""
    page.locator(f"[name={field}-search]").fill(typed)
    page.get_by_role("button", name="ຊອກຫາ").click()
    page.get_by_label(full_name).check()


def send(page: Page) -> str:
    """From the check page: send, and read the reference off the confirmation."""
    page.get_by_role("button", name="ຢືນຢັນ ແລະ ສົ່ງ").click()
    return page.locator(".portal-reference").first.inner_text()


@contextmanager
def at_the_desk(browser: Browser, installation: Installation, username: str) -> Iterator[Page]:
    """An officer, signed in, before their queue."""
    with a_browser(browser, installation, DESK) as page:
        page.goto("/desk")
        page.locator("[name=username]").fill(username)
        page.locator("[name=password]").fill(PASSWORD)
        page.locator("main button").click()
        yield page


def photo(path: Path) -> Path:
    """A photograph to upload."""
    image = Image.new("RGB", (1200, 900), (214, 205, 180))
    ImageDraw.Draw(image).rectangle((100, 100, 1100, 800), outline=(90, 70, 40), width=12)
    image.save(path, "JPEG")
    return path


def pdf(path: Path) -> Path:
    """A PDF to upload."""
    canvas = Canvas(str(path))
    canvas.drawString(100, 700, "Plans")
    canvas.save()
    return path
