"""The lines that docs/operating.md gives for nginx: nginx starts with them, and slow senders hold nothing up."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import pytest
import requests

from portal.settings import ROOT
from tests.journeys.installation import Installation

NGINX: Final = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx"
MORE_THAN_THREADS: Final = 60
"""The portal answers fewer requests at a time."""
HEAD: Final = b"GET / HTTP/1.1\r\nHost: portal.test\r\nX: "
BODY: Final = b"POST /sign-in HTTP/1.1\r\nHost: portal.test\r\nContent-Length: 1000\r\n\r\n"
AROUND: Final = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; worker_processes 1;
events {{ worker_connections 400; }}
http {{
  access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {server}
}}
"""


def _documented() -> str:
    [block] = re.findall(r"```nginx\n(.*?)```", (ROOT / "docs" / "operating.md").read_text(), re.DOTALL)
    return str(block)


def _configured(folder: Path, port: int, to: str, server: str) -> Path:
    """A whole configuration around the documented block, which listens on `port` and passes on to `to`."""
    assert server.count("http://127.0.0.1:8000") == 1
    listening = server.replace("server {", f"server {{\n    listen 127.0.0.1:{port};", 1)
    written = folder / "nginx.conf"
    written.write_text(AROUND.format(folder=folder, server=listening.replace("http://127.0.0.1:8000", to)))
    return written


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def _before(portal: Installation, folder: Path, server: str) -> Iterator[int]:
    """nginx before a portal while the block runs: its port."""
    port = _free_port()
    written = _configured(folder, port, portal.address, server)
    with subprocess.Popen([NGINX, "-p", str(folder), "-c", str(written), "-e", str(folder / "error.log")]) as process:
        try:
            _until(lambda: _is_open(port) or process.poll() is not None)
            assert process.poll() is None, (folder / "error.log").read_text()
            yield port
        finally:
            process.terminate()


def _is_open(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def _until(holds: Callable[[], bool], within: float = 20) -> None:
    ends = time.monotonic() + within
    while not holds():
        assert time.monotonic() < ends
        time.sleep(0.05)


def _hears_on(sender: socket.socket, more: bytes = b"x") -> bool:
    """Send a byte more; whether the other side is still there, and has not answered."""
    sender.settimeout(0)
    try:
        sender.sendall(more)
        sender.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Installation]:
    folder = tmp_path / "portal"
    folder.mkdir()
    installation = Installation(folder)
    try:
        installation.start("web")
        yield installation
    finally:
        installation.stop()


def test_nginx_takes_the_documented_lines(tmp_path: Path) -> None:
    written = _configured(tmp_path, _free_port(), "http://127.0.0.1:8000", _documented())
    command = [NGINX, "-t", "-p", str(tmp_path), "-c", str(written), "-e", str(tmp_path / "error.log")]
    tried = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert tried.returncode == 0, tried.stderr


def test_behind_the_documented_lines_whoever_dribbles_holds_nothing_up(portal: Installation, tmp_path: Path) -> None:
    server = _documented().replace("client_header_timeout 20s", "client_header_timeout 2s")
    server = server.replace("client_body_timeout 30s", "client_body_timeout 12s")
    with _before(portal, tmp_path, server) as port, ExitStack() as opened:

        def connected(sends: bytes) -> socket.socket:
            sender = opened.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20))
            sender.sendall(sends)
            return sender

        bodies = {connected(BODY) for _ in range(MORE_THAN_THREADS)}
        head, silent = connected(HEAD), connected(BODY)
        page = requests.get(f"http://127.0.0.1:{port}/", timeout=10)
        assert "/services/residence-certificate" in page.text, "there is a thread of the portal for it"
        ends, heard = time.monotonic() + 60, bodies | {head}
        while _hears_on(silent, b""):
            assert time.monotonic() < ends, "a body of which nothing comes is ended"
            heard = {sender for sender in heard if _hears_on(sender)}
            time.sleep(0.2)
        assert head not in heard, "a head has its time"
        assert heard == bodies, "a body goes on while something of it comes, as the text says"
