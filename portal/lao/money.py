"""Amounts of Lao kip. The kip has no smaller unit in use, so an amount is a whole number."""

import re
from enum import Enum
from typing import Final

from portal.lao.language import Language
from portal.lao.text import canonical, latin_digits

_UNIT: Final = r"(?:ກີບ|kips?|lak|₭)"
_UNIT_BESIDE: Final = re.compile(rf"\A{_UNIT}|{_UNIT}\Z", re.IGNORECASE)
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3})*|[0-9]+")
LARGEST_AMOUNT: Final = 10**15
"""Kip; above any sum a portal could handle, and safe in a 64-bit column and a JavaScript number."""


class MoneyProblem(Enum):
    """Why what was typed is not an amount of kip."""

    EMPTY = "empty"
    NOT_AN_AMOUNT = "not-an-amount"
    """Not a whole number, or grouped in another way than by threes."""
    TOO_LARGE = "too-large"


def format_kip(amount: int, language: Language) -> str:
    """Return `amount` kip: "20.000 ກີບ" in Lao, "20,000 kip" in English.

    Lao offices group thousands with a full stop ("ຈ່າຍ 114.000 ກີບ ຕໍ່ຄັ້ງ", Vang Vieng district health office on
    ambulance fees, December 2020), as CLDR does for `lo`; newspapers use the comma too: `parse_kip` reads both.
    """
    grouped = f"{amount:,}"
    return f"{grouped.replace(',', '.')} ກີບ" if language == "lo" else f"{grouped} kip"


def parse_kip(raw: str) -> int | MoneyProblem:
    """Return the whole kip that were typed, or what is wrong.

    Thousands may be grouped by full stops, commas or spaces, digits may be Lao, and ກີບ, kip, LAK or ₭ may stand beside.
    """
    typed = _UNIT_BESIDE.sub("", latin_digits(canonical(raw))).strip()
    if not typed:
        return MoneyProblem.EMPTY
    if not _GROUPED.fullmatch(typed):
        return MoneyProblem.NOT_AN_AMOUNT
    digits = re.sub(r"[^0-9]", "", typed).lstrip("0") or "0"
    if len(digits) > len(str(LARGEST_AMOUNT)) or int(digits) > LARGEST_AMOUNT:
        return MoneyProblem.TOO_LARGE
    return int(digits)
