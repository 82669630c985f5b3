"""The blueprint that every page of the desk belongs to."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("desk", __name__)
