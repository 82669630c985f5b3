"""How often one network address may ask for what costs the portal something."""

from __future__ import annotations

import ipaddress
import math
import time
from datetime import timedelta
from typing import Final

from flask import Flask, request
from flask_limiter import Limiter, RateLimitExceeded
from werkzeug.wrappers import Response

from portal.settings import Settings
from portal.web import known_here
from portal.web.current import environment
from portal.web.problems import too_many_tries

_IPV6_NETWORK: Final = 64
"""Bits that are the same for everything behind one IPv6 connection (RFC 6177); the rest each device changes daily."""


def network() -> str:
    """Where this request comes from: an IPv4 address, or the network of an IPv6 address."""
    address = request.remote_addr or ""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ipaddress.ip_network(f"{found}/{_IPV6_NETWORK}", strict=False).network_address)


def browser_or_network() -> str:
    """Who asks: a browser in which somebody signed in before, for itself; others together, by where they come from.

    So nobody can keep a neighbour on the same address from signing in again.
    """
    known = known_here.officer() or known_here.browser()
    return f"browser {known}" if known else network()


limiter = Limiter(network)
"""Counts by network address. Villages share addresses, so its limits are wide; each phone has its own."""


def install_limits(app: Flask, settings: Settings) -> None:
    """Give `app` the limits, and an answer to whoever meets one that says when it is over."""
    app.config.update(RATELIMIT_ENABLED=settings.rate_limits, RATELIMIT_STORAGE_URI=settings.rate_limit_storage)
    limiter.init_app(app)
    app.register_error_handler(RateLimitExceeded, _answer)


def _answer(_met: RateLimitExceeded) -> Response:
    limit = limiter.current_limit
    assert limit is not None, "one was met"  # noqa: S101
    wait = math.ceil(max(1.0, limit.reset_at - time.time()))  # the limits go by the machine's own clock
    return too_many_tries(environment().clock() + timedelta(seconds=wait), wait)
