"""A local HTTP server that speaks Twilio's Messages protocol (2010-04-01), well and badly."""

from __future__ import annotations

import base64
import json
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

ACCOUNT = "AC" + "0" * 32
TOKEN = "token-of-the-test-account"

POURED_AT_MOST = 200_000_000
"""Bytes of an endless answer: whoever reads it all fails, and takes no machine down."""

WORDS = {
    21211: "The 'To' number {To} is not a valid phone number.",
    21614: "'To' number {To} is not a valid mobile number",
    21610: "Attempt to send to unsubscribed recipient {To}",
    21612: "Message cannot be sent with the current combination of 'To' ({To}) and/or 'From' parameters",
    20429: "Too Many Requests",
    20500: "An internal server error has occurred",
}

Answer = Callable[["Handler", dict[str, str]], None]


@dataclass
class TwilioServer:
    """Runs while used as a context. `answers` are given in turn, then messages are taken.

    With `tls` it speaks through that, at `localhost`.
    `taken` are the messages Twilio would have sent, `asked` all that was posted with the right credentials.
    """

    answers: deque[Answer] = field(default_factory=deque)
    tls: ssl.SSLContext | None = None
    taken: list[dict[str, str]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    poured: int = 0
    agents: set[str] = field(default_factory=set)
    connections: set[tuple[str, int]] = field(default_factory=set)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> TwilioServer:
        self._server = _Server(("127.0.0.1", 0), Handler)
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._server.daemon_threads = True
        self._server.twilio = self  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """What PORTAL_TWILIO_BASE_URL is to be."""
        scheme, host = ("http", "127.0.0.1") if self.tls is None else ("https", "localhost")
        return f"{scheme}://{host}:{self._server.server_port}"

    def wait_for_asked(self, count: int, seconds: float = 20) -> bool:
        """Wait until so many messages were posted."""
        with self.arrived:
            return self.arrived.wait_for(lambda: len(self.asked) >= count, seconds)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # every message comes on a connection of its own


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"

    @property
    def twilio(self) -> TwilioServer:
        return self.server.twilio  # type: ignore[attr-defined, no-any-return]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        expected = "Basic " + base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
        if self.headers.get("Authorization") != expected:
            self.refuse(401, 20003, "Authenticate")
        elif self.path != f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json":
            self.refuse(404, 20404, f"The requested resource {self.path} was not found")
        elif not form.get("To"):
            self.refuse(400, 21604, "A 'To' phone number is required.")
        elif not (form.get("From") or form.get("MessagingServiceSid")):
            self.refuse(400, 21603, "A 'From' phone number is required.")
        elif not form.get("Body"):
            self.refuse(400, 21602, "Message body is required.")
        else:
            self.twilio.agents.add(self.headers.get("User-Agent", ""))
            with self.twilio.arrived:
                self.twilio.asked.append(form)
                self.twilio.connections.add(self.client_address)
                answer = self.twilio.answers.popleft() if self.twilio.answers else take
                self.twilio.arrived.notify_all()
            answer(self, form)

    def say(self, status: int, content: object) -> None:
        self.say_bytes(status, json.dumps(content).encode())

    def say_bytes(self, status: int, content: bytes, media_type: str = "application/json") -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:  # whoever asked is gone
            self.close_connection = True

    def refuse(self, status: int, code: int, message: str) -> None:
        more = f"https://www.twilio.com/docs/errors/{code}"
        self.say(status, {"code": code, "message": message, "more_info": more, "status": status})

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def take(handler: Handler, form: dict[str, str]) -> None:
    """Take the message, as Twilio mostly does."""
    with handler.twilio.arrived:
        handler.twilio.taken.append(form)
        sid = f"SM{len(handler.twilio.taken):032x}"
    handler.say(
        201,
        {
            "sid": sid,
            "account_sid": ACCOUNT,
            "api_version": "2010-04-01",
            "body": form["Body"],
            "to": form["To"],
            "from": form.get("From"),
            "messaging_service_sid": form.get("MessagingServiceSid"),
            "status": "queued",
            "direction": "outbound-api",
            "date_created": "Tue, 24 Nov 2026 10:00:00 +0000",
            "date_updated": "Tue, 24 Nov 2026 10:00:00 +0000",
            "date_sent": None,
            "error_code": None,
            "error_message": None,
            "num_media": "0",
            "num_segments": "1",
            "price": None,
            "price_unit": "USD",
            "uri": f"/2010-04-01/Accounts/{ACCOUNT}/Messages/{sid}.json",
            "subresource_uris": {},
        },
    )


def refusing(code: int, status: int = 400) -> Answer:
    """Refuse with Twilio's error JSON."""

    def answer(handler: Handler, form: dict[str, str]) -> None:
        handler.refuse(status, code, WORDS.get(code, "No words for {To}").format(**form))

    return answer


def saying(status: int, content: bytes) -> Answer:
    """Answer with anything, as a broken proxy does."""

    def answer(handler: Handler, form: dict[str, str]) -> None:
        handler.say_bytes(status, content, "text/html")

    return answer


def answering(**differently: object) -> Answer:
    """Say 201 with a message that is so."""

    def answer(handler: Handler, form: dict[str, str]) -> None:
        sent = {"sid": f"SM{0:032x}", "status": "queued", "error_code": None, "body": form["Body"], "to": form["To"]}
        handler.say(201, sent | differently)

    return answer


def hang(handler: Handler, form: dict[str, str]) -> None:
    """Never answer."""
    handler.twilio.over.wait()
    handler.close_connection = True


def dripping(status: int, content: bytes, seconds: float, *, head: bool = False) -> Answer:
    """Answer a byte at a time with a pause after each, of the body or already of the head."""

    def answer(handler: Handler, form: dict[str, str]) -> None:
        start = f"HTTP/1.1 {status} So\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
        whole = start.encode() + content
        sent = 0 if head else len(start)
        try:
            handler.wfile.write(whole[:sent])
            for byte in whole[sent:]:
                handler.wfile.write(bytes([byte]))
                if handler.twilio.over.wait(seconds):
                    break
        except OSError:  # whoever asked is gone
            pass
        handler.close_connection = True

    return answer


def endless(handler: Handler, form: dict[str, str]) -> None:
    """Begin an answer that comes to its end far too late, as fast as it goes. What was written is left in `poured`."""
    handler.send_response(200)
    handler.end_headers()
    try:
        while handler.twilio.poured < POURED_AT_MOST and not handler.twilio.over.is_set():
            handler.twilio.poured += handler.wfile.write(b" " * 65536)
    except OSError:  # whoever asked is gone
        pass
    handler.close_connection = True


def slowly(seconds: float) -> Answer:
    """Take the message at once, and say so late: a worker killed meanwhile does not know that it went out."""

    def answer(handler: Handler, form: dict[str, str]) -> None:
        with handler.twilio.arrived:
            handler.twilio.taken.append(form)
            sid = f"SM{len(handler.twilio.taken):032x}"
        time.sleep(seconds)
        handler.say(201, {"sid": sid, "status": "queued", "body": form["Body"], "to": form["To"]})

    return answer


def reset(handler: Handler, form: dict[str, str]) -> None:
    """Break the connection off (TCP RST)."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def twice(handler: Handler, form: dict[str, str]) -> None:
    """Take the message, and say so twice."""
    take(handler, form)
    sent = {"sid": f"SM{len(handler.twilio.taken):032x}", "status": "queued", "error_code": None, "body": "", "to": ""}
    handler.say(201, sent)


def not_tls(handler: Handler, form: dict[str, str]) -> None:
    """Take the message, and answer past TLS: what comes is no record of it."""
    with handler.twilio.arrived:
        handler.twilio.taken.append(form)
    line = handler.connection
    assert isinstance(line, ssl.SSLSocket)
    with socket.socket(fileno=line.detach()) as bare:
        bare.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        bare.shutdown(socket.SHUT_WR)
        bare.recv(1)
    handler.close_connection = True


def cut_off(handler: Handler, form: dict[str, str]) -> None:
    """Take the message, and close the connection without TLS's own goodbye."""
    with handler.twilio.arrived:
        handler.twilio.taken.append(form)
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True
