"""The Twilio gateway, over Twilio's own client."""

from __future__ import annotations

import re
import threading
from typing import Any, Final

import requests
from twilio.base.exceptions import TwilioException, TwilioRestException, TwilioServiceException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from portal.messaging.bounded_http import BoundedAdapter, Exchange, within
from portal.messaging.gateways import SEND_SECONDS, Accepted, Rejected, Unknown

TWILIO_ADDRESS: Final = "https://api.twilio.com"
MESSAGING_SERVICE_PREFIX: Final = "MG"
MESSAGE_SID: Final = re.compile(r"(?:SM|MM)[0-9a-fA-F]{32}")
"""Source: Twilio's API reference, https://www.twilio.com/docs/messaging/api/message-resource."""
GIVEN_UP: Final = frozenset({"failed", "undelivered", "canceled"})
"""Statuses of a message that Twilio keeps and will never deliver. Same source."""
LOWEST_CODE: Final = 10000
"""Twilio's own codes have five digits; below this is an HTTP status, given where a code is missing."""

PERMANENT: Final = {
    21211: "The number is not a valid phone number.",
    21217: "The number is not a valid phone number.",
    21219: "The number is not verified for Twilio's trial account.",
    21265: "The number is a short code, which cannot receive SMS.",
    21266: "The number is the sender's own.",
    21602: "The message has no text.",
    21604: "The message has no number.",
    21608: "The number is not verified for Twilio's trial account.",
    21610: "The person has asked not to receive SMS from this sender.",
    21614: "The number cannot receive SMS.",
    21617: "The text is longer than Twilio takes.",
    30004: "The person's phone is blocked or cannot receive SMS.",
    30005: "The number does not exist or is out of service.",
    30006: "The number is a landline or cannot be reached.",
    30007: "The person's network filtered the message out.",
    21635: "The number is a landline, which cannot receive SMS.",
}
"""Refusals of this one message. Source: Twilio's error and warning dictionary, https://www.twilio.com/docs/api/errors."""

TEMPORARY: Final = {
    14107: "Twilio's sending limit is reached.",
    20003: "Twilio does not accept the account and token of the portal.",
    20005: "The Twilio account is not active.",
    20008: "The portal uses Twilio's test credentials.",
    20404: "Twilio does not know the account of the portal.",
    20429: "Twilio is asked too often.",
    20503: "Twilio's service is not available now.",
    21212: "The portal's sender number is not valid.",
    21408: "The Twilio account may not send to this country.",
    21603: "The portal has no sender number.",
    21606: "The portal's sender number cannot send SMS to this number.",
    21611: "Twilio's queue for the portal's sender number is full.",
    21612: "Twilio has no route from the portal's sender number to this number now.",
    21659: "The portal's sender number is not one of the Twilio account.",
    21660: "The portal's sender number belongs to another Twilio account.",
    21701: "The portal's messaging service does not exist.",
    21703: "The portal's messaging service has no sender.",
    21704: "The portal's messaging service has no sender for this country.",
    30001: "Twilio's queue for the portal's sender number is full.",
    30002: "The Twilio account is suspended.",
    30003: "The phone is switched off or out of reach.",
    63038: "The Twilio account's daily limit is reached.",
}
"""Refusals which waiting, or a mended setting, ends: the messages wait for it. Same source."""


