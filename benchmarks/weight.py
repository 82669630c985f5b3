"""How heavy the portal is on a thin network."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urljoin

from playwright.sync_api import Browser, Page, Playwright, Request, sync_playwright

from benchmarks.figures import Bar, Figure
from benchmarks.proxy import has_nginx, http2, trusting_a_proxy
from benchmarks.timing import progress
from benchmarks.wire import get, relayed
from tests.browser import CHROMIUM, CHROMIUM_FLAGS, PHONE
from tests.journeys import people
from tests.journeys.installation import Installation, installed

KB: Final = 1000.0
FIRST_PAGE: Final = Bar(14.0)
"""kB: the first flight of a TCP connection, ten segments (RFC 6928) of 1,460 bytes, with a little to spare."""
APPLICATION: Final = Bar(60.0)
"""kB: a three-page application, both ways."""

_NEEDED: Final = re.compile(r'<link rel="stylesheet" href="([^"]+)"|<script[^>]* src="([^"]+)"')
_AFTERWARDS: Final = re.compile(r"""<img [^>]*src="([^"]+)"|rel="icon" href="([^"]+)"|url\(["']?([^"')]+\.woff2)""")
_ENCODINGS: Final = {"br": "Brotli", "gzip": "gzip"}


def first_page(address: str, encoding: str, path: str = "/", language: str = "lo") -> dict[str, int]:
    """Fetch a page and every style sheet and script it names, compressed by `encoding` ('br' or 'gzip').

    Bytes by path, the page first, each with its headers: what must arrive before a fresh visitor can read.
    """
    spoken = f"lang={language}"
    needed = _NEEDED.findall(get(address, path, Cookie=spoken).body.decode())
    answers = {
        each: get(address, each, Accept_Encoding=encoding, Cookie=spoken) for each in [path, *map("".join, needed)]
    }
    for each, answer in answers.items():
        assert answer.headers["Content-Encoding"] == encoding, f"{each} is sent as it is"
    return {each: answer.size for each, answer in answers.items()}


def whole_first_page(address: str, encoding: str) -> dict[str, int]:
    """The first page as `first_page` counts it, and what comes after it can be read: heading face, picture, icon."""
    needed = first_page(address, encoding)
    seen = "".join(get(address, each).body.decode() for each in needed)
    after = [urljoin("/static/", each) for each in dict.fromkeys(map("".join, _AFTERWARDS.findall(seen)))]
    return {**needed, **{each: get(address, each, Accept_Encoding=encoding).size for each in after}}


@dataclass(frozen=True)
class Traffic:
    """Bytes of a visit, and how many of them are HTTP headers, both ways."""

    up: int
    down: int
    headers: int

    @property
    def total(self) -> int:
        """Both ways."""
        return self.up + self.down


def application(
    browser: Browser, installation: Installation, paper: Path, phone: str = "020 5555 1234", through: str = ""
) -> Traffic:
    """Apply for a residence certificate on a phone that never saw the portal, and count.

    From the front page through sign-in and the three pages of questions to the confirmation. Everything the browser
    fetches counts, the heading face and the icon too, and everything it sends; `paper` is what the applicant uploads,
    and its own bytes count as well. `through` is the address of a proxy before the portal.
    """
    with relayed(through or installation.address) as relay:
        context = browser.new_context(
            viewport=PHONE,
            base_url=relay.address,
            java_script_enabled=False,
            locale="lo-LA",
            device_scale_factor=2,
        )
        sent: list[Request] = []
        context.on("requestfinished", lambda request: sent.append(request))  # playwright refuses a built-in
        page = context.new_page()
        _apply(page, installation, paper, phone)
        page.wait_for_load_state("networkidle")
        bodies = sum(_body_bytes(request) for request in sent)
        context.close()
        return Traffic(relay.up, relay.down, relay.total - bodies)


def _apply(page: Page, installation: Installation, paper: Path, phone: str) -> None:
    people.begin(page, installation, "ໃບຢັ້ງຢືນທີ່ຢູ່", phone)
    page.locator("[name=full_name]").fill("ບົວຄຳ ພົມມະຈັນ")
    page.locator("[name=gender][value=female]").check()
    people.fill_date(page, "born", 30, 11, 1999)
    page.locator("[name=phone]").fill("030 555 1234")
    people.go_on(page)
    people.choose_village(page, "ໜອງປິງ", "ບ້ານ ໜອງປິງ, ເມືອງ ຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ")
    people.fill_date(page, "since", 1, 5, 2011)
    page.locator("[name=owner][value=other]").check()
    people.go_on(page)
    page.locator("[name=host_name]").fill("ຄຳແພງ ສີສຸລາດ")
    page.locator("[name=consent]").set_input_files(paper)
    people.go_on(page)
    people.send(page)


def _body_bytes(request: Request) -> int:
    """What a request and its answer carried beside headers; an answer from the phone's own cache carried nothing."""
    sizes = request.sizes()
    return sizes["requestBodySize"] + max(sizes["responseBodySize"], 0)


def measure() -> list[Figure]:
    """The weight of the first page and of a whole application."""
    with (
        tempfile.TemporaryDirectory(prefix="weight-") as folder,
        progress("weight", 3) as advance,
        installed(Path(folder)) as installation,
        sync_playwright() as playwright,
    ):
        advance(1)
        paper = people.pdf(Path(folder) / "consent.pdf")
        pages = {encoding: first_page(installation.address, encoding) for encoding in _ENCODINGS}
        whole = {encoding: whole_first_page(installation.address, encoding) for encoding in _ENCODINGS}
        advance(1)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        applied = application(chromium, installation, paper)
        chromium.close()
        behind_proxy = _behind_proxy(playwright, Path(folder) / "operated", paper)
        advance(1)
    return [
        *(_of_page(encoding, page) for encoding, page in pages.items()),
        *(_of_whole_page(encoding, page) for encoding, page in whole.items()),
        _of_application("whole application, HTTP/1.1 without TLS", applied),
        *([_of_application("whole application, TLS and HTTP/2", behind_proxy)] if behind_proxy else []),
    ]


def _behind_proxy(playwright: Playwright, folder: Path, paper: Path) -> Traffic | None:
    """A whole application with nginx before the portal, as it is operated; None where there is no nginx."""
    if not has_nginx():
        return None
    (folder / "portal").mkdir(parents=True)
    with (
        trusting_a_proxy(),
        installed(folder / "portal") as installation,
        http2(installation.address, folder / "nginx") as proxy,
    ):
        flags = [*CHROMIUM_FLAGS, proxy.chromium_flag]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        applied = application(chromium, installation, paper, through=proxy.address)
        chromium.close()
    return applied


def _of_page(encoding: str, sizes: Mapping[str, int]) -> Figure:
    page, *others = sizes.values()
    note = f"page {page / KB:.1f}, style {sum(others) / KB:.1f}"
    return Figure(
        f"first page with its style, {_ENCODINGS[encoding]}", (page + sum(others)) / KB, "kB", FIRST_PAGE, note
    )


def _of_whole_page(encoding: str, sizes: Mapping[str, int]) -> Figure:
    face = sum(size for path, size in sizes.items() if ".woff2" in path)
    name = f"first page with all it loads, {_ENCODINGS[encoding]}"
    return Figure(name, sum(sizes.values()) / KB, "kB", note=f"heading face {face / KB:.1f}, fetched once")


def _of_application(name: str, applied: Traffic) -> Figure:
    note = f"up {applied.up / KB:.1f}, down {applied.down / KB:.1f}; {applied.headers / KB:.1f} of it not bodies"
    return Figure(name, applied.total / KB, "kB", APPLICATION, note)
