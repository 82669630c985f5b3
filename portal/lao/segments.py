"""How many SMS a text costs.

From 3GPP TS 23.038 (GSM 7-bit default alphabet and its extension table, UCS-2) and TS 23.040 (a part of a long message
gives six octets to its header): 160 septets alone or 153 a part; 70 UCS-2 units alone or 67 a part.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

Encoding = Literal["GSM-7", "UCS-2"]

_GSM_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION: Final = frozenset("\f^{}\\[~]|€")
_CAPACITY: Final[dict[Encoding, tuple[int, int]]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}


@dataclass(frozen=True)
class Segments:
    """What a text needs as SMS."""

    encoding: Encoding
    units: int
    """Septets in GSM-7 (two for a sign of the extension table), 16-bit units in UCS-2 (two outside the BMP)."""
    segments: int
    """Messages paid for; 0 for an empty text, which is not sent."""


def count_segments(text: str) -> Segments:
    """Return the encoding that `text` needs and its size in units and segments.

    A character of two units is never parted: where it does not fit a segment it opens the next.
    """
    encoding: Encoding = "GSM-7" if (_GSM_BASIC | _GSM_EXTENSION).issuperset(text) else "UCS-2"
    sizes = [_units(character, encoding) for character in text]
    units = sum(sizes)
    alone, part = _CAPACITY[encoding]
    if units <= alone:
        return Segments(encoding, units, 1 if units else 0)
    return Segments(encoding, units, _packed(sizes, part))


def _units(character: str, encoding: Encoding) -> int:
    if encoding == "GSM-7":
        return 2 if character in _GSM_EXTENSION else 1
    return 2 if ord(character) > 0xFFFF else 1


def _packed(sizes: Iterable[int], part: int) -> int:
    segments, used = 1, 0
    for size in sizes:
        if used + size > part:
            segments, used = segments + 1, 0
        used += size
    return segments
