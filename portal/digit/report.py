"""What the import says: findings at places of the source."""

from __future__ import annotations

from dataclasses import dataclass, field

from portal.definition.findings import Finding, finding
from portal.definition.source import Source
from portal.digit.rules import RULES


@dataclass
class Report:
    """Findings so far, each at the place of a path in the source."""

    source: Source
    findings: list[Finding] = field(default_factory=list)

    def at_value(self, code: str, /, *path: str | int, **found: object) -> None:
        """Report at the value at `path`, or at the nearest part above it that stands in the file."""
        self.findings.append(finding(RULES, code, self.source.file, self.source.value(*path), **found))

    def at_key(self, code: str, /, *path: str | int, **found: object) -> None:
        """Report at the key of the value at `path`."""
        self.findings.append(finding(RULES, code, self.source.file, self.source.key(*path), **found))

    def in_order(self) -> list[Finding]:
        """Everything found, each once, in the order of the file."""
        return sorted(dict.fromkeys(self.findings), key=lambda each: (each.line, each.column, each.code))
