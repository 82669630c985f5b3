"""Counting bytes on the wire: a relay between a visitor and a portal, and a plain HTTP request through it."""

from __future__ import annotations

import http.client
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

_CHUNK = 65_536


@dataclass
class Relay:
    """Passes connections to `target` (host, port) unchanged, and counts what goes up and comes down, headers too."""

    target: tuple[str, int]
    address: str = ""
    up: int = 0
    down: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    @property
    def total(self) -> int:
        """Bytes both ways."""
        return self.up + self.down

    def serve(self, listener: socket.socket) -> None:
        """Pass connections on until the listener is closed."""
        while True:
            try:
                visitor, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(visitor,), daemon=True).start()

    def _join(self, visitor: socket.socket) -> None:
        """Pass one connection both ways, and close it when either has no more to say."""
        with visitor, socket.create_connection(self.target) as portal:
            upward = threading.Thread(target=self._pass, args=(visitor, portal, True), daemon=True)
            upward.start()
            self._pass(portal, visitor, False)
            upward.join()

    def _pass(self, source: socket.socket, sink: socket.socket, upward: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(_CHUNK):
                with self._lock:
                    self.up += len(chunk) if upward else 0
                    self.down += 0 if upward else len(chunk)
                sink.sendall(chunk)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


@contextmanager
def relayed(address: str) -> Iterator[Relay]:
    """A relay to the portal at `address` (scheme://host:port), while the block runs; visit it at `relay.address`."""
    parts = urlsplit(address)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        relay = Relay(
            (parts.hostname or "", parts.port or 80), f"{parts.scheme}://127.0.0.1:{listener.getsockname()[1]}"
        )
        threading.Thread(target=relay.serve, args=(listener,), daemon=True).start()
        try:
            yield relay
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Received:
    """An answer as it came: its body still compressed, and the bytes of status line, headers and body together."""

    headers: http.client.HTTPMessage
    body: bytes
    size: int


def get(address: str, path: str, **headers: str) -> Received:
    """Ask for a path of the portal at `address`. Raises AssertionError for an answer that is not 200."""
    with relayed(address) as relay:
        connection = http.client.HTTPConnection(urlsplit(relay.address).netloc, timeout=30)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
    assert answer.status == 200, f"{path} answers {answer.status}"
    return Received(answer.headers, body, relay.down)
