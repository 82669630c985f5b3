"""gunicorn in this process, serving the portal."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from typing import Any, Final

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from portal import create_app, create_environment
from portal.settings import Settings

GRACE_SECONDS: Final = 20
"""How long requests in hand may take to end once the server is told to stop."""
STUCK_SECONDS: Final = 60
"""How long a worker process may be silent before it is taken for dead and replaced."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Serving:
    """Where and how to serve. Each of the `workers` (processes) answers `threads` requests at a time.

    A request that comes in slowly has its thread meanwhile, and uploads may take fifteen (`web.forms.upload_turns`); to
    wait costs a thread little.
    """

    host: str
    port: int
    workers: int
    threads: int


def serve(settings: Settings, serving: Serving) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is in hand and leave the process. Call from the main thread.

    The database was there and up to date a moment ago.
    """
    _Server(settings, serving).run()


class _Server(BaseApplication):  # type: ignore[misc]
    """The application is made in each worker process: a database connection must not be carried over a fork."""

    def __init__(self, settings: Settings, serving: Serving) -> None:
        self._settings = settings
        self._options: dict[str, Any] = {
            "bind": f"{serving.host}:{serving.port}",
            "workers": serving.workers,
            "threads": serving.threads,
            "worker_class": "gthread",
            "graceful_timeout": GRACE_SECONDS,
            "timeout": STUCK_SECONDS,
            "logger_class": _Logger,
            "control_socket_disable": True,
            "when_ready": _say_listening,
            "on_exit": _say_stopped,
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        # One that takes a dead one's place must start also while the database is away: gunicorn ends where one cannot.
        return create_app(environment=create_environment(self._settings, for_web=True, creates=False, upgraded=True))


class _Logger(Logger):  # type: ignore[misc]
    """gunicorn's lines go the way of all others (portal.logs); requests are not logged, for addresses are personal."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.error_log.setLevel(logging.WARNING)
        self.error_log.propagate = True

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Of a request that cannot be read only the kind of the fault: gunicorn's words quote it, cookie and all."""
        fault = sys.exc_info()[1]
        if fault is None:
            super().warning(msg, *args, **kwargs)
        else:
            log.warning("request_not_read", kind=type(fault).__name__)


def _say_listening(server: Any) -> None:
    log.info("web_listening", addresses=[str(listener) for listener in server.LISTENERS], workers=server.num_workers)


def _say_stopped(_server: Any) -> None:
    log.info("web_stopped")
