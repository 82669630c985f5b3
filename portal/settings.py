"""Every option of the portal, read from the environment (PORTAL_*), with its unit and default."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from portal.workflow.claim_limit import LONGEST_CLAIM

_BUNDLED = Path(__file__).resolve().parent / "bundled"

IS_CHECKOUT = not _BUNDLED.exists()
"""Whether the portal runs from its repository, or else as a wheel that was installed."""

ROOT = Path(__file__).resolve().parent.parent if IS_CHECKOUT else _BUNDLED
"""The folder that holds services/, templates/, translations/ and migrations/."""

WORKPLACE = ROOT if IS_CHECKOUT else Path()
"""What is written stands beside the checkout; of an installed portal, where it is started."""


class Settings(BaseSettings):
    """The portal's options."""

    model_config = SettingsConfigDict(env_prefix="PORTAL_", frozen=True)

    secret_key: SecretStr = Field(min_length=32, description="Signs sessions and keys the digests of phone numbers.")
    data_dir: Path = Field(default=WORKPLACE / "var", description="Folder of the SQLite files and of uploaded files.")
    database_url: str = Field(default="", description="SQLAlchemy address; empty means SQLite in data_dir.")
    services_dir: Path = Field(default=ROOT / "services", description="Folder of the service folders.")
    base_url: str = Field(
        default="http://127.0.0.1:8000", description="Address people reach, in SMS links and QR codes."
    )
    cookie_secure: bool = Field(default=True, description="Send cookies over HTTPS only; off for plain HTTP on a desk.")
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="How many reverse proxies stand before the portal.")
    demo: bool = Field(default=False, description="Show /demo/phone and mark papers as specimens.")
    log_format: Literal["json", "console"] = Field(
        default="json", description="Log lines for machines, or for people to read."
    )

    sms_gateway: Literal["console", "twilio"] = Field(default="console", description="Which gateway carries SMS.")
    twilio_account_sid: str = ""
    twilio_auth_token: SecretStr = SecretStr("")
    twilio_from: str = Field(default="", description="Sender number, or a messaging service SID (MG...).")
    twilio_base_url: str = Field(
        default="", description="Another address speaking Twilio's protocol; empty is Twilio's."
    )

    code_minutes: int = Field(default=10, ge=1, le=60, description="Minutes a one-time code can be used.")
    code_tries: int = Field(default=5, ge=1, le=10, description="Wrong tries before a one-time code is void.")
    codes_per_hour: int = Field(
        default=5, ge=1, le=50, description="One-time codes for a phone in an hour, asked for from one place."
    )
    codes_per_day: int = Field(
        default=10, ge=1, le=200, description="One-time codes for a phone in a day, asked for from one place."
    )
    codes_per_hour_of_all: int = Field(
        default=1000, ge=1, description="One-time codes for all phones in an hour, before strangers have to wait."
    )
    session_hours: int = Field(
        default=2, ge=1, le=24, description="Hours without a click until a person is signed out."
    )
    session_longest_hours: int = Field(
        default=12, ge=1, le=48, description="Hours after which a person has to sign in again, however busy."
    )
    claim_minutes: int = Field(
        default=30,
        ge=1,
        le=LONGEST_CLAIM // timedelta(minutes=1),
        description="Minutes until an officer's claim lapses.",
    )
    running_cases: int = Field(
        default=30, ge=1, description="Applications of one person for one service that wait for a decision."
    )
    upload_megabytes: int = Field(default=10, ge=1, le=50, description="Largest upload in megabytes.")
    reload_seconds: float = Field(default=2.0, ge=0, description="Seconds between looks for changed service files.")
    publish: Literal["when-saved", "by-command"] = Field(
        default="when-saved",
        description="Whether a service file is on offer as soon as it is saved, or when `portal publish` says so.",
    )
    rate_limits: bool = Field(default=True, description="Limit sign-in tries per address and phone.")
    rate_limit_storage: str = Field(
        default="memory://", description="Where limits are counted; Redis for many machines."
    )

    @field_validator("base_url")
    @classmethod
    def _is_reached_by_browsers(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("write it whole, such as https://services.example.gov.la")
        return address

    @field_validator("database_url")
    @classmethod
    def _is_of_a_known_database(cls, address: str) -> str:
        if not address:
            return address
        from sqlalchemy.engine import make_url  # loaded only where there is one: commands begin sooner
        from sqlalchemy.exc import ArgumentError

        try:
            written = make_url(address)
            known = written.get_backend_name() in ("sqlite", "postgresql")
            known = known and not (written.database or "").startswith("file:")  # would be a path with a colon
        except ArgumentError:
            known = False
        if not known:
            raise ValueError("write sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME")
        return address

    @field_validator("rate_limit_storage")
    @classmethod
    def _is_of_a_known_storage(cls, address: str) -> str:
        if urlsplit(address).scheme.partition("+")[0] not in ("memory", "redis", "rediss"):
            raise ValueError("write memory:// or redis://HOST:PORT")
        return address

    @model_validator(mode="after")
    def _names_who_sends(self) -> Self:
        account = (self.twilio_account_sid, self.twilio_auth_token.get_secret_value(), self.twilio_from)
        if self.sms_gateway == "twilio" and not all(account):
            raise ValueError(
                "PORTAL_SMS_GATEWAY is twilio: set PORTAL_TWILIO_ACCOUNT_SID, PORTAL_TWILIO_AUTH_TOKEN and "
                "PORTAL_TWILIO_FROM"
            )
        return self

    @model_validator(mode="after")
    def _shows_nobody_the_messages_of_real_people(self) -> Self:
        if self.demo and self.sms_gateway != "console":
            raise ValueError(
                f"PORTAL_DEMO shows everybody's messages, sign-in codes too: PORTAL_SMS_GATEWAY cannot be "
                f"{self.sms_gateway} with it"
            )
        if self.demo and not _is_on_a_desk(self.base_url):
            raise ValueError(
                "PORTAL_DEMO shows everybody's messages, sign-in codes too: PORTAL_BASE_URL must be of this machine "
                "(http://127.0.0.1:8000) or of a private network (http://192.168.1.5:8000)"
            )
        return self

    @property
    def effective_database_url(self) -> str:
        """The database address, with the SQLite default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir / 'portal.db'}"


def _is_on_a_desk(address: str) -> bool:
    """Whether only this machine, or over plain HTTP those on its private network (RFC 1918), reach this address."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if host == "localhost" or host.endswith(".localhost"):  # RFC 6761
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_loopback or (parts.scheme == "http" and found.is_private and not found.is_unspecified)
