"""The console gateway: takes every message and carries it nowhere. /demo/phone shows what people would have got."""

from __future__ import annotations

import structlog

from portal.messaging.gateways import Accepted

log = structlog.get_logger(__name__)


class ConsoleGateway:
    """Says the id of each message in the log; its text and number stay in the outbox."""

    name = "console"

    def send(self, number: str, text: str, message_id: str) -> Accepted:
        """Take the message."""
        log.info("sms_taken_by_console", message=message_id)
        return Accepted(message_id)