class TwilioGateway:
    """Sends through the account `account_sid`, from a number or, when `sender` starts with MG, a messaging service.

    `base_url` is another address that speaks Twilio's protocol; empty is Twilio's own.
    """

    name = "twilio"

    def __init__(
        self,
        account_sid: str,
        auth_token: str,
        sender: str,
        base_url: str = "",
        timeout_seconds: tuple[float, float] = (5, 20),
    ) -> None:
        """`timeout_seconds`: to connect, and to wait for an answer; together, which is below `SEND_SECONDS`, they bound
        the whole exchange."""
        if not (account_sid and auth_token and sender):
            raise ValueError("Twilio needs PORTAL_TWILIO_ACCOUNT_SID, PORTAL_TWILIO_AUTH_TOKEN and PORTAL_TWILIO_FROM")
        if sum(timeout_seconds) >= SEND_SECONDS:
            raise ValueError("the time-outs must end before the lease on the message")
        self._credentials = (account_sid, auth_token)
        self._sender = (
            {"messaging_service_sid": sender} if sender.startswith(MESSAGING_SERVICE_PREFIX) else {"from_": sender}
        )
        self._base_url = base_url
        self._timeout = timeout_seconds
        self._of_thread = threading.local()

    def send(self, number: str, text: str, message_id: str) -> Accepted | Rejected | Unknown:
        """Hand over one message. A connection that ends before Twilio's answer leaves the outcome unknown."""
        with within(sum(self._timeout)) as exchange:
            outcome = self._exchanged(number, text, exchange)
        return _too_late() if exchange.is_over and isinstance(outcome, Unknown) else outcome

    def _exchanged(self, number: str, text: str, exchange: Exchange) -> Accepted | Rejected | Unknown:
        try:
            message = self._client().messages.create(to=number, body=text, **self._sender)
            return _taken(message.sid, message.status, message.error_code)
        except (TwilioRestException, TwilioServiceException) as problem:
            return _refusal(problem.status, problem.code)
        except requests.RequestException as problem:
            return _broken_off(problem, exchange)
        except (TwilioException, ValueError, KeyError, TypeError, AttributeError):
            return _not_understood()

    def _client(self) -> Client:
        # One a thread: Twilio's HTTP client keeps its last answer on itself, and hands that to whoever asks next.
        client: Client | None = getattr(self._of_thread, "client", None)
        if client is None:
            client = Client(*self._credentials, http_client=_AddressedClient(self._base_url, self._timeout))
            self._of_thread.client = client
        return client


class _AddressedClient(TwilioHttpClient):  # type: ignore[misc]
    """Twilio's HTTP client, with time-outs, bounded answers and, when told so, another address."""

    def __init__(self, base_url: str, timeout_seconds: tuple[float, float]) -> None:
        super().__init__()
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, BoundedAdapter())
        self._base_url = base_url.rstrip("/")
        self._connect_and_read = timeout_seconds

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        if self._base_url:
            url = self._base_url + url.removeprefix(TWILIO_ADDRESS)
        self.timeout = self._connect_and_read
        return super().request(method, url, *args, **kwargs)


def _taken(sid: object, status: object, code: object) -> Accepted | Rejected | Unknown:
    if not isinstance(sid, str) or not MESSAGE_SID.fullmatch(sid):
        return _not_understood()
    if status in GIVEN_UP:
        return _refusal(400, code)
    return Accepted(sid)


def _refusal(status: object, code: object) -> Rejected | Unknown:
    known = int(code) if isinstance(code, int | str) and str(code).isdecimal() and int(code) >= LOWEST_CODE else None
    if known in PERMANENT:
        return Rejected(permanent=True, code=str(known), words=PERMANENT[known])
    if known in TEMPORARY:
        return Rejected(permanent=False, code=str(known), words=TEMPORARY[known])
    if status == 400:
        return Rejected(permanent=True, code=str(known or status), words="Twilio refuses the message.")
    if not (isinstance(status, int) and 300 <= status < 500):
        # Twilio failed half-way, after which it may have sent the message (https://www.twilio.com/docs/api/errors/20500),
        # or something before it speaks, which may have handed the message on.
        return Unknown(str(known), "Twilio failed, and may have taken the message.") if known else _not_understood()
    return Rejected(permanent=False, code=str(known or status), words="Twilio cannot take messages now.")


def _broken_off(problem: requests.RequestException, exchange: Exchange) -> Rejected | Unknown:
    if not exchange.handed_over:
        return Rejected(permanent=False, code="connection", words="Twilio could not be reached.")
    if isinstance(problem, requests.Timeout):
        return _too_late()
    return Unknown(code="connection", words="The connection to Twilio broke off before an answer.")


def _too_late() -> Unknown:
    return Unknown(code="timeout", words="Twilio did not answer in time.")


def _not_understood() -> Unknown:
    return Unknown(code="answer", words="Twilio's answer was not understood.")
