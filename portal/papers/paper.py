"""What a paper says, word for word: everything that is drawn and nothing that must still be looked up."""

from dataclasses import dataclass
from datetime import datetime

from portal.lao.language import Language


@dataclass(frozen=True)
class Bilingual:
    """The same words in Lao and in English. A name that has no English form is the same in both.

    Unlike a `Text` of a service file it may be empty, as a signer's name, and of any length, as a filled body.
    """

    lo: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the words in `language`."""
        return self.en if language == "en" else self.lo


@dataclass(frozen=True)
class Particular:
    """A row of the table of particulars."""

    label: Bilingual
    value: Bilingual


@dataclass(frozen=True)
class Paper:
    """A certificate as it will be printed, in the words of the day it was issued.

    Line breaks in `body` and in a particular's value part paragraphs; other texts are one line, or flow over several.
    """

    languages: tuple[Language, ...]
    """One or both, the first one set large and the second small beneath it."""

    number: str
    """The number in the office's register."""

    offices: tuple[Bilingual, ...]
    """The issuing office from the ministry or province down, one line each."""

    title: Bilingual
    body: Bilingual
    particulars: tuple[Particular, ...]
    place_and_date: Bilingual
    signer_title: Bilingual
    signer_name: Bilingual
    valid_until: Bilingual | None
    """A sentence that says until when, or None when the paper does not end."""

    verify_url: str
    """The address of the page that verifies this paper; also what the QR code holds."""

    code: str
    """The verification code as a person reads and types it."""

    specimen: bool
    """Drawn across every page, so that a paper of a demonstration is taken for nothing else."""

    issued_at: datetime
    """Goes into the file's properties; with a time zone."""

    unbroken: tuple[str, ...] = ()
    """What stays on one line where the words above hold it: names of people and places with their titles, dates,
    quantities with their units."""
