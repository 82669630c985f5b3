"""gunicorn with the portal's logs: what it says of requests that it cannot read, and what a dead process ends."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

import pytest
import requests
from bs4 import BeautifulSoup

from tests.journeys.installation import Installation

SECRET = "SECRET-020-5555-0001"
UNREADABLE = (
    f"GET /sign-in?phone={SECRET} {SECRET} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /my HTTP/1.1\r\nHost: x\r\nCookie session={SECRET}\r\n\r\n",
    f"GET /my HTTP/1.1\r\nHost: x\r\nCookie : session={SECRET}\r\n\r\n",
    f"g{SECRET}e t /my HTTP/1.1\r\n\r\n",
    f"GET /my HTTP/1.1\r\nHost: x\r\nContent-Length: 0{SECRET}\r\n\r\n",
    f"POST /my HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity {SECRET}\r\n\r\n",
    f"GET /{SECRET * 500} HTTP/1.1\r\nHost: x\r\n\r\n",
    f"GET /my HTTP/1.1\r\nHost: x\r\nX-Long: {SECRET * 1000}\r\n\r\n",
)


def test_a_request_that_cannot_be_read_is_not_quoted(tmp_path: Path) -> None:
    installation = Installation(tmp_path)
    try:
        installation.start("web")
        for request in UNREADABLE:
            with socket.create_connection(("127.0.0.1", installation.port), timeout=10) as to_server:
                to_server.sendall(request.encode())
                assert to_server.recv(12).startswith(b"HTTP/1."), request
    finally:
        installation.stop()
    said = (tmp_path / "web.log").read_text()
    assert SECRET not in said
    assert "127.0.0.1" not in said.replace(f"127.0.0.1:{installation.port}", "")
    assert said.count("request_not_read") >= len(UNREADABLE) - 1


def _answer(address: str, *, of: int, within: float = 60) -> requests.Response:
    """The answer to this address once it is of status `of`."""
    ends = time.monotonic() + within
    while True:
        try:
            answer = requests.get(address, timeout=20)
            if answer.status_code == of or time.monotonic() > ends:
                assert answer.status_code == of
                return answer
        except requests.ConnectionError:
            assert time.monotonic() < ends, "the web is gone"
        time.sleep(0.1)


@pytest.mark.parametrize("away", ["file", "folder"])
def test_a_page_process_that_dies_while_the_database_is_away_is_replaced(tmp_path: Path, away: str) -> None:
    folder, elsewhere = tmp_path / "portal", tmp_path / "elsewhere"
    folder.mkdir()
    installation = Installation(folder)
    moved = folder / "portal.db" if away == "file" else folder
    try:
        installation.start("web")
        installation.database.dispose()
        died = installation.page_process()
        moved.rename(elsewhere)
        if away == "folder":
            folder.mkdir()  # as a mount point stands, without its disk
        os.kill(died, signal.SIGKILL)
        closed = _answer(f"{installation.address}/", of=503)
        assert closed.headers["Retry-After"]
        shown = BeautifulSoup(closed.text, "html.parser")
        assert shown.select_one("main h1"), closed.text
        style = shown.select_one("link[rel=stylesheet]")
        assert style is not None
        assert requests.get(f"{installation.address}{style['href']}", timeout=20).status_code == 200
        assert requests.get(f"{installation.address}/about", timeout=20).status_code == 200
        assert installation.page_process() != died
        if away == "folder":
            assert not list(folder.iterdir())
            folder.rmdir()
        elsewhere.rename(moved)
        assert "/services/residence-certificate" in _answer(f"{installation.address}/", of=200).text
        sign_in = BeautifulSoup(requests.get(f"{installation.address}/sign-in", timeout=20).text, "html.parser")
        assert sign_in.select_one("input[name=phone]")
    finally:
        installation.stop()
