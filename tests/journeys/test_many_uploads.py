"""However many uploads one person sends at once, everybody else's pages are answered."""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
import requests
from bs4 import BeautifulSoup
from PIL import Image

from tests.journeys.installation import Installation, installed
from tests.store.test_pdf_actions import MEGABYTE, packed

PHONE = "020 5555 9191"
FORMS = 9
"""Sent at once, to one process."""
MOST_SECONDS = 5.0
"""Until a page is answered. Two cores take files apart; without a mend it is minutes."""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installed(tmp_path_factory.mktemp("portal")) as running:
        yield running


def _send(visitor: requests.Session, installation: Installation, page: str, to: str, **typed: str) -> requests.Response:
    read = BeautifulSoup(visitor.get(installation.address + page, timeout=30).text, "html.parser")
    hidden = {
        str(each["name"]): str(each.get("value", ""))
        for each in read.select("main form input[type=hidden]")
        if each.get("name") in {"_csrf", "_key", "next"}
    }
    return visitor.post(installation.address + to, data={**hidden, **typed}, timeout=30)


def _token(visitor: requests.Session, address: str) -> str:
    (token, *_rest) = BeautifulSoup(visitor.get(address, timeout=30).text, "html.parser").select("[name=_csrf]")
    return str(token["value"])


@pytest.fixture(scope="module")
def applicant(installation: Installation) -> requests.Session:
    visitor = requests.Session()
    _send(visitor, installation, "/sign-in", "/sign-in", phone=PHONE)
    _send(visitor, installation, "/sign-in/code", "/sign-in/code", code=installation.code(PHONE))
    return visitor


def _slow_pdf(number: int) -> bytes:
    return packed(b"(%d" % number + b"A" * 40 * MEGABYTE + b")")


def _slow_photo(number: int) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (4000, 3900), (number, 90, 90)).save(made, "PNG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("page", "question", "made"), [("building", "plans", _slow_pdf), ("land", "title_photo", _slow_photo)]
)
def test_one_persons_uploads_keep_nobody_waiting(
    installation: Installation, applicant: requests.Session, page: str, question: str, made: object
) -> None:
    assert callable(made)
    begun = _send(applicant, installation, "/apply/construction-permit", "/apply/construction-permit")
    here = f"{begun.url.rpartition('/')[0]}/{page}"
    token = _token(applicant, begun.url)
    data = [made(number) for number in range(10)]
    said: list[str] = []

    def send() -> None:
        files = [(question, (f"{number}.bin", each)) for number, each in enumerate(data)]
        typed = {"_csrf": token, "_do": "continue", "title_no": "1234"}
        with requests.Session() as browser:
            browser.cookies.update(applicant.cookies)
            said.append(browser.post(here, data=typed, files=files, timeout=300).text)

    sending = [threading.Thread(target=send) for _ in range(FORMS)]
    for each in sending:
        each.start()
    took = []
    while any(each.is_alive() for each in sending):
        began = time.monotonic()
        assert requests.get(f"{installation.address}/", timeout=200).status_code == 200
        took.append(time.monotonic() - began)
        time.sleep(0.2)
    assert max(took) < MOST_SECONDS, took
    assert len(said) == FORMS
    shown = BeautifulSoup(applicant.get(here, timeout=30).text, "html.parser")
    assert shown.select(f"#at--{question} .govuk-error-message"), "who sent it is told what was not added"
    if page == "land":
        assert shown.select_one("input[name=title_no][value='1234']"), "and nothing that was typed is lost"


def test_those_whose_requests_come_in_slowly_keep_nobody_waiting(installation: Installation) -> None:
    host, port = installation.address.removeprefix("http://").split(":")
    begun = b"POST /sign-in HTTP/1.1\r\nHost: %s\r\nContent-Length: 1000\r\n" % host.encode()
    with ExitStack() as slow:
        for sent in (begun, begun + b"\r\nphone=0"):
            for _ in range(8):
                line = slow.enter_context(socket.create_connection((host, int(port)), timeout=10))
                line.sendall(sent)
        time.sleep(0.5)
        began = time.monotonic()
        assert requests.get(f"{installation.address}/", timeout=60).status_code == 200
        assert time.monotonic() - began < MOST_SECONDS
