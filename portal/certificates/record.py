"""What a certificate says, kept with it: the paper can be drawn again from it, and verification reads it aloud."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter

from portal.certificates.paper import Bilingual, Paper


@dataclass(frozen=True)
class CertificateRecord:
    """The words of one certificate, fixed when it got its number. Whatever changes later, the paper said this."""

    paper: Paper

    office: Bilingual
    """The office that signed."""

    holder: str | None
    """Whom it was issued to, or None when the service asks for no person's name."""

    issued_on: date
    valid_until: date | None
    """Its last day in Vientiane, or None when it does not end."""

    def to_json(self) -> dict[str, Any]:
        """Return the record as JSON values."""
        return _RECORDS.dump_python(self, mode="json")  # type: ignore[no-any-return]

    @staticmethod
    def from_json(values: Any) -> CertificateRecord:
        """Return the record that `to_json` wrote; raises pydantic's ValidationError for anything else."""
        return _RECORDS.validate_python(values)


_RECORDS: Final = TypeAdapter(CertificateRecord)
