"""How often one network address may ask for what costs the portal something."""

from __future__ import annotations

import ipaddress
import math
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, TypeVar, cast

from flask import Flask, request
from flask_limiter import Limiter, RateLimitExceeded
from werkzeug.wrappers import Response

from portal.settings import Settings
from portal.web.current import environment
from portal.web.problems import too_many_tries

_IPV6_NETWORK: Final = 64
"""Bits that are the same for everything behind one IPv6 connection (RFC 6177); the rest each device changes daily."""

MARKED: Final = 10
"""How many times what strangers at one network address may do, all its marked browsers together may: a telephone
company brings the phones of a whole town to one address."""

View = TypeVar("View", bound=Callable[..., object])


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


limiter = Limiter(network)
"""Counts by network address. Villages share addresses, so its limits are wide; each phone has its own."""


def limited(times: int, whose: Callable[[], str | None]) -> Callable[[View], View]:
    """Let a page be asked for so many `times` an hour from one network address.

    `whose` is the mark of a browser in which whoever is named in this request signed in before. Such a browser counts
    for itself, so that nobody keeps a neighbour on the same address from signing in again. All marked browsers of an
    address together have a wider limit: somebody may have marked many.
    """

    def asker() -> str:
        mark = whose()
        return f"browser {mark}" if mark else network()

    each = limiter.limit(f"{times} per hour", key_func=asker)
    together = limiter.limit(f"{MARKED * times} per hour", key_func=network, exempt_when=lambda: not whose())

    def limit(view: View) -> View:
        return cast(View, together(each(view)))

    return limit


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
