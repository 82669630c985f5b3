"""How often one network address may ask for what costs the portal something."""

from __future__ import annotations

import ipaddress
from typing import Final

from flask import request
from flask_limiter import Limiter

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


limiter = Limiter(network)
"""Counts by network address. Villages share addresses, so its limits are wide; each phone has its own."""
