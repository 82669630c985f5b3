"""What is wrong with service files while the demo runs, said on its terminal whenever it changes."""

from __future__ import annotations

from portal.cases.services import ServiceShelf
from portal.definition.findings import Finding
from portal.demo.announcement import ALL_WELL, refusals


class ServiceFaults:
    """The errors in the files of a shelf. Whoever edits one looks at this terminal, not into the log."""

    def __init__(self, services: ServiceShelf) -> None:
        self._services = services
        self._told: list[Finding] = []

    def all(self) -> list[str]:
        """Every error there is now, and what is served instead; nothing when there is none."""
        on_offer = self._services.offers().keys()  # and the shelf goes on looking
        self._told = self._errors()
        return list(refusals(self._told, on_offer))

    def news(self) -> list[str]:
        """The same when it is not what was said last; all is well is news too."""
        return [] if self._errors() == self._told else self.all() or list(ALL_WELL)

    def _errors(self) -> list[Finding]:
        return [found for found in self._services.findings() if found.severity == "error"]
