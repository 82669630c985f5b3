"""A page as a person meets it: served over HTTP, drawn by Chromium, and judged there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, ViewportSize
from werkzeug.serving import WSGIRequestHandler, make_server

CHROMIUM: Final = "/usr/bin/chromium"
CHROMIUM_FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

PHONE: Final[ViewportSize] = {"width": 360, "height": 740}
SMALLEST: Final[ViewportSize] = {"width": 320, "height": 640}
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: a failing test prints what it needs."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` on a free port of this machine, and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def visiting(
    browser: Browser, address: str, language: str = "lo", viewport: ViewportSize | None = None
) -> Iterator[Page]:
    """Open a fresh visitor's page in `language`, on a phone unless `viewport` says otherwise.

    The portal forbids scripts; the context lifts that for the tests' own questions only.
    """
    context = browser.new_context(viewport=viewport or PHONE, bypass_csp=True, base_url=address)
    context.add_cookies([{"name": "lang", "value": language, "url": address}])
    try:
        yield context.new_page()
    finally:
        context.close()


def axe_violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page: the rule, its help and the elements, a line each."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{violation['id']}: {violation['help']}: {[node['target'] for node in violation['nodes']]}"
        for violation in found
    ]


def sideways_overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window; 0 when nothing scrolls sideways."""
    overflow = page.evaluate(
        "Math.max(0, document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth)"
    )
    return int(overflow)
