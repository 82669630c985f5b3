"""What a certificate says, kept with it for as long as there are people who hold the paper.

Two parts, for two readers. Verification reads aloud a few plain facts, which are never laid out anew: every certificate
ever issued can be read. The worker draws from the paper, whose parts change as drawing does; it bears the number of its
format, and nobody but the drawing reads it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter

from portal.papers.paper import Bilingual, Paper

PAPER_FORMAT: Final = 1
"""Raise it when a change of `Paper` makes older ones unreadable."""


class UnknownFormatError(Exception):
    """The paper was kept in a format that this portal does not draw."""


@dataclass(frozen=True)
class Statement:
    """What verification says of a certificate. A part that is added one day must have a default."""

    title: Bilingual
    number: str
    office: Bilingual
    """The office that signed."""

    holder: str | None
    """Whom it was issued to, or None when the service asks for no person's name."""

    issued_on: date
    valid_until: date | None
    """Its last day in Vientiane, or None when it does not end."""

    specimen: bool = False
    """A demonstration issued it, and its paper says so."""

    @staticmethod
    def from_json(values: Any) -> Statement:
        """Return what the record says whose `to_json` this is, however its paper is written."""
        return _STATEMENTS.validate_python(values["says"])


@dataclass(frozen=True)
class CertificateRecord:
    """The words of one certificate, fixed when it got its number. Whatever changes later, the paper said this."""

    says: Statement
    paper: Paper

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON values."""
        return {
            "says": _STATEMENTS.dump_python(self.says, mode="json"),
            "format": PAPER_FORMAT,
            "paper": _PAPERS.dump_python(self.paper, mode="json"),
        }

    @staticmethod
    def from_json(values: Any) -> CertificateRecord:
        """Return the record that `to_json` wrote; raises UnknownFormatError for a paper of another format."""
        if values["format"] != PAPER_FORMAT:
            raise UnknownFormatError(values["format"])
        return CertificateRecord(Statement.from_json(values), _PAPERS.validate_python(values["paper"]))


_STATEMENTS: Final = TypeAdapter(Statement)
_PAPERS: Final = TypeAdapter(Paper)
