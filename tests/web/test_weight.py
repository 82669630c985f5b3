"""What goes over a thin network: the first page, and a whole application."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Final

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from portal import create_app
from portal.lao.language import LANGUAGES
from tests.browser import PHONE, serving
from tests.journeys import people
from tests.scenes import RESIDENCE
from tests.visits import sign_in
from tests.world import World

FIRST_FLIGHT: Final = 14_000
"""Bytes a server may send before the phone must answer: ten segments of 1,460, less their headers."""
WHOLE_APPLICATION: Final = 85_000
"""Bytes, both ways, of a three-page application from the front page to the confirmation, over HTTP/1.1 and with the
heading font fetched once. The aim is 60,000; a third of what is left are headers, which HTTP/2 would pack."""


@pytest.mark.parametrize("encoding", ["br", "gzip"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_and_what_it_needs_fit_one_flight(world: World, language: str, encoding: str) -> None:
    """The page and every style sheet, for a phone that has nothing of the portal yet."""
    client = create_app(environment=world.environment).test_client()
    client.set_cookie("lang", language)
    page, sent = _fetched(client, "/", encoding)
    sizes = {"/": sent}
    for link in BeautifulSoup(page, "html.parser").select("head link[rel=stylesheet], head script[src]"):
        address = str(link.get("href") or link.get("src"))
        sizes[address] = _fetched(client, address, encoding)[1]
    assert len(sizes) == 2, f"one page and one style sheet: {sizes}"
    print(f"first page, {language}, {encoding}: {sum(sizes.values())} bytes {sizes}")  # noqa: T201 - read with pytest -s
    assert sum(sizes.values()) <= FIRST_FLIGHT, sizes


def _fetched(client: FlaskClient, path: str, encoding: str) -> tuple[str, int]:
    """What a page says, and how many bytes of it and its headers are sent."""
    packed = client.get(path, headers={"Accept-Encoding": encoding})
    assert packed.headers["Content-Encoding"] == encoding, f"{path} is sent as it is"
    headers = sum(len(f"{name}: {value}\r\n") for name, value in packed.headers)
    return client.get(path).text, len(packed.data) + headers


class Wire:
    """A line between browser and server, on which every byte is counted."""

    def __init__(self, port: int) -> None:
        self.up = self.down = self.connections = 0
        self._server = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    @property
    def total(self) -> int:
        """Bytes both ways."""
        return self.up + self.down

    def cut(self) -> None:
        """Take no more connections."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.create_connection(("127.0.0.1", self._server))
                self.connections += 1
                Thread(target=self._carry, args=(near, far, "up"), daemon=True).start()
                Thread(target=self._carry, args=(far, near, "down"), daemon=True).start()

    def _carry(self, come: socket.socket, go: socket.socket, way: str) -> None:
        with suppress(OSError):
            while data := come.recv(65536):
                setattr(self, way, getattr(self, way) + len(data))
                go.sendall(data)
            go.shutdown(socket.SHUT_WR)


@pytest.fixture
def visit(world: World, browser: Browser) -> Iterator[tuple[Page, Wire]]:
    """An applicant's phone that has never seen the portal."""
    app = create_app(environment=world.environment)
    with serving(app) as address:
        wire = Wire(int(address.rpartition(":")[2]))
        context = browser.new_context(viewport=PHONE, base_url=wire.address, java_script_enabled=False)
        context.set_default_timeout(10_000)
        sign_in(context, app, wire.address, "applicant", world.applicant())
        yield context.new_page(), wire
        context.close()
        wire.cut()


def test_a_whole_application_is_light(visit: tuple[Page, Wire], tmp_path: Path) -> None:
    """From the front page to the confirmation, three pages of questions, with fonts, pictures and every header."""
    page, wire = visit

    def press(name: str) -> None:
        with page.expect_navigation(wait_until="networkidle"):
            page.locator("main").get_by_text(name, exact=True).last.click()

    page.goto("/", wait_until="networkidle")
    press("ໃບຢັ້ງຢືນທີ່ຢູ່")
    press("ເລີ່ມ")
    press("ເລີ່ມຍື່ນຄຳຮ້ອງ")
    _fill(page, full_name="ບົວຄຳ ພົມມະຈັນ", **_day("born", 30, 11, 1999), phone="030 555 1234")
    page.get_by_label("ຍິງ").check()
    press("ສືບຕໍ່")
    _fill(page, **{"village-search": "ໜອງປິງ"}, **_day("since", 1, 5, 2011))
    page.get_by_label("ຂອງຜູ້ອື່ນ").check()
    press("ຊອກຫາ")
    page.get_by_label("ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ").check()
    press("ສືບຕໍ່")
    _fill(page, host_name="ຄຳແພງ ສີສຸລາດ")
    # The applicant's own paper is not the portal's weight: a page with one word on it.
    page.locator("[name=consent]").set_input_files(people.pdf(tmp_path / "consent.pdf"))
    press("ສືບຕໍ່")
    press("ຢືນຢັນ ແລະ ສົ່ງ")
    assert page.locator(".govuk-panel__title").is_visible()
    print(f"{RESIDENCE}: {wire.total} bytes: {wire.down} down, {wire.up} up")  # noqa: T201 - read with pytest -s
    assert wire.total <= WHOLE_APPLICATION


def _fill(page: Page, **typed: str) -> None:
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)


def _day(field: str, day: int, month: int, year: int) -> dict[str, str]:
    return {f"{field}-day": str(day), f"{field}-month": str(month), f"{field}-year": str(year)}
