"""The environment of the request in hand, and how a refused command is answered."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from portal.cases.environment import Environment

_KEY = "portal.environment"


def install_environment(app: Flask, environment: Environment) -> None:
    """Let the pages of `app` work with `environment`."""
    app.extensions[_KEY] = environment


def environment() -> Environment:
    """The environment of the application in hand."""
    return cast(Environment, current_app.extensions[_KEY])
