"""HTTP exchanges that end: each within a length of time as a whole, and with an answer of a few kilobytes at most.

A time-out of requests is for each read, so an answer that drips goes on for hours. Here the line is cut when the time
is over, wherever the exchange then stands. (Looking the host's address up is the system's, which has its own limit.)
"""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError

LARGEST_ANSWER: Final = 64 * 1024
"""Bytes of an answer that are read. Twilio's have about a thousand."""

_of_thread = threading.local()


class Exchange:
    """One request and its answer; `is_over` once its time has passed."""

    def __init__(self) -> None:
        self.is_over = False
        self._line: socket.socket | None = None
        self._lock = threading.Lock()

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
        """Leave the line alone: it may serve the next exchange."""
        with self._lock:
            self._line = None


@contextmanager
def within(seconds: float) -> Iterator[Exchange]:
    """Bound what this thread asks through a `BoundedAdapter` meanwhile."""
    exchange = Exchange()
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
        response = super().send(request, *args, **kwargs)
        content = bytearray()
        try:
            for chunk in response.raw.stream(4096, decode_content=True):
                content += chunk
                if len(content) > LARGEST_ANSWER:
                    response.raw.close()
                    raise ValueError("the answer is too long")
        except HTTPError as problem:
            raise requests.ConnectionError(problem, request=request) from problem
        response.raw = io.BytesIO(bytes(content))
        return response


class _Cuttable(HTTPConnection):
    """A connection whose line a timer can cut. The line is a second handle: TLS takes the first one over."""

    _line: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self._line = made.dup()
        self._watched()
        return made

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._watched()  # one that is kept from the exchange before
        super().request(*args, **kwargs)

    def close(self) -> None:
        super().close()
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _watched(self) -> None:
        exchange: Exchange | None = getattr(_of_thread, "exchange", None)
        if exchange is not None and self._line is not None:
            exchange.goes_over(self._line)


class _CuttableOverTls(_Cuttable, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Cuttable


class _PoolOverTls(HTTPSConnectionPool):
    ConnectionCls = _CuttableOverTls


_POOLS: Final = {"http": _Pool, "https": _PoolOverTls}


def _cut(line: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        line.shutdown(socket.SHUT_RDWR)
