"""What a gateway is: the one thing the outbox asks of whoever carries SMS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Accepted:
    """The gateway took the message; `gateway_id` is its own name for it, by which receipts will speak of it."""

    gateway_id: str


@dataclass(frozen=True)
class Rejected:
    """The gateway did not take the message.

    `permanent`: the same message will never be taken (no such number). Otherwise it is worth another try.
    `code` is the gateway's own; `words` say in plain English what is wrong, and never hold the number or the text.
    """

    permanent: bool
    code: str
    words: str


@dataclass(frozen=True)
class Unknown:
    """Nobody knows whether the gateway took the message: it was handed over, and no answer that can be read came back.

    `code` and `words` are as those of `Rejected`.
    """

    code: str
    words: str


class Gateway(Protocol):
    """Carries SMS. `send` is called from several threads."""

    name: str
    """At most 20 characters, kept with each message."""

    def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected | Unknown:
        """Hand over one message to an E.164 number. Must end by itself within `SEND_SECONDS`."""
        ...


SEND_SECONDS = 30
"""The longest a gateway may take over one message; the outbox's lease is reckoned from it."""
