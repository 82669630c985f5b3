"""Web and worker as processes of their own beside the demo's, ended with it."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

POLL_SECONDS: Final = 0.2
ANSWER_SECONDS: Final = 60
"""How long the web may take until its first answer."""
_PR_SET_PDEATHSIG: Final = 1
END_SECONDS: Final = 60
"""How long a process may take to end: more than a worker gives a message that is on its way, and then waits to note
what it held."""


@dataclass(frozen=True)
class Child:
    """A running process; what it says goes into the file `log`."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    def last_words(self, lines: int = 15) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


@dataclass
class Children:
    """Processes that are started together and ended together, on Linux also when this one is killed."""

    logs: Path
    running: list[Child] = field(default_factory=list)

    def start(self, name: str, arguments: list[str], environment: Mapping[str, str]) -> None:
        """Start `portal <arguments>`. Ctrl-C on the terminal does not reach it: it is told to end by `end`."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("wb") as written:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "portal.cli", *arguments],
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_ended_with_its_parent(),
            )
        self.running.append(Child(name, process, log))

    def ended(self) -> Child | None:
        """A process that has ended by itself."""
        return next((child for child in self.running if child.process.poll() is not None), None)

    def end(self) -> list[Child]:
        """Have all end what is in hand and go; return those that had to be killed."""
        for child in self.running:
            child.process.terminate()
        deadline = time.monotonic() + END_SECONDS
        killed = []
        for child in self.running:
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
                killed.append(child)
        self.running.clear()
        return killed


def _ended_with_its_parent() -> Callable[[], None] | None:
    """What a new process does first, so that the kernel tells it to end (SIGTERM) when its parent is gone however.

    Only Linux can (prctl(2), PR_SET_PDEATHSIG).
    """
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask() -> None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it was killed before it could be asked for
            os._exit(1)

    return ask


def port_is_free(port: int) -> bool:
    """Whether the portal could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def answers(address: str, going_on: Callable[[], bool]) -> bool:
    """Whether the web answers with a page, waiting for it while `going_on()`."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while going_on() and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - http, our own
                return True
        except urllib.error.HTTPError:
            return False
        except OSError:
            time.sleep(POLL_SECONDS)
    return False
