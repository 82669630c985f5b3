"""Which gateway the settings ask for."""

from __future__ import annotations

from portal.messaging.console import ConsoleGateway
from portal.messaging.gateways import Gateway
from portal.messaging.twilio_gateway import TwilioGateway
from portal.settings import Settings


def choose_gateway(settings: Settings) -> Gateway:
    """Return the gateway of PORTAL_SMS_GATEWAY. Raises ValueError when its settings are not complete."""
    if settings.sms_gateway == "twilio":
        return TwilioGateway(
            settings.twilio_account_sid,
            settings.twilio_auth_token.get_secret_value(),
            settings.twilio_from,
            settings.twilio_base_url,
        )
    return ConsoleGateway()
