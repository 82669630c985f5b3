"""Telling whoever appoints an officer that no service has work for the post: its role may be mistyped."""

from __future__ import annotations

import logging

import click

from portal.definition.model import Level
from portal.definition.posts import posts_of
from portal.logs import set_up_logs
from portal.settings import Settings


def warn_when_unused(role: str, level: Level, service: str | None) -> None:
    """A mistyped role is no error, for a service may come later; but it is seldom meant."""
    from portal import create_environment

    set_up_logs("console", logging.ERROR)  # of the services it only matters here what they need of this role
    environment = create_environment(Settings(), creates=False)
    offers = environment.services.offers()
    wanted = {
        (post.level, post.role)
        for name, offer in offers.items()
        if service in {None, name}
        for post in posts_of(offer.service)
    }
    environment.database.dispose()
    if service is not None and service not in offers:
        click.echo(f"Note: there is no service {service} on offer now.", err=True)
    elif (level, role) not in wanted:
        known = ", ".join(sorted({known_role for known_level, known_role in wanted if known_level is level}))
        click.echo(f"Note: no service has work for a {role} at a {level.value} office (only for: {known}).", err=True)
