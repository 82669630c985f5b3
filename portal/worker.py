"""The worker: sends messages, makes certificates and lets overdue tasks go up, beside the web process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import structlog
from sqlalchemy.orm import Session

from portal import create_environment
from portal.cases.environment import Environment
from portal.cases.escalate import escalate_overdue
from portal.cases.issue import record_certificate
from portal.certificates.make import make_due
from portal.faults import described
from portal.messaging.delivery import deliver_due
from portal.messaging.gateway_choice import choose_gateway
from portal.messaging.gateways import SEND_SECONDS, Gateway
from portal.settings import Settings
from portal.store.tables import CertificateRow
from portal.work_queue import WorkQueue

MESSAGES: Final = "messages"
CERTIFICATES: Final = "certificates"
OVERDUE: Final = "overdue"

log = structlog.get_logger(__name__)


def bell(settings: Settings) -> Callable[[], None]:
    """Return what calls the worker: ring it after a commit. Never raises, for the worker finds the work anyway."""
    data_dir = settings.data_dir

    def ring() -> None:
        try:
            _queue(data_dir).call(CERTIFICATES, MESSAGES)
        except Exception as fault:
            log.warning("bell_not_rung", **described(fault))

    return ring


def run_worker(settings: Settings) -> None:
    """Work in the foreground until SIGTERM or SIGINT, then finish what is in hand. Call from the main thread."""
    environment = create_environment(settings)
    gateway = choose_gateway(settings)
    log.info("worker_started", gateway=gateway.name)
    _queue(settings.data_dir).serve(
        {
            MESSAGES: lambda stopping: _send_messages(environment, gateway, stopping),
            CERTIFICATES: lambda stopping: _make_certificates(environment, stopping),
            OVERDUE: lambda stopping: _escalate(environment, stopping),
        },
        shutdown_seconds=SEND_SECONDS + 5,
    )
    environment.database.dispose()
    log.info("worker_stopped")


def _send_messages(environment: Environment, gateway: Gateway, stopping: Callable[[], bool]) -> None:
    while deliver_due(environment.database, gateway, environment.clock, stopping=stopping).sent:
        pass


def _make_certificates(environment: Environment, stopping: Callable[[], bool]) -> None:
    def tell_case(session: Session, row: CertificateRow) -> None:
        record_certificate(session, environment, row.case_id, row.id, row.number or "")

    if make_due(
        environment.database, environment.files, environment.settings, environment.clock, tell_case, stopping=stopping
    ):
        environment.wake()


def _escalate(environment: Environment, stopping: Callable[[], bool]) -> None:
    while not stopping() and escalate_overdue(environment):
        pass


@cache
def _queue(data_dir: Path) -> WorkQueue:
    return WorkQueue(data_dir / "jobs.db")
