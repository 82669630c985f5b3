"""gunicorn with the portal's logs: what it says of requests that it cannot read."""

from __future__ import annotations

import socket
from pathlib import Path

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
