"""What a certificate says, kept with it: the paper can be drawn again from it, and verification reads it aloud."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from portal.definition.model import Text


class CertificateRecord(BaseModel):
    """The words of one certificate, fixed when it got its number. Whatever changes later, the paper said this."""

    model_config = ConfigDict(frozen=True)

    title: Text
    number: str
    office: Text
    """The office that signed, by its full name."""
    holder: str | None
    """Whom it was issued to, or None when the service asks for no person's name."""
    issued_on: date
    valid_until: date | None
    """Its last day, or None when it does not end."""
