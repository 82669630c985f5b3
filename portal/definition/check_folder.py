"""The folder a service stands in bears its name: so two files never claim one service."""

from __future__ import annotations

from portal.definition.findings import Finding, finding
from portal.definition.load import Loaded
from portal.definition.rules_checking import RULES


def check_folder(loaded: Loaded, folder: str) -> list[Finding]:
    """What is wrong with the name of the `folder` that a service file stands in."""
    if loaded.service is None or loaded.service.service == folder:
        return []
    place = loaded.places.value("service")
    return [finding(RULES, "name-not-folder", loaded.file, place, name=loaded.service.service, folder=folder)]
