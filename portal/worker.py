"""The worker beside the web process: sends messages, makes certificates, lets overdue tasks go up, sweeps files and
what is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy.orm import Session

from portal import create_environment
from portal.bell import CERTIFICATES, MESSAGES, queue_in
from portal.cases.environment import Environment
from portal.cases.escalate import escalate_overdue
from portal.cases.forget_ended import forget_ended
from portal.cases.issue import record_certificate
from portal.certificates.make import make_due
from portal.faults import described
from portal.messaging.delivery import Unnoted, deliver_due
from portal.messaging.gateway_choice import choose_gateway
from portal.messaging.gateways import SEND_SECONDS, Gateway
from portal.settings import Settings
from portal.store.tables import CertificateRow
from portal.store.unused_files import UnusedFiles

OVERDUE: Final = "overdue"
OVERDUE_SECONDS: Final = 60
"""How often overdue tasks are looked for. They become so by the day, and each that cannot go up is tried every time."""

UNUSED: Final = "unused-files"
UNUSED_SECONDS: Final = 60 * 60
"""How often files that nothing names any more are looked for."""

ENDED: Final = "ended"
ENDED_SECONDS: Final = 60 * 60
"""How often codes, sessions and waiting forms are looked for whose time is over."""

log = structlog.get_logger(__name__)


def run_worker(settings: Settings) -> None:
    """Work in the foreground until SIGTERM or SIGINT, then finish what is in hand. Call from the main thread."""
    environment = create_environment(settings, creates=False)
    gateway = choose_gateway(settings)
    unnoted = Unnoted()
    unused = UnusedFiles(environment.database, environment.files)
    log.info("worker_started", gateway=gateway.name)
    queue_in(settings.data_dir).serve(
        {
            MESSAGES: lambda stopping: _send_messages(environment, gateway, unnoted, stopping),
            CERTIFICATES: lambda stopping: _make_certificates(environment, stopping),
            UNUSED: _seldom(lambda stopping: _sweep_files(unused, stopping), UNUSED_SECONDS),
            ENDED: _seldom(lambda _stopping: _forget_ended(environment), ENDED_SECONDS),
            OVERDUE: _seldom(lambda stopping: escalate_overdue(environment, stopping), OVERDUE_SECONDS),
        },
        shutdown_seconds=SEND_SECONDS + 5,
    )
    _note_held(unnoted)
    environment.database.dispose()
    log.info("worker_stopped")


def _send_messages(environment: Environment, gateway: Gateway, unnoted: Unnoted, stopping: Callable[[], bool]) -> None:
    while deliver_due(environment.database, gateway, environment.clock, stopping=stopping, unnoted=unnoted).sent:
        pass


def _note_held(unnoted: Unnoted) -> None:
    """Note what became of messages while the database could not, the last time that this worker can."""
    try:
        unnoted.note_held()
    except Exception as fault:
        log.error("sms_not_noted", messages=len(unnoted), **described(fault))


def _make_certificates(environment: Environment, stopping: Callable[[], bool]) -> None:
    def tell_case(session: Session, row: CertificateRow) -> None:
        record_certificate(session, environment, row)

    if make_due(
        environment.database, environment.files, environment.settings, environment.clock, tell_case, stopping=stopping
    ):
        environment.wake()


def _sweep_files(unused: UnusedFiles, stopping: Callable[[], bool]) -> None:
    removed = unused.sweep(stopping)
    if removed:
        log.info("unused_files_removed", files=removed)


def _forget_ended(environment: Environment) -> None:
    forgotten = forget_ended(environment)
    if forgotten:
        log.info("ended_forgotten", rows=forgotten)


def _seldom(do: Callable[[Callable[[], bool]], object], seconds: float) -> Callable[[Callable[[], bool]], None]:
    """Make a work of `do` that leaves `seconds` between one time and the next."""
    next_at = 0.0

    def work(stopping: Callable[[], bool]) -> None:
        nonlocal next_at
        if time.monotonic() >= next_at:
            next_at = time.monotonic() + seconds
            do(stopping)

    return work
