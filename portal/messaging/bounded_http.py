"""HTTP exchanges that end: each within a length of time as a whole, and with an answer of at most 64 KiB.

A time-out of requests is for each read, so an answer that drips goes on for hours. Here the line is cut when the time
is over, wherever the exchange then stands. Looking the host's address up is the system's, which cannot be cut: it runs
in a thread of its own, and is left to itself.

Each exchange has a connection of its own: on a kept one, an answer that comes twice would be taken for the next
message's.
"""

from __future__ import annotations

import io
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError

LARGEST_ANSWER: Final = 64 * 1024
"""Bytes of an answer that are read. Twilio's have about a thousand."""

_of_thread = threading.local()


class Exchange:
    """One request and its answer; `is_over` once its time has passed.

    `handed_over`: something of the request may have left. Before, the connection was being made.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self.handed_over = False
        self._ends = time.monotonic() + seconds
        self._line: socket.socket | None = None
        self._lock = threading.Lock()

    def left(self) -> float:
        """Seconds until the time is over."""
        return max(0.0, self._ends - time.monotonic())

    def goes_over(self, line: socket.socket) -> None:
        """Cut this line when the time is over."""
        with self._lock:
            self._line = line
            if self.is_over:
                _cut(line)

    def end(self) -> None:
        """The time is over."""
        with self._lock:
            self.is_over = True
            if self._line is not None:
                _cut(self._line)

    def finish(self) -> None:
        """Leave the line alone."""
        with self._lock:
            self._line = None


@contextmanager
def within(seconds: float) -> Iterator[Exchange]:
    """Bound what this thread asks through a `BoundedAdapter` meanwhile."""
    exchange = Exchange(seconds)
    timer = threading.Timer(seconds, exchange.end)
    timer.daemon = True
    _of_thread.exchange = exchange
    timer.start()
    try:
        yield exchange
    finally:
        timer.cancel()
        exchange.finish()
        _of_thread.exchange = None


class BoundedAdapter(HTTPAdapter):
    """Connections that `within` can cut, and answers of at most `LARGEST_ANSWER` bytes: ValueError for a longer one."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, *args: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(*args, **kwargs)
        manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        try:
            response = super().send(request, *args, **kwargs)
            response.raw = io.BytesIO(_content(response, request))
        finally:
            self.close()  # the connection; the next request makes another
        return response


def _content(response: requests.Response, request: requests.PreparedRequest) -> bytes:
    content = bytearray()
    try:
        for chunk in response.raw.stream(4096, decode_content=True):
            content += chunk
            if len(content) > LARGEST_ANSWER:
                response.raw.close()
                raise ValueError("the answer is too long")
    except HTTPError as problem:
        raise requests.ConnectionError(problem, request=request) from problem
    return bytes(content)


class _Cuttable(HTTPConnection):
    """A connection whose line a timer can cut. The line is a second handle: TLS takes the first one over."""

    _line: socket.socket | None = None
    _asking = False

    def _new_conn(self) -> socket.socket:
        exchange = _exchange()
        made = super()._new_conn() if exchange is None else self._connected(super()._new_conn, exchange.left())
        self._line = made.dup()
        self._watched()
        return made

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._asking = True
        super().request(*args, **kwargs)

    def send(self, data: Any) -> None:
        exchange = _exchange()
        if self.sock is None:
            self.connect()
        if self._asking and exchange is not None:  # before, a proxy is asked for a way through
            exchange.handed_over = True
        super().send(data)

    def close(self) -> None:
        super().close()
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _connected(self, connect: Callable[[], socket.socket], seconds: float) -> socket.socket:
        """The line that `connect` gives, with the time it takes to find the address; one that comes later is closed."""
        made: Future[socket.socket] = Future()

        def find_and_connect() -> None:
            try:
                made.set_result(connect())
            except Exception as fault:
                made.set_exception(fault)

        threading.Thread(target=find_and_connect, name="connecting", daemon=True).start()
        try:
            return made.result(seconds)
        except TimeoutError as late:
            made.add_done_callback(_close_late)
            raise ConnectTimeoutError(self, "no connection in time") from late

    def _watched(self) -> None:
        exchange = _exchange()
        if exchange is not None and self._line is not None:
            exchange.goes_over(self._line)


class _CuttableOverTls(_Cuttable, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Cuttable


class _PoolOverTls(HTTPSConnectionPool):
    ConnectionCls = _CuttableOverTls


_POOLS: Final = {"http": _Pool, "https": _PoolOverTls}


def _exchange() -> Exchange | None:
    """The exchange that this thread is in."""
    return getattr(_of_thread, "exchange", None)


def _close_late(made: Future[socket.socket]) -> None:
    if made.exception() is None:
        made.result().close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        line.shutdown(socket.SHUT_RDWR)
